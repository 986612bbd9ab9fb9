
// The picture of the lineage: boxes in layers from left to right. Layer and order come with the data; how high a box is, and so where the
// ones below it stand, depends on which are open.

const BOX = { width: 212, head: 44, row: 19, gapX: 64, gapY: 18, most: 40 };

class Picture {
  constructor(lineage) {
    this.lineage = lineage;
    indexEdges(lineage);
    this.svg = byId('picture');
    this.view = svgElement('g', { id: 'view' });
    this.svg.append(this.view);
    this.opened = new Set();
    this.starts = [];
    this.at = { x: 0, y: 0, k: 1 };
    this.hits = lineage.nodes.map(node => new Set(node.hit ?? []));
    const reached = lineage.nodes.map((node, index) => index).filter(index => lineage.nodes[index].reach);
    const changed = reached.filter(index => lineage.nodes[index].reach === 'changed');
    this.reached = trace(lineage, changed.flatMap(index => (this.hits[index].size ? [...this.hits[index]].map(column => [index, column]) : placesOf(lineage, index))));
    this.onlyReached = reached.length > 0 && reached.length < lineage.nodes.length;
    reached.filter(index => this.hits[index].size).slice(0, 12).forEach(index => this.opened.add(index));
    this.draw();
  }

  isShown(index) {
    return !this.onlyReached || this.lineage.nodes[index].reach !== undefined || this.followed?.nodes.has(index) === true;
  }

  // Columns of an open box. Those that have a part in something come first where there are too many.
  rowsOf(index) {
    if (!this.opened.has(index)) {
      return [];
    }
    const node = this.lineage.nodes[index];
    const all = node.columns.map((_, column) => column);
    if (all.length <= BOX.most) {
      return all;
    }
    const used = column => this.hits[index].has(column) || this.followed?.places.has(`${index}:${column}`);
    return [...all.filter(used), ...all.filter(column => !used(column))].slice(0, BOX.most);
  }

  layOut() {
    const layers = new Map();
    this.boxes = this.lineage.nodes.map((node, index) => {
      if (!this.isShown(index)) {
        return null;
      }
      const rows = this.rowsOf(index);
      const more = rows.length && rows.length < node.columns.length ? 1 : 0;
      const box = { index, node, rows, more, height: BOX.head + (rows.length + more) * BOX.row + (rows.length ? 8 : 0) };
      layers.set(node.layer, [...(layers.get(node.layer) ?? []), box]);
      return box;
    });
    const heights = [...layers.values()].map(layer => layer.reduce((sum, box) => sum + box.height + BOX.gapY, -BOX.gapY));
    const tallest = Math.max(0, ...heights);
    [...layers.keys()].sort((a, b) => a - b).forEach((key, column) => {
      const layer = layers.get(key).sort((a, b) => a.node.order - b.node.order);
      let y = (tallest - layer.reduce((sum, box) => sum + box.height + BOX.gapY, -BOX.gapY)) / 2;
      for (const box of layer) {
        Object.assign(box, { x: column * (BOX.width + BOX.gapX), y });
        y += box.height + BOX.gapY;
      }
    });
    this.size = { width: layers.size * (BOX.width + BOX.gapX) - BOX.gapX, height: tallest };
  }

  draw() {
    const focused = this.svg.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.layOut();
    const shown = this.boxes.filter(Boolean).sort((a, b) => a.x - b.x || a.y - b.y);
    this.view.replaceChildren(this.edgeGroup(), ...shown.map(box => this.boxGroup(box)));
    if (focused) {
      this.view.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true });
    }
    this.mark(this.followed);
  }

  edgeGroup() {
    const lines = new Map();
    this.lineage.edges.forEach((edge, index) => {
      const [from, to] = [this.boxes[edge.from], this.boxes[edge.to]];
      if (!from || !to || from === to) {
        return;
      }
      const [y1, y2] = [this.rowMiddle(from, edge.fromColumn), this.rowMiddle(to, edge.toColumn)];
      const key = `${from.index}:${y1}:${to.index}:${y2}`;
      const line = lines.get(key) ?? { from, to, y1, y2, edges: [], kinds: new Set() };
      line.edges.push(index);
      line.kinds.add(edge.kind);
      lines.set(key, line);
    });
    this.lines = [...lines.values()];
    return svgElement('g', { class: 'edges', 'aria-hidden': 'true' }, this.lines.map(line => {
      const [x1, x2] = [line.from.x + BOX.width, line.to.x];
      const bend = Math.max(40, Math.abs(x2 - x1) / 2);
      const kind = ['value', 'rows', 'reads', 'whole'].find(name => line.kinds.has(name));
      const hit = line.edges.some(edge => this.reached.edges.has(edge));
      line.path = svgElement('path', { class: `edge ${kind}${hit ? ' hit' : ''}`, d: `M${x1},${line.y1} C${x1 + bend},${line.y1} ${x2 - bend},${line.y2} ${x2},${line.y2}` });
      return line.path;
    }));
  }

  rowMiddle(box, column) {
    const row = box.rows.indexOf(column);
    return row < 0 ? box.y + BOX.head / 2 : box.y + BOX.head + row * BOX.row + BOX.row / 2;
  }

  boxGroup(box) {
    const { node, index } = box;
    const open = this.opened.has(index);
    const state = node.reach === 'changed' ? '≠ ' : node.reach ? '● ' : '';
    const told = node.reach === 'changed' ? ', changed' : node.reach ? ', reached' : '';
    const head = svgElement('g', {
      class: 'node-head', tabindex: 0, role: 'button', 'data-key': `${index}`, 'aria-expanded': node.columns.length ? String(open) : null,
      'aria-label': `${node.name}, ${node.kind}${told}, ${count(node.columns.length, 'column')}`,
    },
    svgElement('rect', { width: BOX.width, height: BOX.head, rx: 6 }),
    svgElement('text', { x: 10, y: 18, class: 'name' }, state + short(node.name, 23)),
    svgElement('text', { x: 10, y: 35, class: 'kind' }, short(node.kind, 20)),
    svgElement('text', { x: BOX.width - 10, y: 35, class: 'kind end' }, node.columns.length ? `${node.columns.length} ${open ? '▾' : '▸'}` : ''),
    svgElement('title', null, node.name));
    head.addEventListener('focus', () => this.tell(index));
    head.addEventListener('click', () => this.dragged || this.toggle(index));
    head.addEventListener('pointerenter', () => this.mark(this.followed ?? trace(this.lineage, placesOf(this.lineage, index))));
    head.addEventListener('pointerleave', () => this.mark(this.followed));
    const more = box.more ? svgElement('text', { x: 18, y: BOX.head + box.rows.length * BOX.row + 14, class: 'kind' }, `… ${node.columns.length - box.rows.length} more`) : null;
    return svgElement('g', { class: `node ${node.reach ?? 'unreached'}`, transform: `translate(${box.x},${box.y})`, 'data-node': index },
      svgElement('rect', { class: 'frame', width: BOX.width, height: box.height, rx: 6 }), head, box.rows.map((column, row) => this.columnGroup(box, column, row)), more);
  }

  columnGroup({ node, index }, column, row) {
    const hit = this.hits[index].has(column);
    const sign = hit ? (node.reach === 'changed' ? '≠ ' : '● ') : '';
    const group = svgElement('g', {
      class: `column${hit ? ' hit' : ''}`, tabindex: 0, role: 'button', 'data-key': `${index}:${column}`, 'data-place': `${index}:${column}`,
      'aria-pressed': String(this.isStart(index, column)), 'aria-label': `${node.columns[column]} of ${node.name}${hit ? (node.reach === 'changed' ? ', changed' : ', reached') : ''}`,
      transform: `translate(0,${BOX.head + row * BOX.row})`,
    },
    svgElement('rect', { x: 4, width: BOX.width - 8, height: BOX.row, rx: 3 }),
    svgElement('text', { x: 14, y: 14 }, sign + short(node.columns[column], 22)),
    svgElement('title', null, node.columns[column]));
    const show = () => this.mark(this.followed ?? trace(this.lineage, [[index, column]]));
    group.addEventListener('focus', () => {
      this.tell(index);
      show();
    });
    group.addEventListener('blur', () => this.mark(this.followed));
    group.addEventListener('pointerenter', show);
    group.addEventListener('pointerleave', () => this.mark(this.followed));
    group.addEventListener('click', () => this.dragged || this.follow(this.isStart(index, column) ? [] : [[index, column]]));
    return group;
  }

  isStart(index, column) {
    return this.starts.some(start => start[0] === index && start[1] === column);
  }

  toggle(index) {
    this.tell(index);
    if (!this.lineage.nodes[index].columns.length) {
      this.follow(this.isStart(index, -1) ? [] : placesOf(this.lineage, index));
      return;
    }
    this.opened[this.opened.has(index) ? 'delete' : 'add'](index);
    this.draw();
  }

  // Keeps a path marked, with the boxes on it open, until it is ended.
  follow(starts) {
    this.starts = starts;
    this.followed = starts.length ? trace(this.lineage, starts) : null;
    for (const place of this.followed?.places ?? []) {
      const [index, column] = place.split(':').map(Number);
      if (column >= 0) {
        this.opened.add(index);
      }
    }
    byId('clear-path').disabled = !this.followed;
    this.draw();
  }

  mark(found) {
    this.svg.classList.toggle('marking', Boolean(found));
    for (const line of this.lines) {
      line.path.classList.toggle('on', Boolean(found) && line.edges.some(edge => found.edges.has(edge)));
    }
    for (const group of this.view.querySelectorAll('.node')) {
      group.classList.toggle('on', found?.nodes.has(Number(group.dataset.node)) === true);
    }
    for (const group of this.view.querySelectorAll('.column')) {
      group.classList.toggle('on', found?.places.has(group.dataset.place) === true);
    }
  }

  tell(index) {
    const node = this.lineage.nodes[index];
    byId('panel').replaceChildren(
      element('h3', null, node.name),
      element('dl', null, node.facts.map(([label, text]) => element('div', null, element('dt', null, label), element('dd', null, text)))),
      node.link ? element('p', null, element('a', { href: node.link, rel: 'noopener noreferrer nofollow' }, 'Open its page')) : '');
  }

  openAll(open) {
    this.opened = new Set(open ? this.lineage.nodes.map((_, index) => index) : []);
    this.draw();
    this.fit();
  }

  // The whole picture, but no smaller than can be read; the window takes no more height than it needs.
  fit(least = 0.6) {
    const { clientWidth: width } = this.svg;
    const scale = Math.min(1, Math.max(least, (width - 32) / this.size.width));
    this.svg.style.height = `${Math.round(Math.min(Math.max(260, this.size.height * scale + 48), Math.max(320, innerHeight * 0.68)))}px`;
    const height = this.svg.clientHeight;
    const k = Math.min(1, Math.max(least, Math.min((width - 32) / this.size.width, (height - 32) / this.size.height)));
    this.at = { k, x: Math.max(16, (width - this.size.width * k) / 2), y: Math.max(16, (height - this.size.height * k) / 2) };
    this.place();
  }

  place() {
    this.view.setAttribute('transform', `translate(${this.at.x},${this.at.y}) scale(${this.at.k})`);
  }

  zoom(factor, x = this.svg.clientWidth / 2, y = this.svg.clientHeight / 2) {
    const k = Math.min(3, Math.max(0.1, this.at.k * factor));
    this.at = { k, x: x - (x - this.at.x) * k / this.at.k, y: y - (y - this.at.y) * k / this.at.k };
    this.place();
  }

  pan(x, y) {
    this.at = { ...this.at, x: this.at.x + x, y: this.at.y + y };
    this.place();
  }

  // Moves the picture until that box is in sight.
  reveal(index) {
    const box = this.boxes[index];
    const [x, y] = [this.at.x + box.x * this.at.k, this.at.y + box.y * this.at.k];
    const [right, bottom] = [x + BOX.width * this.at.k, y + Math.min(box.height * this.at.k, this.svg.clientHeight - 32)];
    this.pan(x < 0 ? 16 - x : right > this.svg.clientWidth ? this.svg.clientWidth - 16 - right : 0,
      y < 0 ? 16 - y : bottom > this.svg.clientHeight ? this.svg.clientHeight - 16 - bottom : 0);
  }

  beforePrint() {
    this.kept = this.opened;
    this.opened = new Set(this.lineage.nodes.map((_, index) => index));
    this.draw();
    this.view.setAttribute('transform', '');
    this.svg.setAttribute('viewBox', `-8 -8 ${this.size.width + 16} ${this.size.height + 16}`);
  }

  afterPrint() {
    this.opened = this.kept;
    this.svg.removeAttribute('viewBox');
    this.draw();
    this.place();
  }
}

function short(text, most) {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
}
