// Draws everything and links charts with the table.

metricChooser();
fitSlices();
fitTimeline();
const scores = data.axis && chart('scores-chart', scoreOptions);
const curves = chart('curves-chart', curveOptions);
const slices = chart('slices-chart', sliceOptions);
const parallel = chart('parallel-chart', parallelOptions, { keeps: true, begun: parallelBegun });
const groups = chart('groups-chart', groupOptions);
const pairing = data.pairs.length ? chart('pairs-chart', pairOptions) : null;
if (test) chart('sweeps-chart', sweepOptions);
const history = chart('history-chart', historyOptions);
const timeline = chart('timeline-chart', timelineOptions);
const keys = () => [sweepKey, scoreKey, curveKey, sliceKey, groupKey, pairKey, historyKey, timelineKey].forEach(key => key());
keys();
paintScale();
countSelected(null);

const rows = document.querySelectorAll('[data-trial]');
const linked = [scores, curves, slices, parallel, groups, pairing, history, timeline].filter(Boolean);
selection.onLight((id, source) => {
  rows.forEach(row => row.classList.toggle('lit', Number(row.dataset.trial) === id));
  linked.filter(c => c.made && c.near && c !== source).forEach(c => {
    c.made.dispatchAction({ type: 'downplay' });
    if (id === null) return;
    if (c === curves) {
      c.made.dispatchAction({ type: 'highlight', seriesName: 'c' + id });
      c.made.dispatchAction({ type: 'highlight', name: 'c' + id });
    } else {
      c.made.dispatchAction({ type: 'highlight', name: 't' + id });
    }
  });
});
linked.forEach(c => {
  const begun = c.begun;
  c.begun = made => {
    begun(made);
    made.on('mouseover', p => { if (p.data && p.data.trial) selection.light(candidateOf(p.data.trial), c); });
    made.on('mouseout', () => selection.light(null, c));
  };
});
rows.forEach(row => {
  row.addEventListener('mouseenter', () => selection.light(Number(row.dataset.trial), 'table'));
  row.addEventListener('mouseleave', () => selection.light(null, 'table'));
});

// One redrawing a frame, however many changes there were.
let waiting = false;
selection.onChange((ids, source) => {
  countSelected(ids);
  linked.forEach(c => { c.stale = c.stale || c !== parallel || source !== PARALLEL; });
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    linked.filter(c => c.near && c.stale).forEach(drawNow);
  });
});
const clear = document.getElementById('parallel-clear');
if (clear) clear.addEventListener('click', () => selection.clear());

const draw = (...some) => some.filter(Boolean).forEach(c => c.draw());
document.addEventListener('change', event => {
  const name = event.target.name || event.target.id || '';
  if (name === 'scores-range') draw(scores, slices, history);
  if (name === 'history-cost') draw(history);
  if (name === 'groups-parameter') draw(groups);
  if (name === 'pairs-pair') draw(pairing);
  if (name.startsWith('curves-')) draw(curves);
  keys();
});
const redraw = () => {
  drawAll();
  keys();
  paintScale();
};
darkness.addEventListener('change', redraw);
let width = 0;
new ResizeObserver(() => {
  const now = document.querySelector('main').clientWidth;
  if (now === width) return;
  width = now;
  fitSlices();
  charts.filter(c => c.made).forEach(c => c.made.resize());
  draw(slices, parallel);
}).observe(document.querySelector('main'));
const print = on => {
  printing = on;
  fitSlices();
  charts.filter(c => c.made).forEach(c => c.made.resize());
  redraw();
};
addEventListener('beforeprint', () => print(true));
addEventListener('afterprint', () => print(false));
document.documentElement.dataset.charts = String(charts.length);
drawTheRest();
