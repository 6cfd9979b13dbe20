// Keeps the page up to date while the search runs: draws the report again when the study has changed, and leaves what the
// reader has opened, typed, selected and scrolled as it is.

const state = document.getElementById('live-state');
const words = document.getElementById('live-words');
const bar = document.getElementById('live-bar');
const content = document.getElementById('live-content');
const kept = {};
let leaving = new AbortController();
drawPage(leaving.signal, kept);

/** Where an element is found again on the next page: near the closest one with a name, by its own name or place. */
const NAMED = '[data-trial], [id]';
const CONTROLS = 'details, input, select, textarea';
const anchorOf = e => {
  const near = e.parentElement.closest(NAMED);
  if (!near || !content.contains(near)) return '#live-content';
  if (near.id) return '#' + CSS.escape(near.id);
  const table = near.closest('table');
  return (table && table.id ? '#' + CSS.escape(table.id) + ' ' : '') + `[data-trial="${near.dataset.trial}"]`;
};
const alike = (anchor, e) => [...document.querySelectorAll(anchor)].flatMap(a => [...a.querySelectorAll(e.tagName)]);
const address = e => {
  if (e.id) return { id: e.id };
  const anchor = anchorOf(e);
  const own = alike(anchor, e);
  return { anchor, tag: e.tagName, name: e.name || '', value: e.type === 'radio' ? e.value : '', index: own.indexOf(e) };
};
const find = ({ id, anchor, tag, name, value, index }) => {
  if (id) return document.getElementById(id);
  const own = alike(anchor, { tagName: tag });
  return (name ? own.find(e => e.name === name && (!value || e.value === value)) : own[index]) || null;
};

const isChanged = e => {
  if (e.tagName === 'DETAILS') return e.open;
  if (e.type === 'checkbox' || e.type === 'radio') return e.checked !== e.defaultChecked;
  if (e.tagName === 'SELECT') return e.selectedIndex !== Math.max(0, [...e.options].findIndex(o => o.defaultSelected));
  return e.value !== e.defaultValue;
};
const stateOf = e => (e.tagName === 'DETAILS' ? e.open : e.type === 'checkbox' || e.type === 'radio' ? e.checked : e.value);
const setState = (e, value) => {
  if (e.tagName === 'DETAILS') {
    e.open = value;
    return;
  }
  if (e.type === 'checkbox' || e.type === 'radio') {
    e.checked = value;
    if (e.type === 'radio' && !value) return;
  } else if (e.tagName === 'SELECT') {
    // The number behind a choice changes with the study.
    if (![...e.options].some(o => o.value === value)) return;
    e.value = value;
  } else {
    e.value = value;
  }
  e.dispatchEvent(new Event('input', { bubbles: true }));
  e.dispatchEvent(new Event('change', { bubbles: true }));
};

/** The part at the upper edge of the window, and how far from it: what the reader reads stays where it is. */
const place = () => {
  const parts = [...content.querySelectorAll('[data-trial], section[id], h2[id], h3[id]')];
  const part = parts.filter(e => e.getBoundingClientRect().top <= 80 && e.getClientRects().length).pop();
  if (!part || scrollY === 0) return null;
  const table = part.closest('table');
  const selector = part.id ? '#' + CSS.escape(part.id) : (table && table.id ? '#' + CSS.escape(table.id) + ' ' : '') + `[data-trial="${part.dataset.trial}"]`;
  return { selector, top: part.getBoundingClientRect().top };
};
const sortOf = table => {
  const head = [...table.querySelectorAll('th[aria-sort]')][0];
  return head && table.id ? { table: table.id, head: head.textContent, order: head.getAttribute('aria-sort') } : null;
};
const sortAgain = ({ table, head, order }) => {
  const headOf = () => [...document.querySelectorAll('#' + CSS.escape(table) + ' thead th')].find(th => th.textContent === head);
  for (let i = 0; i < 2; i++) {
    const th = headOf();
    const button = th && th.querySelector('button');
    if (!button || th.getAttribute('aria-sort') === order) return;
    button.click();
  }
};

const remember = () => {
  const focus = document.activeElement && content.contains(document.activeElement) ? document.activeElement : null;
  const caret = focus && focus.tagName === 'INPUT' && typeof focus.selectionStart === 'number' ? [focus.selectionStart, focus.selectionEnd] : null;
  return {
    place: place(),
    controls: [...content.querySelectorAll(CONTROLS)].filter(isChanged).map(e => [address(e), stateOf(e)]),
    sorts: [...content.querySelectorAll('table')].map(sortOf).filter(Boolean),
    scrolls: [...content.querySelectorAll('.scroll')].filter(e => e.scrollTop || e.scrollLeft).map(e => [address(e), e.scrollTop, e.scrollLeft]),
    focus: focus && address(focus),
    caret,
  };
};
const restore = was => {
  was.sorts.forEach(sortAgain);
  was.controls.forEach(([where, value]) => {
    const e = find(where);
    if (e) setState(e, value);
  });
  was.scrolls.forEach(([where, top, left]) => {
    const e = find(where);
    if (e) e.scrollTo(left, top);
  });
  const focus = was.focus && find(was.focus);
  if (focus) {
    focus.focus({ preventScroll: true });
    if (was.caret) focus.setSelectionRange(...was.caret);
  }
  const part = was.place && document.querySelector(was.place.selector);
  if (part) scrollBy(0, part.getBoundingClientRect().top - was.place.top);
};

const replace = text => {
  const next = new DOMParser().parseFromString(text, 'text/html');
  const was = remember();
  leaving.abort();
  // The page is not shorter for a moment, so that the window need not move.
  content.style.minHeight = content.offsetHeight + 'px';
  content.replaceChildren(...next.body.childNodes);
  leaving = new AbortController();
  drawPage(leaving.signal, kept);
  restore(was);
  content.style.minHeight = '';
};

// Nothing is replaced under the reader's hand: not while a button is held, a list is open, text is selected, or for a moment
// after a key or a turn of the wheel.
const REST_MILLIS = 800;
/** How soon a server that did not answer is asked again. */
const RETRY_MILLIS = 3000;
let handled = 0;
let held = false;
let listOpen = false;
const touch = () => { handled = performance.now(); };
['keydown', 'wheel', 'pointerdown', 'pointerup', 'input'].forEach(name => addEventListener(name, touch, { passive: true, capture: true }));
addEventListener('pointerdown', event => {
  held = true;
  listOpen = event.target.tagName === 'SELECT';
}, true);
['pointerup', 'pointercancel', 'blur'].forEach(name => addEventListener(name, () => { held = false; }, true));
['change', 'focusout'].forEach(name => addEventListener(name, () => { listOpen = false; }, true));
const selectsText = () => {
  const text = getSelection();
  return !text.isCollapsed && content.contains(text.anchorNode);
};
const isBusy = () => held || listOpen || selectsText() || performance.now() - handled < REST_MILLIS;

let source = null;
let reader = '';
let shown = '';
let wanted = '';
let loading = false;
let over = false;
const update = async () => {
  if (loading || wanted === shown || document.hidden) return;
  if (isBusy()) {
    setTimeout(update, 250);
    return;
  }
  loading = true;
  let wait = 250;
  try {
    const answer = await fetch('content?reader=' + reader, { cache: 'no-store' });
    if (answer.ok) {
      const text = await answer.text();
      while (isBusy()) await new Promise(done => setTimeout(done, 100));
      replace(text);
      shown = answer.headers.get('Gradus-Version');
      document.title = decodeURIComponent(answer.headers.get('Gradus-Title'));
      document.documentElement.dataset.version = shown;
    } else {
      wait = RETRY_MILLIS;
    }
  } catch (e) {
    wait = RETRY_MILLIS;
    state.textContent = 'Connection lost, trying again.';
  }
  loading = false;
  if (wanted !== shown) setTimeout(update, wait);
  else if (over) disconnect();
};

const connect = () => {
  if (source || over || document.hidden) return;
  source = new EventSource('events');
  source.addEventListener('progress', event => {
    const progress = JSON.parse(event.data);
    state.textContent = progress.state;
    words.textContent = progress.words;
    if (progress.share === null) bar.removeAttribute('value');
    else bar.value = progress.share;
    over = progress.over && !progress.stays;
    wanted = progress.version;
    update();
    if (over && wanted === shown) disconnect();
  });
  source.addEventListener('reader', event => { reader = event.data; });
  source.onerror = () => {
    if (over) {
      disconnect();
      return;
    }
    state.textContent = source.readyState === EventSource.CLOSED ? 'This address is not served any more.' : 'Connection lost, trying again.';
  };
};
const disconnect = () => {
  if (source) source.close();
  source = null;
};
// A browser opens few connections to one server: pages that nobody sees leave theirs to others.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) disconnect();
  else connect();
});
connect();
