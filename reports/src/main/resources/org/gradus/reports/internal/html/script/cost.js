// What the search cost: the best so far, and who trained what.

const spending = data.spending;

const historyOptions = () => {
  const cost = chosen('history-cost') || 'epochs';
  const total = spending[cost];
  const ends = spending.ends.filter(e => numbered.has(e.trial));
  const range = scoreRange(everyCandidate.filter(t => t.figure !== null && t.outcome === 'completed'));
  const dots = (list, more) => ({ type: 'scatter', symbolSize: 6, emphasis: { scale: 1.6 }, ...more, data: list.map(e => item(numbered.get(e.trial), [e[cost], within(range, e.figure)])) });
  return frame({
    tooltip: {
      ...frame().tooltip, trigger: 'item',
      formatter: p => (p.data && p.data.trial ? trialTip(p.data.trial) : ''),
    },
    grid: gridOf({ right: 28 }),
    xAxis: spentAxis(cost, total),
    yAxis: scoreAxis(range),
    series: [
      dots(ends.filter(e => inRange(range, e.figure)), { itemStyle: { color: look('--soft'), opacity: 0.55 } }),
      dots(ends.filter(e => !inRange(range, e.figure)), { symbol: 'triangle', symbolRotate: data.maximize ? 180 : 0, itemStyle: { color: look('--soft'), opacity: 0.4 } }),
      bestLine(spending.best, cost, total, range, { lineStyle: { color: look('--accent'), width: 2.5 }, z: 4 }),
      dots(spending.best.filter(b => numbered.has(b.trial)), { symbolSize: 9, z: 5, itemStyle: { color: look('--accent'), borderColor: look('--paper'), borderWidth: 1 } }),
    ],
  });
};
const historyKey = () => keyOf('history-key', [
  [{ path: { d: 'M0,11H7V3H14', stroke: 'var(--accent)', 'stroke-width': 2.5, fill: 'none' } }, 'best so far'],
  [{ circle: { cx: 7, cy: 7, r: 3, fill: 'var(--soft)', opacity: .6 } }, 'a candidate, when it ended'],
]);

const KINDS = [
  ['completed', 'trained to the last epoch', '--accent', 0.85],
  ['again', 'with fresh seeds', '--accent', 0.4],
  ['stopped', 'stopped before', '--soft', 0.55],
  ['diverged', 'diverged', '--bad', 0.85],
  ['failed', 'failed', '--notice', 0.85],
  ['running', 'still open', '--good', 0.6],
  ['sweep', 'range test', '--soft', 0.25],
];
const kindOf = t => (!t ? 'sweep' : t.of !== null && t.outcome === 'completed' ? 'again' : t.outcome);
const LANE_HEIGHT = 30;

const timelineOptions = () => {
  const lanes = spending.lanes;
  const end = most(lanes.map(lane => lane.until[lane.until.length - 1]));
  const bars = lanes.flatMap((lane, y) => lane.trials.map((id, i) => ({ id, trial: numbered.get(id), y, from: lane.from[i], until: lane.until[i], worker: lane.worker })));
  return frame({
    tooltip: {
      ...frame().tooltip, trigger: 'item',
      formatter: p => {
        const bar = bars[p.dataIndex];
        const t = bar.trial;
        return tip([
          [t ? t.rate : 'range test', true],
          [(t ? trialName(t) : 'trial ' + bar.id) + ' on ' + bar.worker],
          [timeWords(bar.until - bar.from) + (t ? ' of ' + timeWords(t.seconds) + ', ' + t.epoch + ' epochs' : '')],
          t && [t.outcome + (t.ended ? ': ' + t.ended : '')],
        ]);
      },
    },
    grid: gridOf({ left: 112, top: 8, right: 28 }),
    xAxis: costAxis(end, 'time that the worker trained', timeWords),
    yAxis: {
      type: 'category', inverse: true, data: lanes.map(lane => lane.worker), axisTick: { show: false }, axisLine: { show: false },
      axisLabel: { color: look('--ink'), fontSize: 11, formatter: worker => cut(worker.replace(/^gradus-/, ''), 16) },
    },
    series: [{
      type: 'custom', encode: { x: [0, 1], y: 2 },
      data: bars.map(bar => ({ name: 't' + (bar.trial ? candidateOf(bar.trial) : bar.id), value: [bar.from, bar.until, bar.y], trial: bar.trial })),
      renderItem: (params, api) => {
        const bar = bars[params.dataIndex];
        const [, , color, opacity] = KINDS.find(kind => kind[0] === kindOf(bar.trial));
        const [x, y] = api.coord([bar.from, bar.y]);
        const width = api.coord([bar.until, bar.y])[0] - x;
        const height = Math.min(22, api.size([0, 1])[1] * 0.7);
        const faint = bar.trial && !selection.has(candidateOf(bar.trial)) ? FAINT / 2 : 1;
        return {
          type: 'rect',
          shape: { x, y: y - height / 2, width: Math.max(0.75, width - (width > 4 ? 1 : 0)), height },
          style: { fill: look(color), opacity: opacity * faint, ...(bar.trial && bar.trial.mark === 'best' ? { stroke: look('--ink'), lineWidth: 2 } : {}) },
          emphasis: { style: { opacity: 1, stroke: look('--ink'), lineWidth: 1.5 } },
        };
      },
    }],
  });
};
const fitTimeline = () => {
  const element = document.getElementById('timeline-chart');
  if (element) element.style.height = spending.lanes.length * LANE_HEIGHT + 64 + 'px';
};
const timelineKey = () => {
  const trained = new Set(spending.lanes.flatMap(lane => lane.trials.map(id => kindOf(numbered.get(id)))));
  keyOf('timeline-key', KINDS.filter(([kind]) => trained.has(kind))
    .map(([, words, color, opacity]) => [{ rect: { x: 0, y: 2, width: 14, height: 10, fill: 'var(' + color + ')', opacity } }, words])
    .concat(spending.workers > spending.lanes.length ? [[{}, 'the ' + spending.lanes.length + ' busiest of ' + spending.workers + ' workers']] : []));
};
