// How charts look: colours, axes, tooltips, figures in words.

const data = JSON.parse(document.getElementById('data').textContent);
const darkness = matchMedia('(prefers-color-scheme: dark)');
const best = data.trials.find(t => t.mark === 'best');
const charts = [];
let printing = false;

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
