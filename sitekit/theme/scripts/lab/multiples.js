// What each neuron answers, small and side by side: whySigma.lab.multiples(holder).draw(snapshot, task)
//
// With one input each is a curve, an SVG path. With two it is a small plane on a canvas.
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
      window.whySigma.lab.plane.onTheme(again);
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
        const cells = Array.from({ length: outs }, () => (inputs === 2 ? window.whySigma.lab.plane.make() : curve()));
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
      this.pictures.forEach((cells, l) => cells.forEach((cell, j) => {
        const count = outputs[l].length / cells.length, mine = outputs[l].subarray(j * count, (j + 1) * count);
        if (inputs === 2) window.whySigma.lab.plane.paint(cell, mine, Math.max(1, reach(mine)));
        else paintCurve(cell, mine);
        cell.classList.toggle("lab-flat", flat.some(([layer, neuron]) => layer === l && neuron === j));
      }));
    }
  }

  function curve() {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", CURVE_ROOM);
    svg.append(document.createElementNS(SVG, "path"));
    return svg;
  }

  const reach = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

  function paintCurve(svg, values) {
    const most = Math.max(1, reach(values)), across = 48 / (values.length - 1);
    const path = Array.from(values, (value, i) => `${(i * across).toFixed(1)} ${(24 - (22 * value) / most).toFixed(1)}`);
    if (values.every(isFinite)) svg.firstChild.setAttribute("d", `M${path.join("L")}`);
  }

  const multiples = (holder) => new Multiples(holder);
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { multiples, NAMES });
})();
