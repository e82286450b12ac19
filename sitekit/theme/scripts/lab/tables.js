// Every number in a table: each weight with its gradient, and what the network answers at each point.
//
//   whySigma.lab.tables(holder, kind) -> { draw(snapshot, task) }, where kind is "knobs" or "answers"
// The cells stay, and only their text changes: no reader who has found a number loses their place.
(() => {
  "use strict";
  const { number } = window.whySigma.lab;
  const MOVED = 400; // milliseconds between two changes of the numbers, or nobody could read them

  function element(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function table(caption, heads, rows) {
    const made = document.createElement("table"), top = document.createElement("tr");
    top.append(...heads.map((head) => element("th", head, { scope: "col" })));
    made.append(element("caption", caption), document.createElement("thead"), document.createElement("tbody"));
    made.tHead.append(top);
    for (const [head, width] of rows) {
      const row = element("tr", "");
      row.append(element("th", head, { scope: "row" }), ...Array.from({ length: width }, () => element("td", "")));
      made.tBodies[0].append(row);
    }
    return made;
  }

  const KINDS = {
    knobs: {
      shape: ({ layers }) => JSON.stringify(layers.map(({ ins, outs }) => [ins, outs])),
      build: ({ layers }) => layers.map(({ ins, outs }, l) => {
        const name = l === layers.length - 1 ? "Output layer" : `Layer ${l + 1}`;
        const from = Array.from({ length: ins }, (_, k) => (l ? `from neuron ${k + 1}` : `from input ${k + 1}`));
        const rows = Array.from({ length: outs }, (_, j) => [`neuron ${j + 1}`, 2 * (ins + 1)]);
        const heads = [...from, "bias"].flatMap((head) => [head, "gradient"]);
        return table(name, ["to", ...heads], rows);
      }),
      numbers: ({ layers }) => layers.flatMap(({ ins, outs, weights, biases, weightGradients, biasGradients }) =>
        Array.from({ length: outs }, (_, j) => [
          ...Array.from({ length: ins }, (__, k) => [weights[j * ins + k], weightGradients[j * ins + k]]).flat(),
          biases[j], biasGradients[j],
        ]).flat()),
    },
    answers: {
      shape: (_, { points, inputs }) => JSON.stringify([inputs, points]),
      build: (_, { points, inputs }) => [table(
        "Each point, what it asks for, and what the network answers",
        ["place", "asks for", "answers"],
        points.map((point) => [point.slice(0, inputs).map((at) => number(at)).join(", "), 2]),
      )],
      numbers: ({ says }, { points, inputs }) => points.flatMap((point, i) => [point[inputs], says[i]]),
    },
  };

  class Tables {
    constructor(holder, kind) {
      Object.assign(this, { holder, kind: KINDS[kind], shape: "", cells: [], drawn: 0, waiting: null });
      holder.parentElement.addEventListener("toggle", () => this.last && this.draw(...this.last));
    }

    draw(snapshot, task) {
      this.last = [snapshot, task];
      clearTimeout(this.waiting);
      if (!this.holder.parentElement.open) return;
      const soon = this.drawn + MOVED - performance.now();
      if (soon > 0) this.waiting = setTimeout(() => this.fill(...this.last), soon);
      else this.fill(snapshot, task);
    }

    fill(snapshot, task) {
      const shape = this.kind.shape(snapshot, task);
      if (shape !== this.shape) {
        this.holder.replaceChildren(...this.kind.build(snapshot, task));
        this.cells = [...this.holder.querySelectorAll("td")];
      }
      this.shape = shape;
      this.drawn = performance.now();
      this.kind.numbers(snapshot, task).forEach((value, i) => { this.cells[i].textContent = isFinite(value) ? number(value) : "run away"; });
    }
  }

  const tables = (holder, kind) => new Tables(holder, kind);
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { tables });
})();
