// Charts follow the window.

const draw = (...some) => some.filter(Boolean).forEach(c => c.draw());

/** Narrower windows exist for a moment only, while a browser takes a picture; nothing can be drawn in them. */
const NARROWEST = 160;

/**
 * Draws all charts, and again when the page's looks or its width change and when it is printed.
 *
 *   paint   draws what belongs to the charts, such as their keys
 *   fit     fits the heights of charts to the width
 *   fitted  the charts that are drawn differently at another width
 */
const followWindow = (paint, fit = () => {}, fitted = []) => {
  const main = document.querySelector('main');
  const resize = () => {
    fit();
    charts.filter(c => c.made).forEach(c => c.made.resize());
  };
  const redraw = () => {
    drawAll();
    paint();
  };
  let width = main.clientWidth;
  const fitting = new ResizeObserver(() => {
    const now = main.clientWidth;
    if (now === width || now < NARROWEST) return;
    width = now;
    resize();
    draw(...fitted);
  });
  const print = on => {
    printing = on;
    document.documentElement.classList.toggle('printing', on);
    resize();
    redraw();
  };
  fitting.observe(main);
  darkness.addEventListener('change', redraw, { signal: leaving });
  addEventListener('beforeprint', () => print(true), { signal: leaving });
  addEventListener('afterprint', () => print(false), { signal: leaving });
  leaving.addEventListener('abort', () => {
    fitting.disconnect();
    charts.filter(c => c.made).forEach(c => c.made.dispose());
  });
  document.documentElement.dataset.charts = String(charts.length);
  drawTheRest();
};
