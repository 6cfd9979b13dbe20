// The best so far of several studies against what they had cost.

const lines = data.studies;
const DASHES = ['solid', [9, 4], [2, 3], [9, 3, 2, 3], [14, 4], [5, 2]];
const COLORS = DASHES.length;
const colorOfStudy = i => '--study-' + (i % COLORS + 1);
const dashOfStudy = i => DASHES[(i + Math.floor(i / COLORS)) % COLORS];
const reached = lines.flatMap(line => line.best.map(step => step.figure));
const nearLast = rangeNear(reached, () => lines.filter(line => line.best.length).map(line => line.best[line.best.length - 1].figure));

const historyOptions = () => {
  const cost = chosen('history-cost');
  const range = fittedRange(reached, nearLast);
  const series = lines.flatMap((line, i) => {
    if (!line.best.length) return [];
    const color = look(colorOfStudy(i));
    return [
      bestLine(line.best, cost, line[cost], range, { lineStyle: { color, width: 2.5, type: dashOfStudy(i) }, z: 3 }),
      { type: 'scatter', symbolSize: 9, z: 4, emphasis: { scale: 1.4 }, itemStyle: { color, borderColor: look('--paper'), borderWidth: 1 },
        data: line.best.filter(step => inRange(range, step.figure)).map(step => ({ value: [step[cost], step.figure], line, step })) },
    ];
  });
  return frame({
    tooltip: {
      ...frame().tooltip, trigger: 'item',
      formatter: ({ data: point }) => tip([
        [point.line.name, true],
        [data.objective + ' ' + figure(point.step.figure) + ', trial ' + point.step.trial],
        ['after ' + figure(point.step.epochs) + ' epochs, ' + timeWords(point.step.seconds)],
      ]),
    },
    grid: gridOf({ right: 28 }),
    xAxis: spentAxis(cost, most(lines.map(line => line[cost]))),
    yAxis: scoreAxis(range),
    series,
  });
};
const historyKey = () => keyOf('history-key', lines.map((line, i) => [
  { path: { d: 'M-6,7H20', stroke: `var(${colorOfStudy(i)})`, 'stroke-width': 2.5, fill: 'none', 'stroke-dasharray': [dashOfStudy(i)].flat().join(' ').replace('solid', 'none') } },
  line.name + (line.best.length ? '' : ' (none yet)'),
]));

const history = chart('history-chart', historyOptions);
historyKey();
document.addEventListener('change', event => {
  if (/^(scores-range|history-cost)$/.test(event.target.name)) draw(history);
}, { signal: leaving });
followWindow(historyKey);
