// Draws the charts of a report from the data in the page, and links them with its table.
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const darkness = matchMedia('(prefers-color-scheme: dark)');
  const best = data.trials.find(t => t.mark === 'best');
  const charts = [];
  let printing = false;

  // ---- Looks ----

  const isDark = () => darkness.matches && !printing;
  const look = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colorOf = pair => (isDark() ? pair.dark : pair.light);
  const font = () => look('--sans');
  const figure = value => {
    if (value === null || value === undefined) return '–';
    if (value === 0) return '0';
    const size = Math.abs(value);
    return size >= 1e-3 && size < 1e5 ? String(+value.toPrecision(4)) : value.toExponential(2);
  };
  const rateWords = log => {
    const exponent = Math.floor(log + 1e-9);
    const mantissa = Math.pow(10, log - exponent);
    return +mantissa.toPrecision(2) + 'e' + exponent;
  };

  /** Ticks of an axis of logarithms: powers of ten; 1, 2 and 5 of each where there are few. */
  const rateTicks = (low, high) => {
    const mantissas = high - low < 1.2 ? [1, 1.5, 2, 3, 4, 5, 7] : high - low < 2.2 ? [1, 2, 5] : [1];
    const step = Math.max(1, Math.ceil((high - low) / 10));
    const ticks = [];
    for (let e = Math.floor(low); e <= Math.ceil(high); e++) {
      if (e % step) continue;
      mantissas.forEach(m => ticks.push(e + Math.log10(m)));
    }
    const inside = ticks.filter(t => t >= low - 1e-9 && t <= high + 1e-9);
    return inside.length > 1 ? inside : [low, high];
  };

  const rateAxis = (more = {}) => {
    const pad = (data.axis.high - data.axis.low) * 0.03;
    const low = data.axis.low - pad;
    const high = data.axis.high + pad;
    const ticks = rateTicks(low, high);
    return {
      type: 'value',
      min: low,
      max: high,
      name: 'learning rate',
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: look('--soft'), fontSize: 12 },
      axisLabel: { customValues: ticks, formatter: rateWords, color: look('--soft'), hideOverlap: true },
      axisTick: { customValues: ticks, lineStyle: { color: look('--line') } },
      axisLine: { onZero: false, lineStyle: { color: look('--line') } },
      splitLine: { show: false },
      ...more,
    };
  };

  const valueAxis = (name, more = {}) => ({
    type: 'value',
    name,
    nameLocation: 'end',
    nameTextStyle: { color: look('--soft'), align: 'left', fontSize: 12, padding: [0, 0, 2, -42] },
    scale: true,
    splitNumber: 5,
    axisLabel: { color: look('--soft'), formatter: figure, showMinLabel: true },
    axisLine: { show: false, onZero: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: look('--line') } },
    ...more,
  });

  /** Fixed margins: charts above each other must share their axis. */
  const gridOf = more => ({ left: 56, right: 16, top: 34, bottom: 48, outerBoundsMode: 'none', ...more });

  const frame = more => ({
    animation: false,
    textStyle: { fontFamily: font(), color: look('--ink') },
    tooltip: {
      backgroundColor: look('--paper'),
      borderColor: look('--line'),
      padding: [6, 10],
      confine: true,
      transitionDuration: 0,
      extraCssText: 'box-shadow: 0 2px 8px rgba(0, 0, 0, .15)',
    },
    ...more,
  });

  /** A tooltip of lines; made of elements, so that no text can become markup. */
  const tip = lines => {
    const box = document.createElement('div');
    box.className = 'tip';
    lines.filter(Boolean).forEach(([text, strong]) => {
      const line = document.createElement('div');
      line.appendChild(document.createElement(strong ? 'b' : 'span')).textContent = text;
      box.appendChild(line);
    });
    return box;
  };

  const trialName = t => 'trial ' + t.id + (t.of ? ', seed of trial ' + t.of : '') + (t.mark ? ' (' + t.mark + ')' : '');
  const trialTip = t => tip([
    [t.rate, true],
    [trialName(t)],
    t.figure !== null && [data.objective + ' ' + figure(t.figure) + ' at epoch ' + t.epoch],
    t.mean.length > 0 && ['fresh seeds: ' + t.meanWords],
    [t.outcome + (t.diagnosis === t.outcome ? '' : ', ' + t.diagnosis)],
  ]);

  // Not Math.min(...values): a call takes some ten thousand arguments, and charts have more points.
  const least = values => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values => values.reduce((a, b) => Math.max(a, b), -Infinity);

  /** The ends of an axis around values, rounded outwards to whole ticks by the chart itself. */
  const around = (values, share) => {
    const low = least(values);
    const high = most(values);
    const pad = (high - low || Math.abs(high) || 1) * share;
    return [low - pad, high + pad];
  };
  const isWide = values => values.length > 1 && least(values) > 0 && most(values) / least(values) > 30;

  // ---- Charts, drawn again when the page's looks change ----

  const chart = (id, options) => {
    const element = document.getElementById(id);
    if (!element) return null;
    const made = echarts.init(element, null, { renderer: 'svg' });
    const entry = { made, element, draw: () => made.setOption(options(), { notMerge: true }) };
    entry.draw();
    charts.push(entry);
    return entry;
  };
  const drawAll = () => charts.forEach(c => c.draw());
  const chosen = name => (document.querySelector(`input[name="${name}"]:checked`) || {}).value;
  document.querySelectorAll('.controls').forEach(c => { c.hidden = false; });

  // ---- Score against learning rate ----

  const CROSS = 'path://M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z';
  const hasX = t => t.x !== null;
  const isCandidate = t => t.rank !== null;
  const measured = t => hasX(t) && t.figure !== null && (t.outcome === 'completed' || t.outcome === 'stopped' || t.outcome === 'running');
  const lost = t => hasX(t) && isCandidate(t) && !measured(t);
  const sound = t => t.outcome === 'completed' && t.diagnosis !== 'collapsed';

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

  const keyOf = (list, items) => {
    const target = document.getElementById(list);
    if (!target) return;
    target.replaceChildren(...items.filter(Boolean).map(([shape, words]) => {
      const item = document.createElement('li');
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.setAttribute('viewBox', '0 0 14 14');
      svg.setAttribute('aria-hidden', 'true');
      Object.entries(shape).forEach(([name, attributes]) => {
        const part = document.createElementNS('http://www.w3.org/2000/svg', name);
        Object.entries(attributes).forEach(([key, value]) => part.setAttribute(key, value));
        svg.appendChild(part);
      });
      const text = document.createElement('span');
      text.textContent = words;
      item.append(svg, text);
      return item;
    }));
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

  // ---- Learning curves ----

  const pairs = (xs, ys) => xs.map((x, i) => [x, ys ? ys[i] : null]).filter(p => p[1] !== null && p[1] !== undefined);

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
    const ends = list.filter(c => c.trial.outcome === 'diverged').map(c => {
      const last = c.values[c.values.length - 1];
      return { value: [Math.max(last[0], c.trial.curve.end), limit === null ? last[1] : Math.min(last[1], limit)], trial: c.trial, itemStyle: { color: colorOf(c.trial.color) } };
    });
    const series = list.map(c => lineOf(c.trial, c.values, c.dashed, batch || total > 2500));
    series.push({ type: 'scatter', symbol: CROSS, symbolSize: 11, data: ends, z: 6 });
    const split = document.getElementById('curves-split');
    if (split) split.disabled = batch;
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
    data.trials.some(t => t.outcome === 'diverged' && t.curve.epochs.length) && [{ path: { d: 'M3,3L11,11M11,3L3,11', stroke: 'var(--soft)', 'stroke-width': 2 } }, 'diverged'],
  ]);

  const paintScale = () => {
    const bar = document.getElementById('curves-scale');
    if (bar) bar.style.background = 'linear-gradient(90deg,' + data.scale.map(colorOf).join(',') + ')';
  };

  // ---- Range test ----

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

  // ---- Together ----

  metricChooser();
  const scores = data.axis && chart('scores-chart', scoreOptions);
  const curves = chart('curves-chart', curveOptions);
  if (test) chart('sweeps-chart', sweepOptions);
  sweepKey();
  scoreKey();
  curveKey();
  paintScale();

  /** Shows one trial everywhere; null shows all. */
  const light = (id, from) => {
    document.querySelectorAll('[data-trial]').forEach(row => row.classList.toggle('lit', Number(row.dataset.trial) === id));
    if (curves && from !== curves) {
      curves.made.dispatchAction({ type: 'downplay' });
      if (id !== null) curves.made.dispatchAction({ type: 'highlight', seriesName: 'c' + id });
    }
  };
  [scores, curves].filter(Boolean).forEach(c => {
    c.made.on('mouseover', p => { if (p.data && p.data.trial) light(p.data.trial.of || p.data.trial.id, c); });
    c.made.on('mouseout', () => light(null, c));
  });
  document.querySelectorAll('[data-trial]').forEach(row => {
    row.addEventListener('mouseenter', () => light(Number(row.dataset.trial)));
    row.addEventListener('mouseleave', () => light(null));
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
})();
