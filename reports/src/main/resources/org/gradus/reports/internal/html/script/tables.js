// Long tables: sorted and filtered by the reader, with no more lines in the page than are near those that are seen.

/** A table of no more lines is in the page whole. */
const WHOLE = 150;
/** The lines beyond each end of those that are seen. */
const BESIDE = 20;
/** Steps in which cards are shown on a small screen. */
const CARDS = 20;
/** The lines of a table that are printed at most. */
const PRINTED = 100;

const smallScreen = matchMedia('(max-width: 46rem)');
const made = (name, attributes = {}, text = '') => {
  const node = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  if (text) node.textContent = text;
  return node;
};

/**
 * A table whose lines are its bodies, and those of the template beside it. Its heads say in data-kind how a column is sorted.
 *
 *   lines         all of them, in the order of the page: { body, id, cells, text() }
 *   columns       { head, kind, index }
 *   show(test)    shows the lines for which the test holds
 *   onShow(fn)    fn(shown, all) after each change, numbers of lines
 *   print(on)     puts the lines into the page that are printed, or seen again
 */
const longTable = table => {
  const scroller = table.closest('.scroll');
  const rest = document.querySelector(`template[data-rest="${table.id}"]`);
  const bodies = [...table.tBodies, ...(rest ? rest.content.querySelectorAll('tbody') : [])];
  const lines = bodies.map((body, place) => {
    let words = null;
    return {
      body,
      place,
      height: 0,
      id: Number(body.dataset.trial),
      cells: body.rows[0].cells,
      text: () => {
        if (words === null) words = body.textContent.toLowerCase();
        return words;
      },
    };
  });
  const columns = [...table.tHead.rows[0].cells].map((cell, index) => ({ cell, index, kind: cell.dataset.kind, head: cell.textContent }));
  const shown = [];
  const space = () => {
    const body = made('tbody', { 'aria-hidden': 'true', class: 'space' });
    body.append(made('tr'));
    body.rows[0].append(made('td', { colspan: columns.length }));
    return body;
  };
  const above = space();
  const below = space();
  const more = made('button', { type: 'button', class: 'more', hidden: '' });
  scroller.after(more);
  let list = lines;
  let cards = CARDS;
  let average = 34;
  let printing = false;
  let from = 0;
  let until = lines.length;

  const height = line => line.height || average;
  const total = (a, b) => { let sum = 0; for (let i = a; i < b; i++) sum += height(list[i]); return sum; };
  const measure = () => {
    if (printing || smallScreen.matches) return;
    let sum = 0;
    let count = 0;
    for (let i = from; i < until; i++) {
      const line = list[i];
      if (line.body.parentNode !== table) continue;
      line.height = line.body.getBoundingClientRect().height;
      if (line.body.rows.length === 1 || !line.height) continue;
      sum += line.height;
      count++;
    }
    if (count) average = sum / count;
  };
  /** Puts these lines into the table, and moves none that is in its place. */
  const attach = (a, b, top, bottom) => {
    const wanted = list.slice(a, b).map(line => line.body);
    if (top) wanted.unshift(above);
    if (bottom) wanted.push(below);
    above.rows[0].cells[0].style.height = top + 'px';
    below.rows[0].cells[0].style.height = bottom + 'px';
    const keep = new Set(wanted);
    [...table.tBodies].forEach(body => { if (!keep.has(body)) body.remove(); });
    let at = table.tBodies[0] || null;
    wanted.forEach(body => {
      if (body === at) at = at.nextElementSibling;
      else table.insertBefore(body, at);
    });
    from = a;
    until = b;
  };
  const windowed = () => !printing && !smallScreen.matches && list.length > WHOLE;
  const place = () => {
    more.hidden = true;
    if (printing) {
      attach(0, Math.min(PRINTED, list.length), 0, 0);
    } else if (smallScreen.matches) {
      const left = list.length - cards;
      attach(0, Math.min(cards, list.length), 0, 0);
      more.hidden = left <= 0;
      more.textContent = `Show ${Math.min(left, CARDS)} more of ${list.length}`;
    } else if (!windowed()) {
      attach(0, list.length, 0, 0);
    } else {
      const seen = scroller.scrollTop;
      let first = 0;
      let sum = 0;
      while (first < list.length - 1 && sum + height(list[first]) < seen) sum += height(list[first++]);
      let last = first;
      while (last < list.length && sum < seen + scroller.clientHeight) sum += height(list[last++]);
      const a = Math.max(0, first - BESIDE);
      const b = Math.min(list.length, last + BESIDE);
      attach(a, b, total(0, a), total(b, list.length));
    }
    measure();
  };
  const number = () => {
    const some = rest || list.length < lines.length;
    table.toggleAttribute('aria-rowcount', false);
    if (some) table.setAttribute('aria-rowcount', String(list.length + 1));
    list.forEach((line, i) => line.body.rows[0].setAttribute('aria-rowindex', String(i + 2)));
  };

  let test = () => true;
  let order = null;
  const key = (line, column) => {
    const cell = line.cells[column.index];
    return column.kind === 'number' ? (cell.dataset.key === undefined ? NaN : Number(cell.dataset.key)) : cell.textContent.trim();
  };
  const empty = value => Number.isNaN(value) || value === '' || value === '–';
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b, 'en', { numeric: true }));
  const refresh = () => {
    list = lines.filter(test);
    if (order) {
      const keys = new Map(list.map(line => [line, key(line, order.column)]));
      list.sort((one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        if (empty(a) || empty(b)) return empty(a) - empty(b) || one.place - other.place;
        return compare(a, b) * order.sign || one.place - other.place;
      });
    }
    cards = CARDS;
    scroller.scrollTop = 0;
    place();
    number();
    shown.forEach(fn => fn(list.length, lines.length));
  };

  columns.forEach(column => {
    const button = made('button', { type: 'button', class: 'sort' }, column.head);
    column.cell.replaceChildren(button);
    if (column.index === 0) column.cell.setAttribute('aria-sort', 'ascending');
    button.addEventListener('click', () => {
      const again = order ? order.column === column : column.index === 0;
      const sign = again ? -(order ? order.sign : 1) : 1;
      columns.forEach(c => c.cell.removeAttribute('aria-sort'));
      column.cell.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
      order = { column, sign };
      refresh();
    });
  });
  let waiting = false;
  scroller.addEventListener('scroll', () => {
    if (waiting || !windowed()) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; measure(); place(); });
  }, { passive: true });
  more.addEventListener('click', () => { cards += CARDS; place(); });
  smallScreen.addEventListener('change', place, { signal: leaving });
  table.addEventListener('change', event => { if (event.target.classList.contains('fold')) measure(); });
  new ResizeObserver(() => { if (windowed()) place(); }).observe(scroller);
  place();
  number();
  return {
    table,
    lines,
    columns,
    show: fn => { test = fn; refresh(); },
    onShow: fn => { shown.push(fn); fn(list.length, lines.length); },
    print: on => { printing = on; place(); },
  };
};
