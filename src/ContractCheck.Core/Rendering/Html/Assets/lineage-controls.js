
// What mouse, keys and buttons do to the picture.

function controlByKeys(picture) {
  const step = 60;
  const keys = {
    '+': () => picture.zoom(1.25), '=': () => picture.zoom(1.25), '-': () => picture.zoom(0.8), 0: () => picture.fit(0.1),
    ArrowLeft: () => picture.pan(step, 0), ArrowRight: () => picture.pan(-step, 0), ArrowUp: () => picture.pan(0, step), ArrowDown: () => picture.pan(0, -step),
    Escape: () => picture.follow([]),
  };
  picture.svg.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    } else if (keys[event.key]) {
      keys[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });
  picture.svg.addEventListener('focusin', event => {
    const place = event.target.dataset.key;
    if (place && event.target.matches(':focus-visible')) {
      picture.reveal(Number(place.split(':')[0]));
    }
  });
}

function controlByMouse(picture) {
  const { svg } = picture;
  let from = null;
  svg.addEventListener('wheel', event => {
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    picture.zoom(Math.exp(-Math.max(-200, Math.min(200, event.deltaY)) / 500), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  svg.addEventListener('pointerdown', event => {
    from = event.button === 0 ? { x: event.clientX, y: event.clientY } : null;
    picture.dragged = false;
  });
  svg.addEventListener('pointermove', event => {
    if (!from || (!picture.dragged && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 5)) {
      return;
    }
    if (!picture.dragged) {
      // Only now, since whoever holds the pointer gets the click, too.
      picture.dragged = true;
      svg.setPointerCapture(event.pointerId);
    }
    picture.pan(event.clientX - from.x, event.clientY - from.y);
    from = { x: event.clientX, y: event.clientY };
  });
  for (const end of ['pointerup', 'pointercancel']) {
    svg.addEventListener(end, () => { from = null; });
  }
}

function controlByButtons(picture) {
  const only = byId('only-reached');
  const actions = {
    'zoom-in': () => picture.zoom(1.25), 'zoom-out': () => picture.zoom(0.8), 'zoom-fit': () => picture.fit(0.1),
    'open-nodes': () => picture.openAll(true), 'close-nodes': () => picture.openAll(false), 'clear-path': () => picture.follow([]),
    'only-reached': () => {
      picture.onlyReached = !picture.onlyReached;
      press(only, picture.onlyReached);
      picture.draw();
      picture.fit();
    },
  };
  for (const [id, action] of Object.entries(actions)) {
    byId(id).addEventListener('click', action);
  }
  press(only, picture.onlyReached);
  const reached = picture.lineage.nodes.filter(node => node.reach).length;
  only.hidden = reached === 0 || reached === picture.lineage.nodes.length;
}

function drawLineage(lineage) {
  for (const id of ['lineage-help', 'lineage-tools', 'lineage-view', 'legend']) {
    byId(id).hidden = false;
  }
  const drawn = new Picture(lineage);
  controlByKeys(drawn);
  controlByMouse(drawn);
  controlByButtons(drawn);
  drawn.fit();
  const first = lineage.nodes.findIndex(node => node.reach === 'changed');
  drawn.tell(first < 0 ? 0 : first);
  return drawn;
}

const picture = data.lineage?.nodes.length ? drawLineage(data.lineage) : null;

// From a finding to the picture.
function followFinding([node, ...columns]) {
  picture.follow(columns.length ? columns.map(column => [node, column]) : placesOf(picture.lineage, node));
  byId('lineage').scrollIntoView();
  picture.fit();
  picture.reveal(node);
  picture.tell(node);
  picture.view.querySelector(`[data-key="${node}"]`).focus({ preventScroll: true });
}
