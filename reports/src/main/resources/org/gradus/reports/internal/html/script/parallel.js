// All parameters of every candidate on parallel axes; ranges drawn on them select candidates.

const PARALLEL = 'parallel';
const brushed = new Map();

const parallelOptions = width => {
  const upright = width >= 560;
  const score = data.parameters.length;
  const figures = candidates.map(scoreOf).filter(v => v !== null);
  const [low, high] = figures.length ? [least(figures), most(figures)] : [0, 1];
  const names = { nameTextStyle: { color: look('--ink'), fontSize: 12 }, nameLocation: upright ? 'end' : 'start', nameGap: upright ? 14 : 10 };
  const axes = data.parameters.map((parameter, dim) => {
    const choice = parameter.scale === 'choice';
    return {
      id: 'p' + dim, dim, name: cut(parameter.name, upright ? 18 : 11), ...names,
      ...(choice ? { type: 'category', data: parameter.choices } : { type: 'value', min: parameter.low, max: parameter.high }),
      axisLabel: {
        color: look('--soft'), fontSize: 11, hideOverlap: true,
        ...(parameter.scale === 'log' ? { customValues: logTicks(parameter) } : {}),
        formatter: value => cut(choice ? value : valueWords(parameter, value), 10),
      },
      axisTick: { lineStyle: { color: look('--line') } },
    };
  });
  axes.push({
    id: 'p' + score, dim: score, name: cut(data.objective, upright ? 22 : 11), ...names, type: 'value', min: low, max: high > low ? high : low + 1,
    axisLabel: { color: look('--soft'), fontSize: 11, formatter: figure },
  });
  const faint = candidates.length > 200 ? 0.35 : 0.6;
  const lines = candidates.slice().sort((a, b) => b.rank - a.rank);
  return frame({
    tooltip: { ...frame().tooltip, trigger: 'item', formatter: itemTip },
    parallel: {
      layout: upright ? 'horizontal' : 'vertical', left: upright ? 48 : 92, right: upright ? 84 : 24, top: upright ? 40 : 16, bottom: upright ? 20 : 24,
      parallelAxisDefault: {
        axisLine: { lineStyle: { color: look('--soft'), width: 1 } },
        areaSelectStyle: { width: 18, borderWidth: 1, borderColor: look('--accent'), color: look('--accent'), opacity: 0.25 },
        realtime: true,
      },
    },
    parallelAxis: axes,
    series: [{
      type: 'parallel', inactiveOpacity: 0.04, activeOpacity: 0.9, progressive: 0, lineStyle: { width: 1.25, opacity: faint },
      emphasis: { lineStyle: { width: 3, opacity: 1 } },
      data: lines.map(t => ({
        name: 't' + t.id,
        trial: t,
        value: t.values.map((v, i) => (v === null ? '-' : data.parameters[i].scale === 'choice' ? data.parameters[i].choices[v] : v)).concat(scoreOf(t) === null ? '-' : scoreOf(t)),
        lineStyle: { color: rankColor(t), opacity: selection.has(t.id) ? (t.mark === 'best' ? 1 : faint) : 0.04, width: t.mark === 'best' ? 3.5 : 1.25 },
      })),
    }],
  });
};

/** The candidates whose lines go through all ranges that were drawn. */
const brushedIds = () => {
  const ranges = [...brushed.entries()];
  return candidates.filter(t => ranges.every(([axis, intervals]) => {
    const value = axis < data.parameters.length ? t.values[axis] : scoreOf(t);
    return value !== null && intervals.some(([a, b]) => value >= Math.min(a, b) && value <= Math.max(a, b));
  })).map(t => t.id);
};
const onBrush = event => {
  const axis = Number(event.parallelAxisId.slice(1));
  const intervals = event.intervals || [];
  if (intervals.length) brushed.set(axis, intervals);
  else brushed.delete(axis);
  selection.set(brushed.size ? brushedIds() : null, PARALLEL);
};
const parallelBegun = made => {
  made.on('axisareaselected', onBrush);
  selection.onChange((ids, source) => {
    if (source !== null) return;
    [...brushed.keys()].forEach(axis => made.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: 'p' + axis, intervals: [] }));
  });
};
const countSelected = ids => {
  const count = document.getElementById('parallel-count');
  if (!count) return;
  count.textContent = ids === null ? 'All ' + candidates.length + ' candidates' : ids.size + ' of ' + candidates.length + ' candidates selected';
  document.getElementById('parallel-clear').disabled = ids === null;
};
