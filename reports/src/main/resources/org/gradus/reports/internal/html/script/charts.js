// Charts, drawn again when the page's looks change, and what they share.

/** Large pages are drawn on canvas: a thousand SVG elements a chart make scrolling stumble. */
const RENDERER = data.trials.length > 300 ? 'canvas' : 'svg';

const drawNow = c => {
  if (!c.made) {
    c.made = c.make(c.element);
    c.begun(c.made);
  }
  c.stale = false;
  c.paint(c.made);
  if (!c.drawn) {
    c.drawn = true;
    document.documentElement.dataset.drawn = String(charts.filter(other => other.drawn).length);
  }
};

/** Draws charts when they come near the window; until then they only know that they are out of date. */
const nearness = new IntersectionObserver(entries => entries.forEach(entry => {
  const c = charts.find(other => other.element === entry.target);
  c.near = entry.isIntersecting;
  if (c.near && c.stale) drawNow(c);
}), { rootMargin: '50% 0px' });
leaving.addEventListener('abort', () => nearness.disconnect());

/**
 * A chart of the page; null where the page has no such element.
 *
 *   options  its ECharts options
 *   make     makes what draws it: an ECharts instance, or something that has as much of one as is used here
 */
const onECharts = element => echarts.init(element, null, { renderer: RENDERER });
const chart = (id, options, make = onECharts) => {
  const element = document.getElementById(id);
  if (!element) return null;
  const c = { element, make, begun: () => {}, made: null, near: false, stale: true, drawn: false };
  c.paint = made => made.setOption(options(element.clientWidth), { notMerge: true });
  c.draw = () => {
    c.stale = true;
    if (c.near || printing) drawNow(c);
  };
  charts.push(c);
  nearness.observe(element);
  return c;
};
const drawAll = () => charts.forEach(c => c.draw());

/** Draws the charts that are far from the window too, one at a time, when nothing else is to be done. */
const drawTheRest = () => {
  const idle = window.requestIdleCallback || (fn => setTimeout(fn, 50));
  const next = charts.find(c => !c.drawn);
  if (!next) return;
  idle(() => {
    if (leaving.aborted) return;
    if (!next.drawn) drawNow(next);
    drawTheRest();
  });
};

const chosen = name => (document.querySelector(`input[name="${name}"]:checked`) || {}).value;
document.querySelectorAll('.controls').forEach(c => { c.hidden = false; });

const CROSS = 'path://M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z';
const hasX = t => t.x !== null;
const isCandidate = t => t.rank !== null;
const measured = t => hasX(t) && t.figure !== null && (t.outcome === 'completed' || t.outcome === 'stopped' || t.outcome === 'running');
const lost = t => hasX(t) && isCandidate(t) && !measured(t);
const sound = t => t.outcome === 'completed' && t.diagnosis !== 'collapsed';

/** What stands out: everything, or what is selected. */
const FAINT = 0.1;
const shownAs = t => (selection.has(candidateOf(t)) ? {} : { itemStyle: { opacity: FAINT }, silent: true });
const item = (t, value) => ({ name: 't' + t.id, value, trial: t, ...shownAs(t) });
const itemTip = p => (p.data && p.data.trial ? trialTip(p.data.trial) : '');
const scoreOf = t => (t.mean.length ? t.mean[0] : t.figure);
const everyCandidate = data.trials.filter(isCandidate);
const numbered = new Map(data.trials.map(t => [t.id, t]));

/** The colour of a candidate's rank: that of the high end for the best. */
const lastRank = Math.max(2, most(everyCandidate.map(t => t.rank)));
const rankColor = t => colorOf(data.scale[Math.round((1 - (t.rank - 1) / (lastRank - 1)) * (data.scale.length - 1))]);
const rankKey = () => [0, 0.25, 0.5, 0.75, 1].map(share => {
  const color = colorOf(data.scale[Math.round(share * (data.scale.length - 1))]);
  return [{ circle: { cx: 7, cy: 7, r: 5, fill: color } }, share === 0 ? 'ranked last' : share === 1 ? 'ranked first' : ''];
});
const pairs = (xs, ys) => xs.map((x, i) => [x, ys ? ys[i] : null]).filter(p => p[1] !== null && p[1] !== undefined);

const keyOf = (list, items) => {
  const target = document.getElementById(list);
  if (!target) return;
  target.replaceChildren(...items.filter(Boolean).map(([shape, words]) => {
    const item = document.createElement('li');
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 14 14');
    svg.setAttribute('aria-hidden', 'true');
    Object.entries(shape).forEach(([name, attributes]) => {
      const part = document.createElementNS('http://www.w3.org/2000/svg', name);
      Object.entries(attributes).forEach(([key, value]) => part.setAttribute(key, value));
      svg.appendChild(part);
    });
    const text = document.createElement('span');
    text.textContent = words;
    item.append(svg, text);
    return item;
  }));
};
