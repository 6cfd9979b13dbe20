// All parameters of every candidate on parallel axes; a range drawn on an axis selects candidates. Drawn on canvas by
// itself: a library that keeps an object for each line stumbles over a thousand of them while a range is drawn.

const PARALLEL = 'parallel';
const STRIP = 28;

/** The axes: the parameters, then the score. Each says where a candidate lies on it, from 0 to 1; null where nowhere. */
const parallelAxes = () => {
  const share = (value, low, high) => (value === null ? null : high > low ? (value - low) / (high - low) : 0.5);
  const axes = data.parameters.map((parameter, i) => {
    if (parameter.scale === 'choice') {
      const n = parameter.choices.length;
      return {
        name: parameter.name, at: t => (t.values[i] === null ? null : (t.values[i] + 0.5) / n),
        ticks: parameter.choices.map((choice, k) => [(k + 0.5) / n, choice]),
      };
    }
    const { low, high } = parameter;
    const inner = parameter.scale === 'log' ? logTicks(parameter) : [0, 0.25, 0.5, 0.75, 1].map(s => low + s * (high - low));
    return { name: parameter.name, at: t => share(t.values[i], low, high), ticks: inner.map(v => [share(v, low, high), valueWords(parameter, v)]) };
  });
  const figures = everyCandidate.map(scoreOf).filter(v => v !== null);
  const [low, high] = figures.length ? [least(figures), most(figures)] : [0, 1];
  axes.push({ name: data.objective, at: t => share(scoreOf(t), low, high), ticks: [0, 0.25, 0.5, 0.75, 1].map(s => [s, figure(low + s * (high - low))]) });
  return axes;
};

const parallelPlot = element => {
  const axes = parallelAxes();
  // The best last, so that it lies on top.
  const lines = everyCandidate.slice().sort((a, b) => b.rank - a.rank).map(t => ({ t, at: axes.map(axis => axis.at(t)) }));
  const ranges = kept.ranges || new Map();
  kept.ranges = ranges;
  const listeners = { mouseover: [], mouseout: [] };
  const box = document.createElement('div');
  const layers = [document.createElement('canvas'), document.createElement('canvas')];
  const hint = document.createElement('div');
  const strips = axes.map(() => document.createElement('div'));
  box.className = 'plot';
  hint.className = 'hint';
  hint.hidden = true;
  strips.forEach(strip => { strip.className = 'strip'; });
  box.append(...layers, ...strips, hint);
  element.append(box);
  let size = { width: 0, height: 0, upright: true };
  let lit = null;

  /** Where an axis lies across, and a share of it along. */
  const across = i => {
    const [from, to] = size.upright ? [52, size.width - 88] : [28, size.height - 44];
    return from + ((to - from) * i) / Math.max(1, axes.length - 1);
  };
  const along = share => (size.upright ? size.height - 24 - share * (size.height - 64) : 16 + share * (size.width - 40));
  const shareAt = place => Math.min(1, Math.max(0, size.upright ? (size.height - 24 - place) / (size.height - 64) : (place - 16) / (size.width - 40)));
  const point = (i, share) => (size.upright ? [across(i), along(share)] : [along(share), across(i)]);

  const trace = (pen, line) => {
    let down = false;
    pen.beginPath();
    line.at.forEach((share, i) => {
      if (share === null) {
        down = false;
        return;
      }
      pen[down ? 'lineTo' : 'moveTo'](...point(i, share));
      down = true;
    });
    pen.stroke();
  };
  const prepare = layer => {
    const ratio = window.devicePixelRatio || 1;
    layer.width = size.width * ratio;
    layer.height = size.height * ratio;
    const pen = layer.getContext('2d');
    pen.scale(ratio, ratio);
    pen.lineJoin = 'round';
    return pen;
  };
  // Of more lines a part is drawn while a range is moved, so that the hand does not wait for the drawing.
  const MOVING = 150;
  let moving = false;
  const normal = everyCandidate.length > 200 ? 0.2 : 0.6;
  const paintAll = () => {
    const pen = prepare(layers[0]);
    lines.forEach(line => {
      pen.globalAlpha = normal;
      pen.lineWidth = 1;
      pen.strokeStyle = rankColor(line.t);
      trace(pen, line);
    });
  };
  const paintAxes = pen => {
    const paper = look('--paper');
    pen.globalAlpha = 1;
    pen.font = '11px ' + font();
    pen.textBaseline = 'middle';
    axes.forEach((axis, i) => {
      pen.strokeStyle = look('--soft');
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(...point(i, 0));
      pen.lineTo(...point(i, 1));
      pen.stroke();
      let last = -Infinity;
      axis.ticks.slice().sort((a, b) => along(a[0]) - along(b[0])).forEach(([share, words]) => {
        const [x, y] = point(i, share);
        const text = cut(words, 10);
        const wide = pen.measureText(text).width;
        const need = size.upright ? 14 : wide + 8;
        if (share < -1e-6 || share > 1 + 1e-6 || along(share) - last < need) return;
        last = along(share);
        const [left, middle] = size.upright ? [x + 5, y] : [Math.min(x, size.width - wide - 2), y + 10];
        pen.globalAlpha = 0.8;
        pen.fillStyle = paper;
        pen.fillRect(left - 2, middle - 7, wide + 4, 14);
        pen.globalAlpha = 1;
        pen.fillStyle = look('--ink');
        pen.textAlign = 'left';
        pen.fillText(text, left, middle);
      });
      pen.fillStyle = look('--ink');
      pen.font = '600 12px ' + font();
      pen.textAlign = size.upright ? (i === 0 ? 'left' : i === axes.length - 1 ? 'right' : 'center') : 'left';
      const room = size.upright ? Math.max(4, Math.floor((across(1) - across(0)) / 7.5)) : 40;
      pen.fillText(cut(axis.name, room), size.upright ? (i === 0 ? 4 : i === axes.length - 1 ? size.width - 4 : across(i)) : 16, size.upright ? 14 : across(i) - 10);
      pen.font = '11px ' + font();
      const range = ranges.get(i);
      if (!range) return;
      const [a, b] = [along(range[0]), along(range[1])].sort((p, q) => p - q);
      pen.fillStyle = look('--accent');
      pen.strokeStyle = look('--accent');
      pen.globalAlpha = 0.25;
      const shape = size.upright ? [across(i) - 8, a, 16, b - a] : [a, across(i) - 8, b - a, 16];
      pen.fillRect(...shape);
      pen.globalAlpha = 1;
      pen.strokeRect(...shape);
    });
  };
  const paintTop = () => {
    const pen = prepare(layers[1]);
    const some = selection.ids() !== null;
    layers[0].style.opacity = some ? '0.12' : '1';
    const chosenLines = lines.filter(line => line.t.id === lit || (selection.has(line.t.id) && (some || line.t.mark === 'best')));
    const stride = moving ? Math.ceil(chosenLines.length / MOVING) : 1;
    chosenLines.forEach((line, i) => {
      const strong = line.t.mark === 'best' || line.t.id === lit;
      if (i % stride && !strong) return;
      pen.globalAlpha = strong ? 1 : Math.max(normal, 0.5);
      pen.lineWidth = strong ? 3.5 : 1;
      pen.strokeStyle = rankColor(line.t);
      trace(pen, line);
    });
    paintAxes(pen);
  };
  const measure = () => {
    size = { width: element.clientWidth, height: element.clientHeight, upright: element.clientWidth >= 560 };
    strips.forEach((strip, i) => {
      strip.style.cssText = size.upright
        ? `left:${across(i) - STRIP / 2}px;top:32px;width:${STRIP}px;height:${size.height - 48}px;cursor:ns-resize`
        : `top:${across(i) - STRIP / 2}px;left:8px;height:${STRIP}px;width:${size.width - 16}px;cursor:ew-resize`;
    });
  };

  const tellRanges = () => selection.set(ranges.size
    ? lines.filter(line => [...ranges].every(([i, [a, b]]) => line.at[i] !== null && line.at[i] >= a && line.at[i] <= b)).map(line => line.t.id)
    : null, PARALLEL);
  let asked = false;
  const soon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      tellRanges();
      paintTop();
    });
  };
  strips.forEach((strip, i) => {
    let from = null;
    const shareOf = event => {
      const frame = box.getBoundingClientRect();
      return shareAt(size.upright ? event.clientY - frame.top : event.clientX - frame.left);
    };
    strip.addEventListener('pointerdown', event => {
      from = shareOf(event);
      strip.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    strip.addEventListener('pointermove', event => {
      if (from === null) return;
      const to = shareOf(event);
      if (Math.abs(along(to) - along(from)) < 4) return;
      ranges.set(i, [Math.min(from, to), Math.max(from, to)]);
      moving = true;
      soon();
    });
    const end = event => {
      if (from !== null && Math.abs(along(shareOf(event)) - along(from)) < 4) ranges.delete(i);
      from = null;
      moving = false;
      soon();
    };
    strip.addEventListener('pointerup', end);
    strip.addEventListener('pointercancel', end);
  });

  /** The line nearest to a place between two axes, within a few pixels. */
  const nearest = (x, y) => {
    const [main, side] = size.upright ? [x, y] : [y, x];
    const i = axes.findIndex((axis, k) => k + 1 < axes.length && main >= across(k) && main <= across(k + 1));
    if (i < 0) return null;
    const share = (main - across(i)) / (across(i + 1) - across(i));
    let found = null;
    let distance = 6;
    lines.forEach(line => {
      if (!selection.has(line.t.id) || line.at[i] === null || line.at[i + 1] === null) return;
      const away = Math.abs(along(line.at[i]) * (1 - share) + along(line.at[i + 1]) * share - side);
      if (away <= distance) {
        distance = away;
        found = line.t;
      }
    });
    return found;
  };
  const pointAt = (t, x, y) => {
    if ((t ? t.id : null) === lit) return;
    lit = t ? t.id : null;
    hint.hidden = !t;
    if (t) {
      hint.replaceChildren(trialTip(t));
      hint.style.left = Math.min(x + 14, size.width - 230) + 'px';
      hint.style.top = y + 14 + 'px';
      listeners.mouseover.forEach(fn => fn({ data: { trial: t } }));
    } else {
      listeners.mouseout.forEach(fn => fn());
    }
    paintTop();
  };
  layers[1].addEventListener('pointermove', event => pointAt(nearest(event.offsetX, event.offsetY), event.offsetX, event.offsetY));
  box.addEventListener('pointerleave', () => pointAt(null));

  selection.onChange((ids, source) => {
    if (source === PARALLEL) return;
    if (source === null) ranges.clear();
    paintTop();
  });
  if (ranges.size) tellRanges();
  return {
    on: (event, fn) => listeners[event].push(fn),
    resize: measure,
    dispose: () => element.replaceChildren(),
    setOption: () => {
      measure();
      paintAll();
      paintTop();
    },
    dispatchAction: action => {
      const id = action.type === 'highlight' ? Number(action.name.slice(1)) : null;
      if (id === lit) return;
      lit = id;
      paintTop();
    },
  };
};

const countSelected = ids => {
  const count = document.getElementById('parallel-count');
  if (!count) return;
  count.textContent = ids === null ? 'All ' + everyCandidate.length + ' candidates' : ids.size + ' of ' + everyCandidate.length + ' candidates selected';
  document.getElementById('parallel-clear').disabled = ids === null;
};
