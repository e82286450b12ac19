// The picture: the network's answers above its loss so far, drawn by the charting bundle; only the
// blue of a plane is a canvas that lies behind the chart.
//
//   whySigma.lab.picture(stage, charts, specs) -> picture
//   picture.wake()                 load the bundle, once; until then every drawing is put off
//   picture.draw(snapshot, task)   show how things stand
//   picture.cursor(place)          mark a place [x, y], or none
//   picture.placeOf(event, task)   the place under a pointer, in the units of the axes; NaN outside
(() => {
  "use strict";
  const HOW = { mode: "vega", ast: true, renderer: "svg", actions: false, tooltip: false, defaultStyle: false };

  const FRAME = 1000 / 60; // milliseconds

  // A browser that draws slowly rests in between, so that the page stays at hand.
  const rest = (time) => (time > 0 ? new Promise((done) => { setTimeout(done, 2 * time); }) : null);

  const load = (source) => new Promise((resolve, reject) => {
    if (window.vegaEmbed) { resolve(); return; }
    const script = Object.assign(document.createElement("script"), { src: source });
    script.onload = resolve;
    script.onerror = () => reject(new Error(`could not load ${source}`));
    document.head.append(script);
  });

  class Picture {
    constructor(stage, charts, specs) {
      Object.assign(this, { stage, charts, specs, view: null, kind: "", latest: null, busy: null, plane: null });
      window.whySigma.lab.plane.onTheme(() => this.shade());
    }

    wake() {
      this.waking = this.waking || load(this.charts).then(() => { this.awake = true; });
      return this.waking.then(() => this.latest && this.draw(...this.latest));
    }

    async draw(snapshot, task) { // what comes while one drawing is under way replaces what waits
      this.latest = [snapshot, task];
      if (!this.awake) return;
      this.busy = this.busy || this.drawLatest().finally(() => { this.busy = null; });
      await this.busy;
    }

    async drawLatest() {
      while (this.latest) {
        const [snapshot, task] = this.latest;
        this.latest = null;
        const kind = task.inputs === 2 ? "surface" : "curve";
        if (kind !== this.kind) await this.embed(kind);
        const start = performance.now();
        this.fill(snapshot, task);
        await this.view.runAsync();
        await rest(performance.now() - start - FRAME / 2);
      }
    }

    async embed(kind) {
      if (this.view) this.view.finalize();
      const spec = JSON.parse(JSON.stringify(this.specs[kind])); // the bundle keeps what it is given
      ({ view: this.view } = await window.vegaEmbed(this.stage, spec, HOW));
      this.kind = kind;
      this.points = null;
      this.svg = this.stage.querySelector("svg");
      const [width, height] = ["width", "height"].map((side) => this.svg.getAttribute(side));
      this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`); // as wide as the page allows
      for (const side of ["width", "height"]) this.svg.removeAttribute(side);
      this.svg.setAttribute("role", "img");
      this.lay(kind === "surface", width, height);
    }

    lay(wanted, width, height) { // behind the frame of the chart, whatever the width of the page
      this.plane = wanted ? window.whySigma.lab.plane.make() : null;
      if (!wanted) return;
      const { left, top } = this.view.padding(), percent = (part, whole) => `${(100 * part) / whole}%`;
      const side = this.view.signal("concat_0_height");
      Object.assign(this.plane.style, {
        left: percent(left, width), top: percent(top, height),
        width: percent(side, width), height: percent(side, height),
      });
      this.svg.before(this.plane);
    }

    shade() {
      if (this.plane) window.whySigma.lab.plane.paint(this.plane, this.answers, 1);
    }

    fill(snapshot, task) {
      const { box: { x, y } } = task, losses = snapshot ? snapshot.losses : [];
      const signals = {
        x0: x[0], x1: x[1], y0: y[0], y1: y[1],
        steps: snapshot ? snapshot.steps : [0], losses, greatest: Math.max(1e-9, ...losses),
      };
      this.answers = snapshot ? snapshot.outputs[snapshot.outputs.length - 1].map(drawable) : [];
      if (this.plane) this.answers = this.answers.map((answer) => Math.max(0, answer));
      else signals.heights = this.answers;
      this.shade();
      for (const [name, value] of Object.entries(signals)) this.view.signal(name, value);
      this.view.data("straight", snapshot ? whySigma.lab.straight(snapshot.straight, task) : []);
      if (this.points !== task.points) this.view.data("points", rows(task));
      this.points = task.points;
      this.svg.setAttribute("aria-label", described(snapshot, task));
    }

    async cursor(place) {
      if (!this.view) return;
      this.view.data("cursor", place ? [{ x: place[0], y: place[1] }] : []);
      await this.view.runAsync();
    }

    placeOf({ clientX, clientY }, { box: { x, y } }) {
      const frame = this.svg.querySelector("g.concat_0_group > g");
      const place = new DOMPoint(clientX, clientY).matrixTransform(frame.getScreenCTM().inverse());
      return [this.view.scale("concat_0_x").invert(place.x), this.view.scale("concat_0_y").invert(place.y)]
        .map((value, k) => (value >= [x, y][k][0] && value <= [x, y][k][1] ? value : NaN));
    }
  }

  // Far outside the plot one height is like another, and no path can hold the greatest numbers.
  const drawable = (height) => Math.max(-1e4, Math.min(1e4, height));
  const place = (x, y) => ({ x: drawable(x), y: drawable(y) });

  const rows = ({ points, inputs }) => points.map((point) => ({ x: point[0], y: point[1], wanted: point[inputs] }));

  function described(snapshot, { inputs, points }) {
    const what = inputs === 2 ? "The plane, bluer where the answer is nearer to 1" : "The answers as a curve";
    const way = snapshot ? `; below, the mean loss over ${snapshot.index} steps` : "";
    return `${what}, with ${points.length} points${way}. The words and tables around it say the same.`;
  }

  // The one line that straight layers come to: itself with one input, where it is ½ with two.
  function straight(line, { inputs, box: { x, y } }) {
    if (!line) return [];
    const { weights: [a, b], bias } = line;
    if (inputs === 1) return x.map((at) => place(at, a * at + bias));
    if (Math.abs(b) >= Math.abs(a)) return b === 0 ? [] : x.map((at) => place(at, (0.5 - bias - a * at) / b));
    return y.map((at) => place((0.5 - bias - b * at) / a, at));
  }

  const picture = (...parts) => new Picture(...parts);
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { picture, straight });
})();
