// The tables of candidates and decisions: they show what is selected anywhere on the page, and light up together with charts.

const longTables = [...document.querySelectorAll('table[data-noun]')].map(longTable);
const candidates = longTables.find(long => long.table.id === 'ranking-table');

longTables.forEach(long => {
  const source = long === candidates ? 'filters' : null;
  let own = null;
  const show = () => long.show(line => (own === null || own(line)) && selection.has(line.id));
  filtersOf(long, test => {
    own = test;
    if (source) selection.set(test === null ? null : long.lines.filter(test).map(line => line.id), source);
    show();
  });
  selection.onChange((ids, from) => { if (from !== source || source === null) show(); });
  const lineOf = event => event.target.closest('[data-trial]');
  const enlighten = event => {
    const body = lineOf(event);
    selection.light(body ? Number(body.dataset.trial) : null, 'table');
  };
  long.table.addEventListener('mouseover', enlighten);
  long.table.addEventListener('mouseleave', () => selection.light(null, 'table'));
  long.table.addEventListener('focusin', enlighten);
  long.table.addEventListener('focusout', () => selection.light(null, 'table'));
});
const lit = new Set();
selection.onLight(id => {
  lit.forEach(body => body.classList.remove('lit'));
  lit.clear();
  longTables.forEach(long => long.lines.forEach(line => {
    if (line.id === id) {
      line.body.classList.add('lit');
      lit.add(line.body);
    }
  }));
});
addEventListener('beforeprint', () => longTables.forEach(long => long.print(true)), { signal: leaving });
addEventListener('afterprint', () => longTables.forEach(long => long.print(false)), { signal: leaving });
