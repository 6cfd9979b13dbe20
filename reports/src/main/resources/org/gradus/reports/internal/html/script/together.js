// Draws everything and links charts with the table.

metricChooser();
fitSlices();
fitTimeline();
const scores = data.axis && chart('scores-chart', scoreOptions);
const curves = chart('curves-chart', curveOptions);
const slices = chart('slices-chart', sliceOptions);
const parallel = chart('parallel-chart', () => ({}), parallelPlot);
const groups = chart('groups-chart', groupOptions);
const pairing = data.pairs.length ? chart('pairs-chart', pairOptions) : null;
if (test) chart('sweeps-chart', sweepOptions);
const history = chart('history-chart', historyOptions);
const timeline = chart('timeline-chart', timelineOptions);
const keys = () => [sweepKey, scoreKey, curveKey, sliceKey, groupKey, pairKey, historyKey, timelineKey].forEach(key => key());
keys();
paintScale();
countSelected(null);

const linked = [scores, curves, slices, parallel, groups, pairing, history, timeline].filter(Boolean);
selection.onLight((id, source) => {
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
  c.begun = made => {
    made.on('mouseover', p => { if (p.data && p.data.trial) selection.light(candidateOf(p.data.trial), c); });
    made.on('mouseout', () => selection.light(null, c));
  };
});
// The charts of a small study follow a selection while it is made; those of a large one once it rests, for the hand that
// makes it comes first. The parallel axes follow by themselves.
const followers = linked.filter(c => c !== parallel);
const FOLLOWS_AT_ONCE = 120;
const REST_MILLIS = 150;
let waiting = null;
const follow = () => {
  waiting = null;
  const next = followers.find(c => c.near && c.stale);
  if (!next) return;
  drawNow(next);
  waiting = requestAnimationFrame(follow);
};
selection.onChange(ids => {
  countSelected(ids);
  followers.forEach(c => { c.stale = true; });
  if (everyCandidate.length <= FOLLOWS_AT_ONCE) {
    if (waiting === null) waiting = requestAnimationFrame(follow);
    return;
  }
  clearTimeout(waiting);
  cancelAnimationFrame(waiting);
  waiting = setTimeout(follow, REST_MILLIS);
});
const clear = document.getElementById('parallel-clear');
if (clear) clear.addEventListener('click', () => selection.clear());

document.addEventListener('change', event => {
  const name = event.target.name || event.target.id || '';
  if (name === 'scores-range') draw(scores, slices, history);
  if (name === 'history-cost') draw(history);
  if (name === 'groups-parameter') draw(groups);
  if (name === 'pairs-pair') draw(pairing);
  if (name.startsWith('curves-')) draw(curves);
  if (/^(scores-range|history-cost|groups-parameter|pairs-pair|curves-)/.test(name)) keys();
}, { signal: leaving });
followWindow(() => { keys(); paintScale(); }, fitSlices, [slices, parallel]);
