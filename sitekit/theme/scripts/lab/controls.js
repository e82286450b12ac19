// The controls: native inputs that show the settings, and change them.
//
//   whySigma.lab.controls(lab, changed) -> { show(settings) }
// `changed(settings, notice)` is called with new settings; a number out of range is not taken, and
// the notice says what it may be.
(() => {
  "use strict";
  const LABELS = { rate: "The learning rate", seed: "The seed", layers: "The number of hidden layers", neurons: "The number of neurons" };
  const COUNTS = { layers: { min: 0, max: 3, step: 1 }, neurons: { min: 1, max: 8, step: 1 } };

  function options(select, names) {
    for (const name of names) select.append(new Option(window.whySigma.lab.NAMES[name], name));
    return select;
  }

  class Controls {
    constructor(lab, changed) {
      Object.assign(this, { lab, changed, settings: null });
      this.form = lab.querySelector(".lab-settings");
      this.rows = lab.querySelector(".lab-layers");
      this.speed = lab.querySelector("[name=speed]");
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", ({ target }) => this.change(target));
      this.speed.addEventListener("change", () => changed({ ...this.settings, speed: this.speed.value }, ""));
    }

    show(settings) {
      this.settings = settings;
      const { elements } = this.form, { hidden, curves } = settings;
      if (this.rows.children.length !== curves.length) this.rows.replaceChildren(...curves.map((_, l) => this.row(l, curves.length)));
      for (const name of ["data", "inputs", "loss", "rate", "seed"]) elements[name].value = settings[name];
      elements.layers.value = hidden.length;
      elements.all.value = curves.every((curve) => curve === curves[0]) ? curves[0] : "";
      hidden.forEach((count, l) => { elements[`neurons${l}`].value = count; });
      curves.forEach((curve, l) => { elements[`curve${l}`].value = curve; });
      this.speed.value = settings.speed;
      this.form.querySelector(".lab-own").hidden = settings.data !== "own";
    }

    row(l, count) {
      const row = document.createElement("div"), name = l === count - 1 ? "Output" : `Layer ${l + 1}`;
      row.className = "lab-field";
      const curve = options(Object.assign(document.createElement("select"), { name: `curve${l}` }), window.whySigma.lab.settings.CURVES);
      curve.setAttribute("aria-label", `${name}: activation`);
      const said = Object.assign(document.createElement("span"), { textContent: name });
      row.append(said);
      if (l < count - 1) {
        const neurons = Object.assign(document.createElement("input"), { name: `neurons${l}`, type: "number", min: 1, max: 8, step: 1 });
        neurons.setAttribute("aria-label", `${name}: neurons`);
        row.append(neurons);
      }
      row.append(curve);
      return row;
    }

    change({ name, value }) {
      const next = { ...this.settings, hidden: [...this.settings.hidden], curves: [...this.settings.curves] };
      const place = Number(name.slice(-1)), kind = name.replace(/\d$/, "");
      const number = LABELS[kind] ? this.number(kind, value) : null;
      if (LABELS[kind] && number === null) return;
      if (kind === "neurons") next.hidden[place] = number;
      else if (kind === "layers") resize(next, number);
      else if (kind === "curve") next.curves[place] = value;
      else if (kind === "all") next.curves.fill(value);
      else if (kind === "inputs") Object.assign(next, { inputs: Number(value), points: [] });
      else next[kind] = number === null ? value : number;
      this.changed({ ...next, step: 0 }, "");
    }

    number(kind, value) {
      const range = COUNTS[kind] || window.whySigma.lab.settings.PARAMETERS[kind];
      const number = window.whySigma.state.parse(range, value);
      if (number === null) {
        this.show(this.settings);
        this.changed(this.settings, `${LABELS[kind]} can be from ${range.min} to ${range.max}. It stays as it was.`);
      }
      return number;
    }
  }

  function resize(next, layers) { // the last layer keeps its curve
    const last = next.curves.pop();
    while (next.hidden.length < layers) {
      next.hidden.push(next.hidden[next.hidden.length - 1] || 4);
      next.curves.push(next.curves[next.curves.length - 1] || last);
    }
    next.hidden.length = layers;
    next.curves.length = layers;
    next.curves.push(last);
  }

  const controls = (lab, changed) => new Controls(lab, changed);
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { controls });
})();
