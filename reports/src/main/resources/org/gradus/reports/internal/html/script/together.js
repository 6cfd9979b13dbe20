// Draws everything and links charts with the table.

metricChooser();
const scores = data.axis && chart('scores-chart', scoreOptions);
const curves = chart('curves-chart', curveOptions);
if (test) chart('sweeps-chart', sweepOptions);
sweepKey();
scoreKey();
curveKey();
paintScale();

selection.onLight((id, source) => {
  if (curves && source !== curves) {
    curves.made.dispatchAction({ type: 'downplay' });
    if (id !== null) curves.made.dispatchAction({ type: 'highlight', seriesName: 'c' + id });
  }
});
[scores, curves].filter(Boolean).forEach(c => {
  c.made.on('mouseover', p => { if (p.data && p.data.trial) selection.light(candidateOf(p.data.trial), c); });
  c.made.on('mouseout', () => selection.light(null, c));
});
document.addEventListener('change', event => {
  if (event.target.name === 'scores-range' && scores) scores.draw();
  if (event.target.name && event.target.name.startsWith('curves-') && curves) {
    curves.draw();
    curveKey();
  }
});
const redraw = () => { drawAll(); paintScale(); };
darkness.addEventListener('change', redraw);
new ResizeObserver(() => charts.forEach(c => c.made.resize())).observe(document.querySelector('main'));
const print = on => {
  printing = on;
  charts.forEach(c => c.made.resize());
  redraw();
};
addEventListener('beforeprint', () => print(true));
addEventListener('afterprint', () => print(false));
document.documentElement.dataset.charts = String(charts.length);
