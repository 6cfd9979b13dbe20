// Candidates by each parameter, by all at once, by value and by pairs.

/** A spread of points that would lie on each other, from the number of the trial alone: the same on every page. */
const jitter = t => ((t.id * 0.6180339887) % 1 - 0.5) * 0.6;
const placed = (t, index) => t.values[index] + (data.parameters[index].scale === 'choice' ? jitter(t) : 0);
const isActive = index => t => t.values[index] !== null;
const valueWords = (parameter, value) => {
  if (parameter.scale === 'choice') return parameter.choices[value] ?? '';
  if (parameter.rate) return rateWords(value);
  const raw = parameter.scale === 'log' ? Math.pow(10, value) : value;
  return parameter.whole ? String(Math.round(raw)) : figure(raw);
};
const cut = (text, length) => (text.length > length ? text.slice(0, length - 1) + '…' : text);

/** Ticks of a whole number on a log scale: doublings, where they are few. */
const logTicks = parameter => {
  if (!parameter.whole) return rateTicks(parameter.low, parameter.high);
  const ticks = [];
  for (let value = Math.pow(10, parameter.low); value <= Math.pow(10, parameter.high) * 1.0001; value *= 2) ticks.push(Math.log10(value));
  return ticks.length <= 8 ? ticks : rateTicks(parameter.low, parameter.high);
};

const parameterAxis = (parameter, more = {}) => {
  const choice = parameter.scale === 'choice';
  const pad = choice ? 0.5 : (parameter.high - parameter.low || 1) * 0.04;
  const ticks = choice ? parameter.choices.map((c, i) => i) : parameter.scale === 'log' ? logTicks(parameter) : null;
  const room = choice ? Math.max(4, Math.floor(38 / parameter.choices.length)) : 12;
  return {
    type: 'value',
    min: parameter.low - pad,
    max: parameter.high + pad,
    name: cut(parameter.name + (parameter.condition ? ', ' + parameter.condition : ''), 44),
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: look('--ink'), fontSize: 12 },
    axisLabel: {
      ...(ticks ? { customValues: ticks } : {}), hideOverlap: true, color: look('--soft'), fontSize: 11, showMinLabel: choice || Boolean(ticks), showMaxLabel: choice || Boolean(ticks),
      formatter: value => cut(valueWords(parameter, value), room),
    },
    axisTick: { ...(ticks ? { customValues: ticks } : {}), lineStyle: { color: look('--line') } },
    axisLine: { onZero: false, lineStyle: { color: look('--line') } },
    splitLine: { show: false },
    ...more,
  };
};

/** The parameters that have a slice: all but the rate, which has a chart of its own; conditional ones at the end. */
const sliced = data.parameters.map((parameter, index) => ({ parameter, index }))
  .filter(({ parameter }) => !(parameter.rate && data.axis))
  .sort((a, b) => Boolean(a.parameter.condition) - Boolean(b.parameter.condition));

const sliceHeight = () => (printing ? 160 : 232);
const sliceColumns = width => Math.max(1, Math.min(3, sliced.length, Math.floor(width / (printing ? 220 : 320))));
const sliceOptions = width => {
  const columns = sliceColumns(width);
  const shown = everyCandidate.filter(t => t.figure !== null && t.outcome !== 'diverged' && t.outcome !== 'failed');
  const range = scoreRange(shown);
  const cell = width / columns;
  const height = sliceHeight();
  const grid = [];
  const xAxis = [];
  const yAxis = [];
  const series = [];
  sliced.forEach(({ parameter, index }, i) => {
    const on = { xAxisIndex: i, yAxisIndex: i };
    const active = shown.filter(isActive(index));
    const scatter = (trials, style, y, more = {}) => ({
      type: 'scatter', ...on, symbolSize: 7, itemStyle: style, emphasis: { scale: 1.6 }, ...more,
      data: trials.map(t => item(t, [placed(t, index), y(t)])),
    });
    const inside = active.filter(t => inRange(range, scoreOf(t)));
    grid.push({ left: (i % columns) * cell + 52, width: cell - 68, top: Math.floor(i / columns) * height + 26, height: height - 78, outerBoundsMode: 'none' });
    xAxis.push(parameterAxis(parameter, { gridIndex: i }));
    yAxis.push(scoreAxis(range, { gridIndex: i, splitNumber: 4, ...(i % columns ? { name: '' } : {}), nameTextStyle: { color: look('--soft'), align: 'left', fontSize: 11, padding: [0, 0, 0, -40] } }));
    series.push(scatter(inside.filter(t => t.outcome !== 'completed'), { color: look('--paper'), borderColor: look('--soft'), borderWidth: 1.25 }, scoreOf));
    series.push(scatter(inside.filter(t => t.outcome === 'completed'), { color: look('--accent'), opacity: shown.length > 300 ? 0.55 : 0.85 }, scoreOf));
    series.push(scatter(inside.filter(t => t.mark === 'best'), { color: look('--accent'), borderColor: look('--ink'), borderWidth: 2 }, scoreOf, { symbolSize: 11, z: 5 }));
    series.push(scatter(active.filter(t => !inRange(range, scoreOf(t))), { color: look('--soft'), opacity: 0.5 }, t => within(range, scoreOf(t)), { symbol: 'triangle', symbolRotate: data.maximize ? 180 : 0, symbolSize: 6 }));
    series.push(scatter(everyCandidate.filter(t => t.outcome === 'diverged').filter(isActive(index)), { color: look('--bad'), opacity: 0.8 }, () => worstEnd(range), { symbol: CROSS, symbolSize: 7 }));
  });
  return frame({ tooltip: { ...frame().tooltip, trigger: 'item', formatter: itemTip }, grid, xAxis, yAxis, series });
};
const fitSlices = () => {
  const element = document.getElementById('slices-chart');
  if (element) element.style.height = Math.ceil(sliced.length / sliceColumns(element.clientWidth)) * sliceHeight() + 'px';
};

const sliceKey = () => keyOf('slices-key', [
  everyCandidate.some(t => t.outcome === 'completed') && [{ circle: { cx: 7, cy: 7, r: 4, fill: 'var(--accent)' } }, 'trained to the last epoch'],
  best && [{ circle: { cx: 7, cy: 7, r: 5, fill: 'var(--accent)', stroke: 'var(--ink)', 'stroke-width': 2 } }, 'best'],
  everyCandidate.some(t => t.outcome === 'stopped' || t.outcome === 'running') && [{ circle: { cx: 7, cy: 7, r: 4, fill: 'none', stroke: 'var(--soft)', 'stroke-width': 1.5 } }, 'stopped before'],
  everyCandidate.some(t => t.outcome === 'diverged') && [{ path: { d: 'M3,3L11,11M11,3L3,11', stroke: 'var(--bad)', 'stroke-width': 2 } }, 'diverged'],
  [{ path: { d: data.maximize ? 'M2,4H12L7,11Z' : 'M2,10H12L7,3Z', fill: 'var(--soft)', opacity: .7 } }, 'worse than this range'],
]);

/** The candidates with one value of a parameter against the learning rate. */
const groupOptions = () => {
  const index = Number(document.getElementById('groups-parameter').value);
  const rows = data.groups.filter(g => g.parameter === index);
  const trialsOf = row => row.trials.map(id => numbered.get(id)).filter(hasX);
  const dots = rows.flatMap((row, y) => trialsOf(row).map(t => ({ t, y })));
  const scatter = (list, more) => ({ type: 'scatter', symbolSize: 8, emphasis: { scale: 1.5 }, ...more, data: list.map(({ t, y }) => ({ ...item(t, [t.x, y + jitter(t) * 0.5]), itemStyle: { color: rankColor(t), ...shownAs(t).itemStyle } })) });
  return frame({
    tooltip: { ...frame().tooltip, trigger: 'item', formatter: itemTip },
    grid: gridOf({ left: 112, top: 16, right: 24 }),
    xAxis: rateAxis(),
    yAxis: {
      type: 'value', min: -0.5, max: rows.length - 0.5, inverse: true, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false },
      axisLabel: { color: look('--ink'), customValues: rows.map((row, y) => y), formatter: y => cut(rows[y] ? rows[y].value : '', 14), showMinLabel: true, showMaxLabel: true },
    },
    series: [
      {
        type: 'custom', silent: true, z: 1, data: rows.map((row, y) => [row.good[0] ?? null, y, row.good[1] ?? null]).filter(r => r[0] !== null),
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const end = api.coord([api.value(2), 0])[0];
          const height = Math.min(34, api.size([0, 1])[1] * 0.8);
          return { type: 'rect', shape: { x: x - 3, y: y - height / 2, width: end - x + 6, height, r: 3 }, style: { fill: look('--accent'), opacity: 0.13 } };
        },
      },
      scatter(dots.filter(({ t }) => t.outcome !== 'diverged'), { z: 3 }),
      scatter(dots.filter(({ t }) => t.outcome === 'diverged'), { z: 2, symbol: CROSS, symbolSize: 7 }),
      {
        type: 'scatter', silent: true, z: 6, symbol: 'circle', symbolSize: 13, itemStyle: { color: 'transparent', borderColor: look('--ink'), borderWidth: 2 },
        data: rows.map((row, y) => ({ row, y })).filter(({ row }) => row.best !== null && numbered.has(row.best)).map(({ row, y }) => {
          const t = numbered.get(row.best);
          return { value: [t.x, y + jitter(t) * 0.5], label: { show: true, formatter: t.rate, position: 'top', color: look('--ink'), fontWeight: 600, fontSize: 12, textBorderColor: look('--paper'), textBorderWidth: 3 } };
        }),
      },
    ],
  });
};
const groupKey = () => keyOf('groups-key', [
  ...rankKey(),
  [{ circle: { cx: 7, cy: 7, r: 5.5, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 2 } }, 'best with that value'],
  data.groups.some(g => g.good.length) && [{ rect: { x: 0, y: 2, width: 14, height: 10, fill: 'var(--accent)', opacity: .2 } }, 'rates of its best quarter'],
  data.trials.some(t => hasX(t) && t.outcome === 'diverged') && [{ path: { d: 'M3,3L11,11M11,3L3,11', stroke: 'var(--soft)', 'stroke-width': 2 } }, 'diverged'],
]);

/** Candidates by two parameters. */
const pairOptions = () => {
  const pair = data.pairs[Number(document.getElementById('pairs-pair').value)];
  const both = everyCandidate.filter(isActive(pair.first)).filter(isActive(pair.second));
  const scatter = (trials, more) => ({
    type: 'scatter', symbolSize: 12, emphasis: { scale: 1.4 }, ...more,
    data: trials.map(t => ({ ...item(t, [placed(t, pair.first), placed(t, pair.second)]), itemStyle: { color: rankColor(t), ...shownAs(t).itemStyle } })),
  });
  const second = data.parameters[pair.second];
  return frame({
    tooltip: { ...frame().tooltip, trigger: 'item', formatter: itemTip },
    grid: gridOf({ left: 84, top: 34 }),
    xAxis: parameterAxis(data.parameters[pair.first]),
    yAxis: parameterAxis(second, { nameLocation: 'end', nameGap: 12, nameTextStyle: { color: look('--ink'), fontSize: 12, align: 'left', padding: [0, 0, 0, -74] }, axisLabel: { ...parameterAxis(second).axisLabel, formatter: value => cut(valueWords(second, value), 10) } }),
    series: [
      scatter(both.filter(t => t.outcome !== 'diverged'), {}),
      scatter(both.filter(t => t.outcome === 'diverged'), { symbol: CROSS, symbolSize: 9 }),
      { type: 'scatter', silent: true, symbolSize: 17, z: 5, itemStyle: { color: 'transparent', borderColor: look('--ink'), borderWidth: 2 }, data: both.filter(t => t.mark === 'best').map(t => [placed(t, pair.first), placed(t, pair.second)]) },
    ],
  });
};
const pairKey = () => keyOf('pairs-key', [
  ...rankKey(),
  [{ circle: { cx: 7, cy: 7, r: 5.5, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 2 } }, 'best'],
  everyCandidate.some(t => t.outcome === 'diverged') && [{ path: { d: 'M3,3L11,11M11,3L3,11', stroke: 'var(--soft)', 'stroke-width': 2 } }, 'diverged'],
]);

const fill = (id, entries) => {
  const select = document.getElementById(id);
  if (!select) return;
  select.replaceChildren(...entries.map(([value, words]) => {
    const option = document.createElement('option');
    option.value = value;
    option.textContent = words;
    return option;
  }));
};
fill('groups-parameter', sliced.filter(({ index }) => data.groups.some(g => g.parameter === index)).map(({ parameter, index }) => [index, parameter.name]));
fill('pairs-pair', data.pairs.map((pair, i) => [i, data.parameters[pair.first].name + ' × ' + data.parameters[pair.second].name + ' (' + pair.verdict + ')']));
