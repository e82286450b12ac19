// The frame of a plot in SVG: a box with ticks and numbers along its left and lower edge.
//
//   whySigma.lab.svg(name, attributes, parent)   make an element of an SVG
//   whySigma.lab.frame(parent, { name, left, top, width, height, counts, titles }) -> frame
//   frame.setAxes(x, y)       each [low, high]; ticks move there, `counts` of them or fewer
//   frame.titles.y            a text element, as is frame.titles.x
//   frame.place(x, y)         where a point lies in the SVG, [across, down]
//   frame.path(points)        the same for many, as a path
//   frame.inside              a group that shows what lies in the box, and no more
// Once made, only attributes and numbers change, so that it can follow every step of a training.
(() => {
  "use strict";
  const TICK = 5; // all lengths are in units of the SVG

  function svg(name, attributes = {}, parent = null) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
  }

  // Round numbers from low to high: multiples of 1, 2 or 5 times a power of ten.
  function ticksOf([low, high], count) {
    const least = (high - low) / count, power = Math.floor(Math.log10(least)), unit = 10 ** power;
    const step = unit * [1, 2, 5, 10].find((many) => many >= least / unit - 1e-9);
    const first = Math.ceil(low / step - 1e-9), last = Math.floor(high / step + 1e-9);
    const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return Array.from({ length: last - first + 1 }, (_, i) => [(first + i) * step, written((first + i) * step, decimals)]);
  }

  function written(value, decimals) {
    const text = value.toFixed(decimals).replace("-", "−");
    return decimals ? text : text.replace(/\B(?=(\d{3})+$)/g, ",");
  }

  class Frame {
    constructor(parent, { name, left, top, width, height, counts, titles }) {
      const box = { x: left, y: top, width, height }, bottom = top + height;
      Object.assign(this, { left, bottom, width, height, counts });
      svg("rect", box, svg("clipPath", { id: `lab-${name}-box` }, parent));
      this.inside = svg("g", { "clip-path": `url(#lab-${name}-box)` }, parent);
      svg("path", { class: "lab-axes", d: `M${left} ${top}V${bottom}H${left + width}` }, parent);
      this.titles = {
        x: svg("text", { x: left + width / 2, y: bottom + 34, "text-anchor": "middle" }, parent),
        y: svg("text", { x: left, y: top - 9 }, parent),
      };
      for (const axis of ["x", "y"]) this.titles[axis].textContent = titles[axis];
      this.ticks = { x: [], y: [] };
      for (const axis of ["x", "y"]) {
        for (let i = 0; i <= counts[axis]; i++) this.ticks[axis].push(tick(parent, axis));
      }
    }

    setAxes(x, y) {
      Object.assign(this, { x, y });
      for (const [axis, range] of [["x", x], ["y", y]]) {
        const ticks = ticksOf(range, this.counts[axis]);
        this.ticks[axis].forEach(({ group, text }, i) => {
          group.setAttribute("visibility", i < ticks.length ? "visible" : "hidden");
          if (i >= ticks.length) return;
          const [value, said] = ticks[i], [across, down] = axis === "x" ? this.place(value, y[0]) : this.place(x[0], value);
          group.setAttribute("transform", `translate(${across.toFixed(2)} ${down.toFixed(2)})`);
          if (text.textContent !== said) text.textContent = said;
        });
      }
    }

    place(x, y) {
      const share = (value, [low, high]) => (value - low) / (high - low);
      return [this.left + this.width * share(x, this.x), this.bottom - this.height * share(y, this.y)];
    }

    path(points) { // a point that cannot be drawn leaves the path empty
      const places = points.map(([x, y]) => this.place(x, y));
      if (!places.length || !places.flat().every(isFinite)) return "";
      return `M${places.map((place) => place.map((at) => at.toFixed(2)).join(" ")).join("L")}`;
    }
  }

  function tick(parent, axis) {
    const group = svg("g", {}, parent);
    svg("path", { class: "lab-axes", d: axis === "x" ? `M0 0v${TICK}` : `M0 0h-${TICK}` }, group);
    const where = axis === "x" ? { y: 17, "text-anchor": "middle" } : { x: -8, y: 4, "text-anchor": "end" };
    return { group, text: svg("text", where, group) };
  }

  const frame = (...parts) => new Frame(...parts);
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { frame, svg });
})();
