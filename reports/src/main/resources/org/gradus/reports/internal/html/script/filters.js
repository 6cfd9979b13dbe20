// The filters above a long table.

/** A choice with more values, or a number with fewer, is filtered as the other is. */
const FEW = 8;

/**
 * Puts filters above a table: words, one for each column of choices, and limits for each column of numbers that is a
 * hyperparameter. What they select is told to fn as a test of lines, or null where they select all.
 */
const filtersOf = (long, fn) => {
  const box = document.querySelector(`[data-filters="${long.table.id}"]`);
  if (!box) return;
  const noun = long.table.dataset.noun;
  const tests = new Map();
  const controls = [];
  const told = () => {
    const all = [...tests.values()];
    fn(all.length ? line => all.every(test => test(line)) : null);
  };
  const set = (filter, test) => {
    if (test) tests.set(filter, test);
    else tests.delete(filter);
    told();
  };
  const labelled = (name, control) => {
    const label = made('label', { class: 'filter' });
    label.append(made('span', {}, name), control);
    controls.push(control);
    return label;
  };
  const textOf = (line, column) => line.cells[column.index].textContent.trim();

  const words = made('input', { type: 'search', name: 'words', placeholder: 'any words', autocomplete: 'off' });
  words.addEventListener('input', () => {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    set(words, asked.length ? line => asked.every(word => line.text().includes(word)) : null);
  });
  box.append(labelled('Find', words));

  const choice = column => {
    const counts = new Map();
    long.lines.forEach(line => counts.set(textOf(line, column), (counts.get(textOf(line, column)) || 0) + 1));
    if (counts.size < 2) return;
    const list = made('select', { name: column.head });
    list.append(made('option', { value: '' }, 'all'));
    [...counts.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).forEach(value => {
      const option = made('option', {}, `${value.length > 32 ? value.slice(0, 31) + '…' : value} (${counts.get(value)})`);
      option.value = '=' + value;
      list.append(option);
    });
    list.addEventListener('change', () => set(column, list.value ? line => textOf(line, column) === list.value.slice(1) : null));
    box.append(labelled(column.head, list));
  };
  const limits = column => {
    const keyOf = line => Number(line.cells[column.index].dataset.key ?? NaN);
    const pair = made('fieldset', { class: 'limits' });
    pair.append(made('legend', {}, column.head));
    const ends = ['from', 'to'].map(end => {
      const input = made('input', { type: 'text', inputmode: 'decimal', size: '6', placeholder: end, 'aria-label': `${column.head} ${end}`, name: `${column.head} ${end}` });
      controls.push(input);
      pair.append(input);
      return input;
    });
    const changed = () => {
      const [low, high] = ends.map(input => (input.value.trim() === '' ? null : Number(input.value.trim().replace(',', '.'))));
      ends.forEach((input, i) => input.setAttribute('aria-invalid', String(Number.isNaN([low, high][i]))));
      const from = low === null || Number.isNaN(low) ? -Infinity : low;
      const to = high === null || Number.isNaN(high) ? Infinity : high;
      set(column, from === -Infinity && to === Infinity ? null : line => keyOf(line) >= from && keyOf(line) <= to);
    };
    ends.forEach(input => input.addEventListener('input', changed));
    box.append(pair);
  };
  long.columns.forEach(column => {
    const values = new Set(long.lines.map(line => textOf(line, column)));
    const numbers = column.kind === 'number' && column.cell.matches('.name, .other');
    if (column.kind === 'choice' || (numbers && values.size <= FEW && !column.cell.matches('.name'))) choice(column);
    else if (numbers && values.size > 1) limits(column);
  });

  const clear = made('button', { type: 'button', class: 'clear' }, 'Show all');
  const empty = () => {
    controls.forEach(control => { control.value = ''; control.removeAttribute('aria-invalid'); });
    tests.clear();
  };
  clear.addEventListener('click', () => { empty(); told(); selection.clear(); });
  selection.onChange((ids, source) => { if (source === null && tests.size) { empty(); told(); } });
  const count = made('p', { class: 'count', role: 'status' });
  box.append(clear, count);
  long.onShow((shown, all) => {
    clear.hidden = shown === all;
    count.textContent = shown === all ? `${all} ${noun}${all === 1 ? '' : 's'}` : `${shown} of ${all} ${noun}s`;
  });
  box.hidden = false;
};
