// Score against learning rate.

/** The range of the finalists and of the best third of what was trained to the end, the default apart. */
const nearBest = rangeNear(
  everyCandidate.filter(t => t.figure !== null && sound(t) && t.mark !== 'default').map(scoreOf),
  kept => everyCandidate
    .filter(t => t.mark !== 'default' && t.mean.length && (t.mark || (data.maximize ? t.mean[0] >= least(kept) : t.mean[0] <= most(kept))))
    .flatMap(t => t.mean.filter(v => v !== null)),
);

const scoreRange = shown => fittedRange(shown.map(t => t.figure).concat(shown.flatMap(t => t.mean.filter(v => v !== null))), nearBest);

const interval = trials => ({
  type: 'custom',
  clip: true,
  data: trials.map(t => ({ value: [t.x, t.mean[0], t.mean[1] ?? t.mean[0], t.mean[2] ?? t.mean[0]], trial: t })),
  z: 6,
  renderItem: (params, api) => {
    const trial = trials[params.dataIndex];
    const color = trial.mark === 'best' ? look('--accent') : look('--ink');
    const [x, mean] = api.coord([api.value(0), api.value(1)]);
    const low = api.coord([api.value(0), api.value(2)])[1];
    const high = api.coord([api.value(0), api.value(3)])[1];
    const line = (x1, y1, x2, y2, width) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: width } });
    return {
      type: 'group',
      children: [line(x, low, x, high, 1.5), line(x - 4, low, x + 4, low, 1.5), line(x - 4, high, x + 4, high, 1.5), line(x - 8, mean, x + 8, mean, 3)],
    };
  },
  encode: { x: 0, y: [1, 2, 3] },
});

const points = (trials, range, style, more = {}) => ({
  type: 'scatter',
  data: trials.filter(t => inRange(range, t.figure)).map(t => item(t, [t.x, t.figure])),
  symbolSize: 9,
  itemStyle: style,
  emphasis: { scale: 1.5 },
  z: 4,
  ...more,
});

/** Where training breaks down, and before it where it is not known whether it does. */
const brokenArea = () => !data.edge.length ? {} : {
  markArea: {
    silent: true,
    label: { color: look('--bad'), fontSize: 12, position: data.maximize ? 'insideTop' : 'insideBottom' },
    data: [
      [{ xAxis: data.edge[1], name: data.breaks, itemStyle: { color: look('--broken') } }, { xAxis: data.axis.high + 99 }],
      ...(data.edge[1] > data.edge[0]
        ? [[{ xAxis: data.edge[0], itemStyle: { color: look('--broken'), opacity: 0.5, borderColor: look('--bad'), borderType: [3, 4], borderWidth: 0.75 } }, { xAxis: data.edge[1] }]]
        : []),
    ],
  },
};

/** What is believed of the scores, or how those of neighbours lie. */
const bandSeries = range => {
  const band = data.band;
  if (!band) return [];
  const corners = band.x.map((x, i) => [x, within(range, band.high[i])])
    .concat(band.x.map((x, i) => [x, within(range, band.low[i])]).reverse());
  return [
    {
      type: 'custom', silent: true, clip: true, z: 1, data: [[band.x[0], band.median[0]]],
      renderItem: (params, api) => ({
        type: 'polygon',
        shape: { points: corners.map(corner => api.coord(corner)) },
        style: { fill: look('--accent'), opacity: 0.13 },
      }),
    },
    {
      type: 'line', silent: true, clip: true, z: 2, showSymbol: false,
      data: band.x.map((x, i) => [x, inRange(range, band.median[i]) ? band.median[i] : null]), lineStyle: { color: look('--accent'), width: 1.5, opacity: 0.7 },
    },
  ];
};

const baselineLine = () => {
  const baseline = data.trials.find(t => t.mark === 'default' && t.figure !== null);
  if (!baseline) return {};
  const value = baseline.mean.length ? baseline.mean[0] : baseline.figure;
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      precision: 12,
      lineStyle: { color: look('--soft'), type: [4, 4] },
      label: { formatter: 'default ' + baseline.rate, position: 'insideStartTop', color: look('--soft') },
      data: [{ yAxis: value }],
    },
  };
};

const scoreOptions = () => {
  const shown = data.trials.filter(measured);
  const range = scoreRange(shown);
  const again = shown.filter(t => t.of !== null);
  const own = shown.filter(isCandidate);
  const strip = data.trials.filter(lost);
  const blue = look('--accent');
  const y = scoreAxis(range);
  const below = strip.length ? 34 : 0;
  const bestLabel = best && {
    show: true, formatter: best.rate, position: 'top', distance: 10, color: blue, fontWeight: 600, fontSize: 13,
  };
  const series = [
    { type: 'scatter', data: [], silent: true, ...brokenArea() },
    ...bandSeries(range),
    points(again, range, { color: look('--soft'), opacity: 0.55 }, { symbolSize: 5, z: 3 }),
    points(own.filter(t => t.outcome !== 'completed'), range, { color: look('--paper'), borderColor: look('--soft'), borderWidth: 1.5 }),
    points(own.filter(t => t.outcome === 'completed' && t.mark !== 'default'), range, { color: blue, borderColor: look('--paper'), borderWidth: 1 }, baselineLine()),
    points(own.filter(t => t.outcome === 'completed' && t.mark === 'default'), range, { color: look('--soft') }, { symbol: 'diamond', symbolSize: 12 }),
    interval(own.filter(t => t.mean.length && inRange(range, t.mean[0]) && selection.has(t.id))),
    {
      type: 'scatter', symbol: 'triangle', symbolRotate: data.maximize ? 180 : 0, symbolSize: 7, z: 4, itemStyle: { color: look('--soft'), opacity: 0.6 },
      data: own.filter(t => !inRange(range, t.figure)).map(t => item(t, [t.x, within(range, t.figure)])),
    },
  ];
  if (best && measured(best)) {
    const top = within(range, best.mean.length ? Math.max(...best.mean.filter(v => v !== null), best.figure) : best.figure);
    series.push({ type: 'scatter', data: [{ value: [best.x, top], trial: best }], symbolSize: 1, itemStyle: { opacity: 0 }, label: { ...bestLabel, opacity: 1 }, silent: true, z: 8 });
  }
  const crosses = (trials, symbol, color) => ({
    type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbol, symbolSize: 9,
    data: trials.map(t => item(t, [t.x, 0])), itemStyle: { color }, emphasis: { scale: 1.5 },
  });
  if (strip.length) {
    series.push({ type: 'scatter', data: [], xAxisIndex: 1, yAxisIndex: 1, silent: true, ...(!data.edge.length ? {} : { markArea: { ...brokenArea().markArea, label: { show: false } } }) });
    series.push(crosses(strip.filter(t => t.outcome === 'diverged'), CROSS, look('--bad')));
    series.push(crosses(strip.filter(t => t.outcome !== 'diverged'), 'triangle', look('--soft')));
  }
  return frame({
    tooltip: { ...frame().tooltip, trigger: 'item', formatter: itemTip },
    grid: [gridOf({ bottom: 48 + below }), gridOf({ top: undefined, height: below })],
    xAxis: strip.length
      ? [rateAxis({ axisLabel: { show: false }, axisTick: { show: false }, name: '' }), rateAxis({ gridIndex: 1 })]
      : [rateAxis(), rateAxis({ gridIndex: 1, show: false })],
    yAxis: [y, { gridIndex: 1, type: 'value', min: -1, max: 1, show: false }],
    series,
  });
};

const scoreKey = () => {
  const has = test => data.trials.some(test);
  const range = scoreRange(data.trials.filter(measured));
  const stroke = (d, color, width = 1.5) => ({ d, stroke: color, 'stroke-width': width, fill: 'none' });
  keyOf('scores-key', [
    has(t => isCandidate(t) && t.outcome === 'completed') && [{ circle: { cx: 7, cy: 7, r: 4.5, fill: 'var(--accent)' } }, 'trained to the last epoch'],
    has(t => t.mean.length) && [{ path: stroke('M7,1V13M4,1H10M4,13H10M2,7H12', 'var(--ink)') }, 'mean of fresh seeds, 95 % interval'],
    has(t => t.of !== null && measured(t)) && [{ circle: { cx: 7, cy: 7, r: 2.5, fill: 'var(--soft)', opacity: .6 } }, 'one fresh seed'],
    has(t => isCandidate(t) && measured(t) && t.outcome !== 'completed') && [{ circle: { cx: 7, cy: 7, r: 4, fill: 'none', stroke: 'var(--soft)', 'stroke-width': 1.5 } }, 'stopped before'],
    data.band && [{ rect: { x: 0, y: 2, width: 14, height: 10, fill: 'var(--accent)', opacity: .2 }, path: { d: 'M0,7H14', stroke: 'var(--accent)', 'stroke-width': 1.5 } }, data.band.words],
    data.edge.length && data.edge[1] > data.edge[0] && [{ rect: { x: 1, y: 1, width: 12, height: 12, fill: 'var(--broken)', stroke: 'var(--bad)', 'stroke-dasharray': '2 2' } }, 'the edge is somewhere here'],
    has(t => isCandidate(t) && measured(t) && !inRange(range, t.figure)) && [{ path: { d: data.maximize ? 'M2,4H12L7,11Z' : 'M2,10H12L7,3Z', fill: 'var(--soft)', opacity: .7 } }, 'worse than this range'],
    has(t => t.mark === 'default' && measured(t) && inRange(range, t.figure)) && [{ path: { d: 'M7,1L13,7L7,13L1,7Z', fill: 'var(--soft)' } }, 'default rate'],
    has(t => lost(t) && t.outcome === 'diverged') && [{ path: stroke('M3,3L11,11M11,3L3,11', 'var(--bad)', 2) }, 'diverged'],
    has(t => lost(t) && t.outcome !== 'diverged') && [{ path: { d: 'M7,2L13,12H1Z', fill: 'var(--soft)' } }, 'nothing measured'],
  ]);
};
