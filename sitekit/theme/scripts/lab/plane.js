// A plane of answers on a canvas, a pixel a cell: blue above 0 and orange below, the stronger the
// farther from it. A chart of so many marks could not be redrawn at every frame.
//
//   whySigma.lab.plane.make()                        a canvas of CELLS by CELLS
//   whySigma.lab.plane.paint(canvas, values, most)   row by row from below; `most` gets the full colour
//   whySigma.lab.plane.onTheme(act)                  when the page's colours change
(() => {
  "use strict";
  const CELLS = 32; // along each side
  const FULL = 191; // how opaque, of 255: what lies on it must still be seen

  const make = () => Object.assign(document.createElement("canvas"), { width: CELLS, height: CELLS });
  let colours = null; // read once a theme: asking for them anew would lay out the page each time
  const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.trim().slice(at, at + 2), 16));

  function readColours() {
    const style = getComputedStyle(document.body);
    return ["--fig-sigma", "--fig-switch"].map((name) => channels(style.getPropertyValue(name)));
  }

  function paint(canvas, values, most) {
    const brush = canvas.getContext("2d"), [above, below] = (colours = colours || readColours());
    const image = brush.createImageData(CELLS, CELLS), { data } = image;
    for (let i = 0; i < values.length; i++) {
      const at = 4 * ((CELLS - 1 - Math.floor(i / CELLS)) * CELLS + (i % CELLS));
      [data[at], data[at + 1], data[at + 2]] = values[i] < 0 ? below : above;
      data[at + 3] = FULL * Math.min(1, Math.abs(values[i]) / most);
    }
    brush.putImageData(image, 0, 0);
  }

  function onTheme(act) {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
    new MutationObserver(act).observe(document.body, { attributes: true, attributeFilter: ["data-theme"] });
  }

  onTheme(() => { colours = null; }); // before whoever paints again
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { plane: { CELLS, make, paint, onTheme } });
})();
