// Score against learning rate.

const nearBest = () => {
  const sign = data.maximize ? -1 : 1;
  const figures = data.trials.filter(t => isCandidate(t) && measured(t) && sound(t))
    .map(t => (t.mean.length ? t.mean[0] : t.figure)).sort((a, b) => sign * (a - b));
  if (!figures.length) return null;
  const kept = figures.slice(0, Math.max(3, Math.ceil(figures.length / 2)));
  data.trials.forEach(t => t.mean.filter(v => v !== null && t.mark).forEach(v => kept.push(v)));
  return around(kept, 0.1);
};

const interval = trials => ({
  type: 'custom',
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

const points = (trials, style, more = {}) => ({
  type: 'scatter',
  data: trials.map(t => ({ value: [t.x, t.figure], trial: t })),
  symbolSize: 9,
  itemStyle: style,
  emphasis: { scale: 1.5 },
  z: 4,
  ...more,
});

const brokenArea = () => data.brokenFrom === null ? {} : {
  markArea: {
    silent: true,
    itemStyle: { color: look('--broken') },
    label: { color: look('--bad'), fontSize: 12, position: data.maximize ? 'insideTop' : 'insideBottom' },
    data: [[{ xAxis: data.brokenFrom, name: data.breaks }, { xAxis: data.axis.high + 99 }]],
  },
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
  const zoomed = chosen('scores-range') === 'best' && nearBest();
  const shown = data.trials.filter(measured);
  const again = shown.filter(t => t.of !== null);
  const own = shown.filter(isCandidate);
  const strip = data.trials.filter(lost);
  const blue = look('--accent');
  const wide = !data.maximize && !zoomed && isWide(shown.map(t => t.figure));
  const y = valueAxis(data.objective, { type: wide ? 'log' : 'value', ...(zoomed ? { min: zoomed[0], max: zoomed[1], axisLabel: { color: look('--soft'), formatter: figure, showMinLabel: false, showMaxLabel: false } } : {}) });
  const below = strip.length ? 34 : 0;
  const bestLabel = best && {
    show: true, formatter: best.rate, position: 'top', distance: 10, color: blue, fontWeight: 600, fontSize: 13,
  };
  const series = [
    { type: 'scatter', data: [], silent: true, ...brokenArea() },
    points(again, { color: look('--soft'), opacity: 0.55 }, { symbolSize: 5, z: 3 }),
    points(own.filter(t => t.outcome !== 'completed'), { color: look('--paper'), borderColor: look('--soft'), borderWidth: 1.5 }),
    points(own.filter(t => t.outcome === 'completed' && t.mark !== 'default'), { color: blue, borderColor: look('--paper'), borderWidth: 1 }, baselineLine()),
    points(own.filter(t => t.outcome === 'completed' && t.mark === 'default'), { color: look('--soft') }, { symbol: 'diamond', symbolSize: 12 }),
    interval(own.filter(t => t.mean.length)),
  ];
  if (best && measured(best)) {
    const top = best.mean.length ? Math.max(...best.mean.filter(v => v !== null), best.figure) : best.figure;
    series.push({ type: 'scatter', data: [{ value: [best.x, top], trial: best }], symbolSize: 1, itemStyle: { opacity: 0 }, label: { ...bestLabel, opacity: 1 }, silent: true, z: 8 });
  }
  const crosses = (trials, symbol, color) => ({
    type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbol, symbolSize: 9,
    data: trials.map(t => ({ value: [t.x, 0], trial: t })), itemStyle: { color }, emphasis: { scale: 1.5 },
  });
  if (strip.length) {
    series.push({ type: 'scatter', data: [], xAxisIndex: 1, yAxisIndex: 1, silent: true, ...(data.brokenFrom === null ? {} : { markArea: { ...brokenArea().markArea, label: { show: false } } }) });
    series.push(crosses(strip.filter(t => t.outcome === 'diverged'), CROSS, look('--bad')));
    series.push(crosses(strip.filter(t => t.outcome !== 'diverged'), 'triangle', look('--soft')));
  }
  return frame({
    tooltip: { ...frame().tooltip, trigger: 'item', formatter: p => (p.data && p.data.trial ? trialTip(p.data.trial) : '') },
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
  const stroke = (d, color, width = 1.5) => ({ d, stroke: color, 'stroke-width': width, fill: 'none' });
  keyOf('scores-key', [
    has(t => isCandidate(t) && t.outcome === 'completed') && [{ circle: { cx: 7, cy: 7, r: 4.5, fill: 'var(--accent)' } }, 'trained to the last epoch'],
    has(t => t.mean.length) && [{ path: stroke('M7,1V13M4,1H10M4,13H10M2,7H12', 'var(--ink)') }, 'mean of fresh seeds, 95 % interval'],
    has(t => t.of !== null && measured(t)) && [{ circle: { cx: 7, cy: 7, r: 2.5, fill: 'var(--soft)', opacity: .6 } }, 'one fresh seed'],
    has(t => isCandidate(t) && measured(t) && t.outcome !== 'completed') && [{ circle: { cx: 7, cy: 7, r: 4, fill: 'none', stroke: 'var(--soft)', 'stroke-width': 1.5 } }, 'stopped before'],
    has(t => t.mark === 'default' && measured(t)) && [{ path: { d: 'M7,1L13,7L7,13L1,7Z', fill: 'var(--soft)' } }, 'default rate'],
    has(t => lost(t) && t.outcome === 'diverged') && [{ path: stroke('M3,3L11,11M11,3L3,11', 'var(--bad)', 2) }, 'diverged'],
    has(t => lost(t) && t.outcome !== 'diverged') && [{ path: { d: 'M7,2L13,12H1Z', fill: 'var(--soft)' } }, 'nothing measured'],
  ]);
};
