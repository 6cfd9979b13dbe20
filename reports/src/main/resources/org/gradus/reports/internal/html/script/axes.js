// Axes that several charts share: scores, fitted to the best or to all, and costs.

/** The range of the best third of some figures, and of others that must be seen; null where there are too few. */
const rangeNear = (figures, others) => {
  const sign = data.maximize ? -1 : 1;
  const sorted = [...figures].sort((a, b) => sign * (a - b));
  if (sorted.length < 2) return null;
  const kept = sorted.slice(0, Math.max(3, Math.ceil(sorted.length / 3)));
  return around(kept.concat(others(kept)), 0.1);
};

/** The axis of scores: the range near the best, or that of all figures. */
const fittedRange = (figures, near) => {
  const zoomed = chosen('scores-range') === 'best' && near !== null;
  const wide = !data.maximize && !zoomed && isWide(figures);
  const [low, high] = zoomed ? near : figures.length ? around(figures, 0.04) : [0, 1];
  return { zoomed, wide, low: wide ? least(figures) : low, high: wide ? most(figures) : high };
};
const scoreAxis = (range, more = {}) => valueAxis(data.objective, {
  type: range.wide ? 'log' : 'value',
  ...(range.wide ? {} : { min: range.low, max: range.high }),
  axisLabel: { color: look('--soft'), formatter: figure, showMinLabel: false, showMaxLabel: false },
  ...more,
});
const inRange = (range, value) => range.wide || (value >= range.low && value <= range.high);
/** Where a score is drawn: one beyond the axis at its end. */
const within = (range, value) => (range.wide ? value : Math.min(range.high, Math.max(range.low, value)));
const worstEnd = range => (data.maximize ? range.low : range.high);

const timeWords = seconds => {
  if (seconds < 10) return figure(+seconds.toPrecision(2)) + ' s';
  if (seconds < 120) return Math.round(seconds) + ' s';
  if (seconds < 7200) return figure(+(seconds / 60).toPrecision(3)) + ' min';
  return figure(+(seconds / 3600).toPrecision(3)) + ' h';
};
/** A step of a time axis that a clock has. */
const timeStep = seconds => [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400]
  .find(step => seconds / step <= 8);
const costAxis = (max, name, words) => ({
  type: 'value', min: 0, max: max || 1, name, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: look('--soft') },
  axisLabel: { color: look('--soft'), formatter: words, hideOverlap: true, showMaxLabel: false }, splitLine: { show: false }, splitNumber: 6,
  ...(words === timeWords && max > 5 ? { interval: timeStep(max) || undefined } : {}),
  axisLine: { onZero: false, lineStyle: { color: look('--line') } }, axisTick: { lineStyle: { color: look('--line') } },
});
/** The axis of what trainings cost: epochs or seconds. */
const spentAxis = (cost, max) => (cost === 'epochs'
  ? costAxis(max, 'epochs of all trainings', figure)
  : costAxis(max, 'time of all trainings, added up over workers', timeWords));
/** The best so far as steps, the last of them up to all that was spent. */
const bestLine = (best, cost, total, range, more) => {
  const steps = best.map(step => [step[cost], within(range, step.figure)]);
  if (steps.length) steps.push([total, steps[steps.length - 1][1]]);
  return { type: 'line', step: 'end', silent: true, showSymbol: false, data: steps, ...more };
};
