
// The tables: a line for each, and what is in it when it is opened.

const MARKS = {
  broken: '✗ broken', warning: '⚠ warning', safe: '✓ safe', unchanged: '= unchanged', removed: '− removed', added: '+ added',
  waived: '⏸ waived', before: '↶ broken before', resolved: '✓ resolved',
};
const CELLS = ['column', 'type', 'null', 'keys', 'default'];
const OPEN_AT_FIRST = 20;

function badge(mark) {
  return element('span', { class: `badge ${mark}` }, MARKS[mark]);
}

function count(number, what) {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function findingItem(finding) {
  const lines = [];
  if (finding.places) {
    lines.push(element('p', null, 'at ', finding.places.flatMap((p, i) => (i ? [', ', place(p)] : [place(p)]))));
  }
  for (const promise of finding.promises ?? []) {
    lines.push(element('p', null, element('b', null, 'promised: '), promise.text, ' · ', place(promise.place)));
  }
  for (const advice of finding.advice ?? []) {
    lines.push(element('p', null, '→ ', advice));
  }
  if (finding.reach) {
    lines.push(element('p', { class: 'reach' }, finding.reach));
  }
  if (finding.follow) {
    const button = element('button', { type: 'button', class: 'follow' }, 'Follow in the lineage');
    button.addEventListener('click', () => followFinding(finding.follow));
    lines.push(button);
  }
  return element('li', { class: `finding ${finding.weight}` },
    element('p', null, badge(finding.weight), ' ', element('a', { href: finding.help, rel: 'noopener noreferrer' }, finding.rule), ' ', finding.text), lines);
}

function cells(row, other, scope) {
  return CELLS.map((_, i) => {
    if (!row) {
      return element('td', { class: 'none' });
    }
    const changed = other && row[i] !== other[i];
    const text = row[i] ? (i === 0 || i === 1 ? element('code', null, row[i]) : row[i]) : changed ? '(none)' : '';
    const classes = [changed ? 'changed' : null, i === 2 ? 'short' : null].filter(Boolean).join(' ');
    return element(i === 0 && scope ? 'th' : 'td', { class: classes || null, scope: i === 0 && scope ? 'row' : null },
      changed ? element('mark', null, element('span', { class: 'sign' }, '≠ '), text) : text);
  });
}

function changeOf(column) {
  return column.same ? '' : !column.base ? '+ added' : !column.head ? '− removed' : column.base[0] !== column.head[0] ? '→ renamed' : '≠ changed';
}

function columnTable(table) {
  const twoSided = table.columns.some(column => !column.same) && !table.state;
  const heads = side => CELLS.map(name => element('th', { scope: 'col', class: side }, name));
  const head = twoSided
    ? [
        element('tr', null, element('th', { rowspan: 2, scope: 'col' }, 'change'), element('th', { colspan: 5, scope: 'colgroup' }, 'base'), element('th', { colspan: 5, scope: 'colgroup', class: 'head' }, 'head')),
        element('tr', null, heads('base'), heads('head')),
      ]
    : [element('tr', null, heads(null))];
  const rows = table.columns.map(column => {
    const [base, now] = [column.same ?? column.base, column.same ?? column.head];
    if (!twoSided) {
      return element('tr', null, cells(now ?? base, null, true));
    }
    const change = changeOf(column);
    return element('tr', { class: change ? `row ${change.slice(2)}` : null }, element('td', { class: 'change' }, change),
      cells(base, column.same ? null : now, !now), cells(now, column.same ? null : base, Boolean(now)));
  });
  const which = twoSided ? 'base beside head' : table.state === 'removed' ? 'as at base, where it was last' : table.state === 'added' ? 'as at head, where it is new' : 'the same at base and head';
  return element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Columns of ${table.name}` },
    element('table', { class: twoSided ? 'columns two' : 'columns' },
      element('caption', null, `Columns of ${table.name}, ${which}`), element('thead', null, head), element('tbody', null, rows)));
}

function keyList(table) {
  return element('ul', { class: 'keys', 'aria-label': `Constraints and indexes of ${table.name}` }, table.keys.map(key =>
    key.same ? element('li', null, element('code', null, key.same[0]))
      : key.base ? element('li', { class: 'removed' }, '− removed: ', element('code', null, key.base[0]))
        : element('li', { class: 'added' }, '+ added: ', element('code', null, key.head[0]))));
}

function tableBody(table) {
  return element('div', { class: 'body' },
    table.place ? element('p', { class: 'place' }, table.state === 'removed' ? 'Was written at ' : 'Written at ', place(table.place)) : null,
    (table.notes ?? []).map(note => element('p', { class: 'note' }, note)),
    table.findings ? element('ul', { class: 'findings' }, table.findings.map(findingItem)) : null,
    table.columns.length ? columnTable(table) : null,
    table.keys ? keyList(table) : null);
}

function tableEntry(table) {
  const changed = table.columns.filter(column => !column.same).length;
  const match = element('span', { class: 'match' });
  const details = element('details', { class: `entry ${table.verdict}` },
    element('summary', null,
      element('h3', null, table.name), ' ', badge(table.verdict), table.state ? badge(table.state) : null,
      table.was ? element('span', { class: 'was' }, ` was ${table.was}`) : null,
      element('span', { class: 'size' }, ` ${count(table.columns.length, 'column')}${changed && !table.state ? `, ${changed} changed` : ''}`), match));
  const entry = { table, details, match, names: null, build: () => {} };
  entry.build = () => {
    details.append(tableBody(table));
    entry.build = () => {};
  };
  details.addEventListener('toggle', () => details.open && entry.build());
  return entry;
}

// What the filters leave: a table of any pressed mark, in the chosen contract, with all words in its name or a column's.
function matching(entry, words, marks, contract) {
  const { table } = entry;
  if (marks.size && !marks.has(table.verdict) && !marks.has(table.state)) {
    return null;
  }
  if (contract !== '' && !(contract === '-1' ? !table.contracts.length : table.contracts.includes(Number(contract)))) {
    return null;
  }
  entry.names ??= [...new Set([table.name, table.was ?? '', ...table.columns.flatMap(c => [(c.head ?? c.same ?? c.base)[0], (c.base ?? c.same ?? c.head)[0]])])];
  const found = entry.names.filter(name => words.length && words.some(word => name.toLowerCase().includes(word)));
  return words.every(word => found.some(name => name.toLowerCase().includes(word))) ? found : null;
}

const entries = data.tables.map(tableEntry);

if (entries.length) {
  const list = byId('table-list');
  const filters = [...document.querySelectorAll('.filter')];

  const filter = () => {
    const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const marks = new Set(filters.filter(isPressed).map(button => button.dataset.mark));
    let shown = 0;
    for (const entry of entries) {
      const found = matching(entry, words, marks, byId('contract').value);
      entry.details.hidden = found === null;
      shown += found === null ? 0 : 1;
      const columns = (found ?? []).filter(name => name !== entry.table.name);
      entry.match.textContent = columns.length ? ` has ${columns.slice(0, 3).join(', ')}${columns.length > 3 ? ' …' : ''}` : '';
    }
    byId('shown').textContent = shown === entries.length ? `All ${count(shown, 'table')} shown.` : `${shown} of ${count(entries.length, 'table')} shown.`;
  };

  list.append(...entries.map(entry => entry.details));
  entries.filter(entry => ['broken', 'warning'].includes(entry.table.verdict)).slice(0, OPEN_AT_FIRST).forEach(entry => { entry.details.open = true; });
  for (const button of filters) {
    button.addEventListener('click', () => {
      press(button, !isPressed(button));
      filter();
    });
  }
  byId('search').addEventListener('input', filter);
  byId('search').addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      byId('search').value = '';
      filter();
    }
  });
  byId('contract').addEventListener('change', filter);
  byId('open-tables').addEventListener('click', () => entries.forEach(entry => { entry.details.open ||= !entry.details.hidden; }));
  byId('close-tables').addEventListener('click', () => entries.forEach(entry => { entry.details.open = false; }));
  byId('filters').hidden = false;
  filter();
}
