// Charts, drawn again when the page's looks change, and what they share.

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

const CROSS = 'path://M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z';
const hasX = t => t.x !== null;
const isCandidate = t => t.rank !== null;
const measured = t => hasX(t) && t.figure !== null && (t.outcome === 'completed' || t.outcome === 'stopped' || t.outcome === 'running');
const lost = t => hasX(t) && isCandidate(t) && !measured(t);
const sound = t => t.outcome === 'completed' && t.diagnosis !== 'collapsed';
const pairs = (xs, ys) => xs.map((x, i) => [x, ys ? ys[i] : null]).filter(p => p[1] !== null && p[1] !== undefined);

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
