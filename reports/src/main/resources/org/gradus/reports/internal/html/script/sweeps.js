// The range test.

const LANE = 17;
const test = data.rangeTest;
const tried = data.trials.filter(t => hasX(t) && t.of === null);
const onAxis = mark => mark.x >= data.axis.low && mark.x <= data.axis.high;
const markColor = kind => look({ landmark: '--ink', edge: '--bad', limit: '--notice', rule: '--soft' }[kind]);

/** The rows under the sweeps: one for each named rate, one for the probes, one for the rates that were trained. */
const lanes = () => test.marks.filter(onAxis).map(mark => ({ mark }))
  .concat(test.probes.length ? [{ words: 'short trainings', points: 'probes' }] : [])
  .concat(tried.length ? [{ words: 'rates trained', points: 'tried' }] : []);

const laneShape = rows => (params, api) => {
  const mark = rows[params.dataIndex].mark;
  const color = markColor(mark.kind);
  const [x, y] = api.coord([mark.x, params.dataIndex]);
  const low = api.coord([mark.low, 0])[0];
  const high = api.coord([mark.high, 0])[0];
  const line = (x1, y1, x2, y2, width) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: width } });
  const right = x < params.coordSys.x + params.coordSys.width / 2;
  const dot = mark.kind === 'rule'
    ? { type: 'polygon', shape: { points: [[x, y - 5], [x - 4, y + 4], [x + 4, y + 4]] }, style: { fill: color } }
    : { type: 'circle', shape: { cx: x, cy: y, r: 4 }, style: { fill: color } };
  return {
    type: 'group',
    children: [
      line(low, y, high, y, 2), ...(high - low > 8 ? [line(low, y - 4, low, y + 4, 2), line(high, y - 4, high, y + 4, 2)] : []), dot,
      {
        type: 'text',
        style: {
          text: mark.name + ' ' + mark.rate, fill: color, font: '12px ' + font(), verticalAlign: 'middle',
          x: right ? Math.max(high, x + 4) + 6 : Math.min(low, x - 4) - 6, y, align: right ? 'left' : 'right',
        },
      },
    ],
  };
};

/** A row of many points; its name stands where no point is. */
const laneName = (row, index, xs) => {
  const middle = (data.axis.low + data.axis.high) / 2;
  const left = xs.filter(x => x < middle).length <= xs.filter(x => x >= middle).length;
  return {
    type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, silent: true, symbolSize: 0.1, itemStyle: { opacity: 0 },
    data: [[left ? least(xs) : most(xs), index]],
    label: { show: true, opacity: 1, formatter: row.words, position: left ? 'left' : 'right', distance: 9, color: look('--soft'), fontSize: 12 },
  };
};

const lanePoints = (points, index, symbol, style, words) => ({
  type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbol, symbolSize: 9, itemStyle: style, emphasis: { scale: 1.5 },
  data: points.map(p => ({ value: [p.x, index], words: words(p), trial: p.curve ? p : undefined })),
});

const laneSeries = () => {
  const rows = lanes();
  const marks = rows.filter(r => r.mark);
  const spreadWords = { landmark: 'spread of the sweeps ', edge: 'between probes ' };
  const markWords = mark => {
    const name = [mark.name + ' ' + mark.rate, true];
    const prefix = spreadWords[mark.kind];
    return prefix ? [name, [prefix + rateWords(mark.low) + ' to ' + rateWords(mark.high)]] : [name];
  };
  const series = [{
    type: 'custom', xAxisIndex: 1, yAxisIndex: 1, renderItem: laneShape(rows), encode: { x: 0, y: 1 },
    data: marks.map((r, i) => ({ value: [r.mark.x, i], words: markWords(r.mark) })),
  }];
  rows.forEach((row, index) => {
    if (row.points === 'probes') {
      const words = p => [[p.rate, true], ['a short training at this rate was ' + (p.stable ? 'stable' : 'unstable')]];
      series.push(laneName(row, index, test.probes.map(p => p.x)));
      series.push(lanePoints(test.probes.filter(p => p.stable), index, 'circle', { color: look('--good') }, words));
      series.push(lanePoints(test.probes.filter(p => !p.stable), index, CROSS, { color: look('--bad') }, words));
    } else if (row.points === 'tried') {
      series.push(laneName(row, index, tried.map(t => t.x)));
      series.push(lanePoints(tried.filter(t => t.outcome === 'completed'), index, 'circle', { color: look('--accent') }, () => null));
      series.push(lanePoints(tried.filter(t => t.outcome === 'stopped' || t.outcome === 'running'), index, 'circle', { color: look('--paper'), borderColor: look('--soft'), borderWidth: 1.5 }, () => null));
      series.push(lanePoints(tried.filter(t => t.outcome === 'diverged'), index, CROSS, { color: look('--bad') }, () => null));
      series.push(lanePoints(tried.filter(t => t.outcome === 'failed'), index, 'triangle', { color: look('--soft') }, () => null));
    }
  });
  return series;
};

const sweepOptions = () => {
  const inside = test.median.loss.concat(...data.sweeps.map(s => s.loss)).filter(v => v !== null && (test.top === null || v <= test.top));
  const cut = test.top !== null && data.sweeps.some(s => s.loss.some(v => v === null || v > test.top));
  const wide = isWide(inside);
  const below = LANE * lanes().length;
  // Far above the chart a line only needs its direction.
  const ceiling = cut ? test.top + 4 * (test.top - least(inside)) : Infinity;
  const drawn = (xs, ys) => pairs(xs, ys).map(([x, y]) => [x, Math.min(y, ceiling)]);
  const lineOf = mark => ({ xAxis: mark.x, lineStyle: { color: markColor(mark.kind), type: mark.kind === 'edge' ? 'solid' : mark.kind === 'limit' ? [6, 3] : [2, 3], width: mark.kind === 'landmark' ? 1 : 1.5 } });
  const shade = { markArea: { silent: true, itemStyle: { color: look('--accent'), opacity: 0.12 }, data: test.interval.length ? [[{ xAxis: test.interval[0] }, { xAxis: test.interval[1] }]] : [] } };
  const series = [
    {
      type: 'line', data: [], silent: true, ...shade,
      markLine: { silent: true, symbol: 'none', precision: 12, label: { show: false }, data: test.marks.filter(m => m.kind !== 'rule' && onAxis(m)).map(lineOf) },
    },
    ...data.sweeps.map(s => ({ type: 'line', data: drawn(s.rates, s.loss), showSymbol: false, silent: true, clip: true, lineStyle: { color: look('--soft'), width: 1, opacity: 0.5 } })),
    { type: 'line', name: 'median', data: drawn(test.median.rates, test.median.loss), showSymbol: false, clip: true, lineStyle: { color: look('--ink'), width: 2.5 } },
    { type: 'line', xAxisIndex: 1, yAxisIndex: 1, data: [], silent: true, ...shade },
    ...laneSeries(),
  ];
  return frame({
    tooltip: {
      ...frame().tooltip, trigger: 'item',
      formatter: p => (p.data && p.data.trial ? trialTip(p.data.trial) : p.data && p.data.words ? tip(p.data.words) : p.seriesName === 'median' ? tip([[rateWords(p.value[0]), true], ['median ' + figure(p.value[1])]]) : ''),
    },
    grid: [gridOf({ bottom: 58 + below }), gridOf({ top: undefined, height: below })],
    xAxis: [rateAxis({ name: '', axisLabel: { show: false }, axisTick: { show: false } }), rateAxis({ gridIndex: 1 })],
    yAxis: [
      valueAxis(test.figure, { type: wide ? 'log' : 'value', ...(cut ? { max: test.top } : {}), axisLabel: { color: look('--soft'), formatter: figure, showMaxLabel: !cut } }),
      { gridIndex: 1, type: 'value', inverse: true, min: -0.6, max: lanes().length - 0.4, show: false },
    ],
    series,
  });
};

const sweepKey = () => {
  if (!test) return;
  const has = kind => test.marks.some(m => m.kind === kind && onAxis(m));
  const stroke = (d, color, width, more = {}) => ({ path: { d, stroke: color, 'stroke-width': width, fill: 'none', ...more } });
  keyOf('sweeps-key', [
    [stroke('M0,7H14', 'var(--soft)', 1), 'a sweep'],
    [stroke('M0,7H14', 'var(--ink)', 2.5), 'median'],
    test.interval.length && [{ rect: { width: 14, height: 14, fill: 'var(--accent)', opacity: 0.2 } }, 'rates to train with' + (test.confident ? '' : ', not sure')],
    has('landmark') && [{ path: { d: 'M1,7H13M1,4V10M13,4V10', stroke: 'var(--ink)', 'stroke-width': 1.5, fill: 'none' }, circle: { cx: 7, cy: 7, r: 3.5, fill: 'var(--ink)' } }, 'landmark and its spread'],
    has('edge') && [stroke('M7,0V14', 'var(--bad)', 1.5), 'edge'],
    has('limit') && [stroke('M7,0V14', 'var(--notice)', 1.5, { 'stroke-dasharray': '4 2' }), 'stability limit'],
    has('rule') && [{ path: { d: 'M7,2L12,11H2Z', fill: 'var(--soft)' } }, 'rule of other tools'],
    test.probes.some(p => p.stable) && [{ circle: { cx: 7, cy: 7, r: 4.5, fill: 'var(--good)' } }, 'stable'],
    test.probes.some(p => !p.stable) && [stroke('M3,3L11,11M11,3L3,11', 'var(--bad)', 2), 'unstable'],
    tried.some(t => t.outcome === 'completed') && [{ circle: { cx: 7, cy: 7, r: 4.5, fill: 'var(--accent)' } }, 'trained to the last epoch'],
    tried.some(t => t.outcome === 'stopped' || t.outcome === 'running') && [{ circle: { cx: 7, cy: 7, r: 4, fill: 'none', stroke: 'var(--soft)', 'stroke-width': 1.5 } }, 'stopped before'],
    tried.some(t => t.outcome === 'diverged') && [stroke('M3,3L11,11M11,3L3,11', 'var(--bad)', 2), 'diverged'],
    tried.some(t => t.outcome === 'failed') && [{ path: { d: 'M7,2L13,12H1Z', fill: 'var(--soft)' } }, 'failed'],
  ]);
};
