// What each neuron answers, small and side by side: whySigma.lab.multiples(holder).draw(snapshot, task)
//
// With one input each is a curve, an SVG path. With two it is a small plane, which a canvas paints
// a pixel a cell: twenty-five planes of many cells each are more than a chart of marks can redraw at
// every frame. Blue is above 0 and orange below, the stronger the farther from it.
(() => {
  "use strict";
  const CURVE_ROOM = "0 0 48 48";
  const SVG = "http://www.w3.org/2000/svg";
  const PAUSE = 100; // milliseconds between two paintings while it runs: they are small
  const NAMES = { step: "switch", identity: "identity", sigmoid: "σ", tanh: "tanh", relu: "ReLU" };

  class Multiples {
    constructor(holder) {
      Object.assign(this, { holder, shape: "", pictures: [], last: null, painted: 0, waiting: 0 });
      const again = () => this.paint();
      holder.parentElement.addEventListener("toggle", again);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
      new MutationObserver(again).observe(document.body, { attributes: true, attributeFilter: ["data-theme"] });
    }

    draw(snapshot, task, curves) {
      const shape = JSON.stringify([task.inputs, curves, snapshot.layers.map(({ outs }) => outs)]);
      if (shape !== this.shape) this.build(snapshot, task, curves);
      this.shape = shape;
      this.last = [snapshot, task];
      clearTimeout(this.waiting);
      const soon = this.painted + PAUSE - performance.now();
      if (soon > 0) this.waiting = setTimeout(() => this.paint(), soon);
      else this.paint();
    }

    build({ layers }, { inputs }, curves) {
      this.pictures = [];
      this.holder.replaceChildren(...layers.map(({ outs }, l) => {
        const row = document.createElement("div"), name = document.createElement("p");
        const which = l === layers.length - 1 ? "Output" : `Layer ${l + 1}`;
        name.textContent = `${which}, ${NAMES[curves[l]]}`;
        const cells = Array.from({ length: outs }, () => (inputs === 2 ? plane() : curve()));
        cells.forEach((cell, j) => {
          cell.setAttribute("role", "img");
          cell.setAttribute("aria-label", `${name.textContent}, neuron ${j + 1}`);
        });
        this.pictures.push(cells);
        const side = document.createElement("div");
        side.append(...cells);
        row.append(name, side);
        return row;
      }));
    }

    paint() {
      if (!this.last || !this.holder.offsetParent) return; // folded away: nobody sees it
      this.painted = performance.now();
      const [{ outputs, flat }, { inputs }] = this.last;
      const colours = inputs === 2 ? ["--fig-sigma", "--fig-switch"].map((name) => channels(getComputedStyle(document.body).getPropertyValue(name))) : null;
      this.pictures.forEach((cells, l) => cells.forEach((cell, j) => {
        const count = outputs[l].length / cells.length, mine = outputs[l].subarray(j * count, (j + 1) * count);
        if (inputs === 2) paintPlane(cell, mine, colours);
        else paintCurve(cell, mine);
        cell.classList.toggle("lab-flat", flat.some(([layer, neuron]) => layer === l && neuron === j));
      }));
    }
  }

  function plane() {
    const { CELLS } = whySigma.lab;
    return Object.assign(document.createElement("canvas"), { width: CELLS, height: CELLS });
  }

  function curve() {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", CURVE_ROOM);
    svg.append(document.createElementNS(SVG, "path"));
    return svg;
  }

  const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.trim().slice(at, at + 2), 16));
  const reach = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

  function paintPlane(canvas, values, [above, below]) {
    const { CELLS } = whySigma.lab, brush = canvas.getContext("2d"), most = Math.max(1, reach(values));
    const image = brush.createImageData(CELLS, CELLS), { data } = image;
    for (let i = 0; i < values.length; i++) {
      const at = 4 * ((CELLS - 1 - Math.floor(i / CELLS)) * CELLS + (i % CELLS)); // rows come from below
      [data[at], data[at + 1], data[at + 2]] = values[i] < 0 ? below : above;
      data[at + 3] = (200 * Math.abs(values[i])) / most;
    }
    brush.putImageData(image, 0, 0);
  }

  function paintCurve(svg, values) {
    const most = Math.max(1, reach(values)), across = 48 / (values.length - 1);
    const path = Array.from(values, (value, i) => `${(i * across).toFixed(1)} ${(24 - (22 * value) / most).toFixed(1)}`);
    if (values.every(isFinite)) svg.firstChild.setAttribute("d", `M${path.join("L")}`);
  }

  const multiples = (holder) => new Multiples(holder);
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { multiples, NAMES });
})();
