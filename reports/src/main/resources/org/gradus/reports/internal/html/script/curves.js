// Learning curves.

const metricChooser = () => {
  const box = document.getElementById('curves-metric');
  if (!box) return;
  const known = data.metrics.includes(data.metric) ? data.metric : data.metrics[0];
  const drawn = data.trials.some(t => pairs(t.curve.epochs, t.curve.validation[known]).length > 1);
  const first = drawn ? known : 'batch loss';
  data.metrics.concat('batch loss').forEach(metric => {
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = 'curves-metric';
    input.value = metric;
    input.checked = metric === first;
    label.append(input, metric);
    box.append(label);
  });
  const again = document.getElementById('curves-again');
  if (again && data.trials.some(t => t.of !== null)) again.hidden = false;
};

const lineOf = (t, values, dashed, many) => {
  const strong = t.mark === 'best';
  return {
    type: 'line',
    name: 'c' + t.id,
    data: values.map(value => ({ value, trial: t })),
    showSymbol: !many,
    symbol: 'circle',
    symbolSize: strong ? 6 : 4,
    itemStyle: { color: colorOf(t.color) },
    lineStyle: { color: colorOf(t.color), width: strong ? 3.5 : t.mark === 'tied' ? 2.25 : t.of ? 1 : 1.5, type: dashed ? [5, 4] : 'solid', opacity: t.of ? 0.5 : 0.9 },
    emphasis: { focus: 'series', lineStyle: { width: strong ? 4.5 : 3 } },
    blur: { lineStyle: { opacity: 0.15 }, itemStyle: { opacity: 0.15 } },
    endLabel: strong && !dashed ? { show: true, formatter: t.rate, color: look('--ink'), fontWeight: 600, distance: 6 } : { show: false },
    clip: true,
    z: strong ? 5 : 3,
  };
};

/** More lines are drawn as one series, without a point and a name for each. */
const MANY_LINES = 80;

/** All lines as one series: hundreds of series take seconds. */
const manyLines = list => ({
  type: 'custom', clip: true, z: 3, encode: { x: 0, y: 1 },
  data: list.map(c => ({ name: 'c' + c.trial.id, value: c.values[c.values.length - 1], trial: c.trial })),
  renderItem: (params, api) => {
    const c = list[params.dataIndex];
    const strong = c.trial.mark === 'best';
    return {
      type: 'polyline',
      shape: { points: c.values.map(value => api.coord(value)) },
      z2: strong ? 5 : 0,
      style: { stroke: colorOf(c.trial.color), lineWidth: strong ? 3.5 : 1, opacity: strong ? 1 : 0.45, fill: 'none', lineDash: c.dashed ? [5, 4] : null },
      emphasis: { style: { lineWidth: 3, opacity: 1 } },
    };
  },
});

/** The mean of a figure over the trainings of a finalist with fresh seeds, and its range, where all of them measured it. */
const seedsOf = (finalist, metric, split) => {
  const runs = data.trials.filter(t => t.of === finalist.id);
  const first = runs[0];
  if (runs.length < 2 || !first.curve[split][metric]) return [];
  return first.curve.epochs.map((epoch, i) => ({
    epoch,
    values: runs.map(t => (t.curve.epochs[i] === epoch && t.curve[split][metric] ? t.curve[split][metric][i] : null)),
  })).filter(at => at.values.every(v => v !== null && v !== undefined));
};
const seedBand = (finalist, metric, split, limit) => {
  const at = seedsOf(finalist, metric, split);
  if (at.length < 2) return [];
  const top = value => (limit === null ? value : Math.min(value, limit));
  const color = colorOf(finalist.color);
  const corners = at.map(p => [p.epoch, top(most(p.values))]).concat(at.map(p => [p.epoch, top(least(p.values))]).reverse());
  return [
    {
      type: 'custom', silent: true, clip: true, z: 1, data: [corners[0]],
      renderItem: (params, api) => ({ type: 'polygon', shape: { points: corners.map(corner => api.coord(corner)) }, style: { fill: color, opacity: 0.16 } }),
    },
    {
      type: 'line', silent: true, clip: true, z: 4, showSymbol: false, data: at.map(p => [p.epoch, p.values.reduce((a, b) => a + b, 0) / p.values.length]),
      lineStyle: { color, width: finalist.mark === 'best' ? 2.5 : 1.5, type: [2, 2] },
    },
  ];
};
const hasBands = () => {
  const metric = chosen('curves-metric');
  const split = chosen('curves-split') === 'train' ? 'train' : 'validation';
  return metric !== 'batch loss' && everyCandidate.some(t => t.mean.length && seedsOf(t, metric, split).length > 1);
};

/** The upper end of a loss axis: an exploding curve must not flatten the others. */
const lossLimit = curves => {
  const starts = curves.filter(c => c.values.length).map(c => c.values[0][1]);
  const all = curves.flatMap(c => c.values.map(v => v[1]));
  const limit = 1.5 * most(starts);
  return all.some(v => v > limit) ? limit : null;
};

const curvesShown = () => {
  const metric = chosen('curves-metric');
  const split = chosen('curves-split');
  const again = document.querySelector('input[name="curves-again"]');
  const trials = data.trials.filter(t => t.of === null || (again && again.checked));
  const batch = metric === 'batch loss';
  const list = [];
  trials.forEach(t => {
    const c = t.curve;
    if (batch) {
      list.push({ trial: t, values: pairs(c.batchEpochs, c.batchLoss), dashed: false });
      return;
    }
    if (split !== 'train') list.push({ trial: t, values: pairs(c.epochs, c.validation[metric]), dashed: false });
    if (split !== 'validation') list.push({ trial: t, values: pairs(c.epochs, c.train[metric]), dashed: split === 'both' });
  });
  return { metric, batch, list: list.filter(c => c.values.length) };
};

const curveOptions = () => {
  const { metric, batch, list } = curvesShown();
  const loss = batch || metric === 'loss';
  const total = list.reduce((sum, c) => sum + c.values.length, 0);
  const values = list.flatMap(c => c.values.map(v => v[1]));
  const limit = loss && list.length ? lossLimit(list) : null;
  const inside = limit === null ? values : values.filter(v => v <= limit);
  const wide = loss && isWide(inside);
  const low = least(inside);
  const y = valueAxis(batch ? 'training loss of a batch' : metric, {
    type: wide ? 'log' : 'value',
    ...(limit === null ? {} : { max: limit, ...(wide ? { min: Math.pow(10, Math.floor(Math.log10(low))) } : {}) }),
    axisLabel: { color: look('--soft'), formatter: figure, showMaxLabel: limit === null },
  });
  const ends = list.filter(c => c.trial.outcome === 'diverged' && selection.has(candidateOf(c.trial))).map(c => {
    const last = c.values[c.values.length - 1];
    return { value: [Math.max(last[0], c.trial.curve.end), limit === null ? last[1] : Math.min(last[1], limit)], trial: c.trial, itemStyle: { color: colorOf(c.trial.color) } };
  });
  const selected = list.filter(c => selection.has(candidateOf(c.trial)));
  const many = selected.length > MANY_LINES;
  const series = many ? [manyLines(selected)] : selected.map(c => lineOf(c.trial, c.values, c.dashed, batch || total > 2500));
  const split = chosen('curves-split') === 'train' ? 'train' : 'validation';
  if (!batch) everyCandidate.filter(t => t.mean.length && selection.has(t.id)).forEach(t => series.push(...seedBand(t, metric, split, limit)));
  // Keeps the axis where it is while lines come and go.
  if (selected.length < list.length) series.push({ type: 'scatter', silent: true, symbolSize: 0, data: [[0, low], [0, limit === null ? most(inside) : limit]] });
  series.push({ type: 'scatter', symbol: CROSS, symbolSize: 11, data: ends, z: 6 });
  const splits = document.getElementById('curves-split');
  if (splits) splits.disabled = batch;
  return frame({
    tooltip: {
      ...frame().tooltip,
      trigger: 'item',
      formatter: p => (p.data && p.data.trial ? tip([
        [p.data.trial.rate, true],
        [trialName(p.data.trial)],
        [(batch ? 'batch loss ' : metric + ' ') + figure(p.data.value[1]) + ' at epoch ' + figure(p.data.value[0])],
        [p.data.trial.outcome + (p.data.trial.diagnosis === p.data.trial.outcome ? '' : ', ' + p.data.trial.diagnosis)],
      ]) : ''),
    },
    grid: gridOf({ right: 64 }),
    xAxis: {
      type: 'value', min: 0, max: data.epochs, minInterval: 1, name: 'epoch', nameLocation: 'middle', nameGap: 28,
      nameTextStyle: { color: look('--soft') }, axisLabel: { color: look('--soft') }, splitLine: { show: false },
      axisLine: { onZero: false, lineStyle: { color: look('--line') } }, axisTick: { lineStyle: { color: look('--line') } },
    },
    yAxis: y,
    series,
  });
};

const curveKey = () => keyOf('curves-key', [
  chosen('curves-split') === 'both' && [{ path: { d: 'M0,7H14', stroke: 'var(--soft)', 'stroke-width': 2 } }, 'validation'],
  chosen('curves-split') === 'both' && [{ path: { d: 'M0,7H14', stroke: 'var(--soft)', 'stroke-width': 2, 'stroke-dasharray': '4 3' } }, 'training'],
  hasBands() && [{ rect: { x: 0, y: 2, width: 14, height: 10, fill: 'var(--soft)', opacity: .3 }, path: { d: 'M0,7H14', stroke: 'var(--ink)', 'stroke-width': 1.5, 'stroke-dasharray': '2 2' } }, 'finalists: mean and range over fresh seeds'],
  data.trials.some(t => t.outcome === 'diverged' && t.curve.epochs.length) && [{ path: { d: 'M3,3L11,11M11,3L3,11', stroke: 'var(--soft)', 'stroke-width': 2 } }, 'diverged here'],
]);

const paintScale = () => {
  const bar = document.getElementById('curves-scale');
  if (bar) bar.style.background = 'linear-gradient(90deg,' + data.scale.map(colorOf).join(',') + ')';
};
