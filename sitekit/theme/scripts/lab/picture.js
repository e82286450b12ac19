// The picture: the network's answers, and below them its loss so far. It is an SVG, behind which a
// canvas paints the blue of a plane.
//
//   whySigma.lab.picture(stage) -> picture
//   picture.draw(snapshot, task)   show how things stand, in the next frame
//   picture.cursor(place)          mark a place [x, y], or none
//   picture.placeOf(event, task)   the place under a pointer, in the units of the axes; NaN outside
(() => {
  "use strict";
  const { frame, powerOfTen, svg } = window.whySigma.lab;
  const ROOM = { width: 352, height: 506 }; // units of the SVG
  const PLOT = { left: 46, top: 22, width: 286, height: 286 };
  const LOSS = { left: 46, top: 376, width: 286, height: 90 };
  const PLAIN = [-3, 3]; // powers of ten whose losses are written out; others have one in the title
  const TITLES = { 1: { x: "input", y: "answer" }, 2: { x: "first input", y: "second input" } };

  class Picture {
    constructor(stage) {
      this.svg = svg("svg", { viewBox: `0 0 ${ROOM.width} ${ROOM.height}`, role: "img" });
      this.plane = plane();
      stage.append(this.plane, this.svg);
      this.plot = frame(this.svg, { name: "plot", ...PLOT, counts: { x: 5, y: 5 }, titles: TITLES[2] });
      this.loss = frame(this.svg, { name: "loss", ...LOSS, counts: { x: 5, y: 3 }, titles: { x: "step", y: "" } });
      this.straight = svg("path", { class: "lab-line" }, this.plot.inside);
      this.curve = svg("path", { class: "lab-curve" }, this.plot.inside);
      this.dots = svg("g", {}, this.svg); // whole, even on the edge
      this.cross = svg("path", { class: "lab-cross", d: "M-8 0H8M0-8V8", visibility: "hidden" }, this.svg);
      this.way = svg("path", { class: "lab-way" }, this.svg);
      this.now = svg("circle", { class: "lab-now", r: 3.5 }, this.svg);
      Object.assign(this, { kind: "", latest: null, due: 0, points: null, answers: [] });
      window.whySigma.lab.plane.onTheme(() => this.shade());
    }

    draw(snapshot, task) { // what comes before the next frame replaces what waits for it
      this.latest = [snapshot, task];
      this.due = this.due || requestAnimationFrame(() => {
        this.due = 0;
        this.drawNow(...this.latest);
      });
    }

    drawNow(snapshot, task) {
      const { inputs, points, box: { x } } = task;
      this.kind = inputs === 2 ? "surface" : "curve";
      this.answers = snapshot ? snapshot.outputs.at(-1) : [];
      if (this.points !== points) this.drawFrame(task);
      this.curve.setAttribute("d", inputs === 1 ? this.plot.path(curveOf(this.answers, x)) : "");
      this.straight.setAttribute("d", this.plot.path(snapshot ? straight(snapshot.straight, task) : []));
      this.shade();
      this.drawLoss(snapshot ? snapshot.steps : [], snapshot ? snapshot.losses : []);
      this.svg.setAttribute("aria-label", described(snapshot, task));
    }

    drawFrame({ inputs, points, box: { x, y } }) {
      this.points = points;
      this.plot.setAxes(x, y);
      for (const axis of ["x", "y"]) this.plot.titles[axis].textContent = TITLES[inputs][axis];
      this.plane.hidden = inputs === 1;
      this.dots.replaceChildren(...points.map((point) => {
        const [cx, cy] = this.plot.place(point[0], point[1]);
        const kind = inputs === 1 ? "lab-target" : point[2] > 0.5 ? "lab-yes" : "lab-no";
        return svg("circle", { class: kind, cx: cx.toFixed(2), cy: cy.toFixed(2), r: inputs === 1 ? 3 : 4.5 });
      }));
    }

    shade() {
      const blue = this.answers.map((answer) => Math.max(0, answer));
      if (this.kind === "surface") window.whySigma.lab.plane.paint(this.plane, blue, 1);
    }

    drawLoss(steps, losses) {
      const most = Math.max(...losses, 0) || 1, power = Math.floor(Math.log10(most));
      const plain = power >= PLAIN[0] && power <= PLAIN[1], unit = plain ? 1 : 10 ** power;
      const title = `mean loss at each step${plain ? "" : ", in units of " + powerOfTen(power)}`;
      if (this.loss.titles.y.textContent !== title) this.loss.titles.y.textContent = title;
      this.loss.setAxes([0, Math.max(steps.at(-1) || 0, 5)], [0, most / unit]);
      const way = losses.map((loss, i) => [steps[i], loss / unit]), last = way.at(-1);
      this.way.setAttribute("d", this.loss.path(way));
      this.now.setAttribute("visibility", last ? "visible" : "hidden");
      if (last) this.now.setAttribute("transform", `translate(${this.loss.place(...last)})`);
    }

    cursor(place) {
      this.cross.setAttribute("visibility", place ? "visible" : "hidden");
      if (place && this.plot.x) this.cross.setAttribute("transform", `translate(${this.plot.place(...place)})`);
    }

    placeOf({ clientX, clientY }, { box: { x, y } }) {
      const at = new DOMPoint(clientX, clientY).matrixTransform(this.svg.getScreenCTM().inverse());
      const across = (at.x - PLOT.left) / PLOT.width, up = 1 - (at.y - PLOT.top) / PLOT.height;
      const within = (share, [low, high]) => (share >= 0 && share <= 1 ? low + share * (high - low) : NaN);
      return [within(across, x), within(up, y)];
    }
  }

  function plane() { // exactly behind the box, whatever the width of the page
    const canvas = window.whySigma.lab.plane.make(), percent = (part, whole) => `${(100 * part) / whole}%`;
    Object.assign(canvas.style, {
      left: percent(PLOT.left, ROOM.width), width: percent(PLOT.width, ROOM.width),
      top: percent(PLOT.top, ROOM.height), height: percent(PLOT.height, ROOM.height),
    });
    return canvas;
  }

  // Far outside the plot one height is like another, and no path can hold the greatest numbers.
  const drawable = (height) => Math.max(-1e4, Math.min(1e4, height));
  const inReach = (x, y) => [drawable(x), drawable(y)];

  function curveOf(answers, [low, high]) {
    const pieces = answers.length - 1;
    return Array.from(answers, (answer, i) => inReach(low + (i * (high - low)) / pieces, answer));
  }

  function described(snapshot, { inputs, points }) {
    const what = inputs === 2 ? "The plane, bluer where the answer is nearer to 1" : "The answers as a curve";
    const way = snapshot ? `; below, the mean loss over ${snapshot.index} steps` : "";
    return `${what}, with ${points.length} points${way}. The words and tables around it say the same.`;
  }

  // The one line that straight layers come to: itself with one input, where it is ½ with two.
  function straight(line, { inputs, box: { x, y } }) {
    if (!line) return [];
    const { weights: [a, b], bias } = line;
    if (inputs === 1) return x.map((at) => inReach(at, a * at + bias));
    if (Math.abs(b) >= Math.abs(a)) return b === 0 ? [] : x.map((at) => inReach(at, (0.5 - bias - a * at) / b));
    return y.map((at) => inReach((0.5 - bias - b * at) / a, at));
  }

  const picture = (...parts) => new Picture(...parts);
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { picture });
})();
