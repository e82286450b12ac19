// Brings figures that move to life, in place, at the first sign that a reader means to move them.
//
// The page has all of a figure but its motion: a still picture, knobs, a table of what it tells, and
// a sentence. The charting code and the figure's own part are loaded when the pointer comes over it,
// when it is focused or touched, or when the address holds a state for it. If any of that fails, the
// picture stays as it is and a line says so.
(() => {
  "use strict";
  const { state } = window.whySigma;
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const PAUSE = 250; // milliseconds of rest before a screen reader is told
  const scripts = new Map();
  const views = {};
  document.documentElement.classList.add("moves");

  function load(source) {
    if (!scripts.has(source)) {
      scripts.set(source, new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: source });
        script.onload = resolve;
        script.onerror = () => reject(new Error(`could not load ${source}`));
        document.head.append(script);
      }));
    }
    return scripts.get(source);
  }

  // A number as the build writes it, too: see sitekit/figures/number_format.py.
  function written(value, how) {
    if (how === "text") return String(value);
    if (!how.startsWith("e")) return value.toFixed(how).replace(/^-(?=[0.]*$)/, "").replace("-", "−");
    const [digits, power] = value.toExponential(how.slice(1)).split("e");
    const raised = power.replace("+", "").replace("-", "⁻").replace(/\d/g, (digit) => RAISED[digit]);
    return `${digits} × 10${raised}`.replace("-", "−");
  }

  function decimals(step) { return (step.split(".")[1] || "").length; }

  class Figure {
    constructor(element) {
      this.element = element;
      this.prefix = element.dataset.name.split("/")[1].replace(/_/g, "-");
      this.inputs = [...element.querySelectorAll(".knobs input")];
      this.parameters = this.declared();
      this.view = null;
      this.waking = null;
      for (const sign of ["pointerover", "focusin", "touchstart"]) {
        element.addEventListener(sign, () => this.wake(), { passive: true });
      }
      element.querySelector(".knobs").addEventListener("input", () => this.turned());
      element.querySelector(".reset").addEventListener("click", () => this.reset());
      element.querySelector(".copy-state").addEventListener("click", (event) => this.copy(event.target));
      this.restore();
    }

    find(selector) { return this.element.querySelector(selector); }

    // What can be turned, read off the inputs themselves.
    declared() {
      const parameters = {};
      for (const input of this.inputs) {
        const { type, name, min, max, step, defaultValue, dataset, value } = input;
        if (type === "range") {
          parameters[name] = { min: +min, max: +max, step: +step, default: +defaultValue };
        } else {
          const choice = parameters[dataset.knob] = parameters[dataset.knob] || { options: [] };
          choice.options.push(value);
          if (input.defaultChecked) choice.default = value;
        }
      }
      return parameters;
    }

    values() {
      const values = {};
      for (const { type, name, value, checked, dataset } of this.inputs) {
        if (type === "range") values[name] = Number(value);
        else if (checked) values[dataset.knob] = value;
      }
      return values;
    }

    set(values) {
      for (const input of this.inputs) {
        if (input.type === "range") input.value = values[input.name];
        else input.checked = input.value === values[input.dataset.knob];
      }
      this.turned(false);
    }

    restore() {
      const { values, given, ignored } = state.read(this.prefix, this.parameters);
      const odd = this.find(".odd-link");
      if (ignored) odd.textContent = odd.dataset.said;
      this.set(values);
      if (given) this.wake();
    }

    reset() {
      const start = Object.entries(this.parameters).map(([name, each]) => [name, each.default]);
      this.find(".odd-link").textContent = "";
      this.set(Object.fromEntries(start));
      state.write(this.prefix, null);
    }

    async copy(button) {
      const words = button.textContent;
      await window.whySigma.copy(state.link(this.prefix, this.values(), this.element.id));
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = words; }, 2000);
    }

    turned(byReader = true) {
      const values = this.values();
      for (const input of this.inputs) {
        if (input.type !== "range") continue;
        const text = written(Number(input.value), String(decimals(input.step)));
        input.nextElementSibling.textContent = text;
        input.setAttribute("aria-valuetext", text);
      }
      if (byReader) state.write(this.prefix, values);
      if (this.view) this.run(values);
    }

    wake() {
      if (!this.waking) {
        this.waking = this.comeAlive().catch(() => this.element.classList.add("still"));
      }
      return this.waking;
    }

    async comeAlive() {
      const { charts, spec, name } = this.element.dataset;
      await Promise.all([load(charts), load(spec)]);
      const stage = this.find(".stage");
      const still = stage.querySelector("svg");
      const holder = document.createElement("div");
      const { view } = await window.vegaEmbed(holder, window.whySigmaSpecs[name], {
        mode: "vega", ast: true, renderer: "svg", actions: false, tooltip: false, defaultStyle: false,
      });
      this.svg = holder.querySelector("svg");
      for (const side of ["width", "height"]) this.svg.removeAttribute(side);
      for (const kept of ["viewBox", "role", "aria-label"]) this.svg.setAttribute(kept, still.getAttribute(kept));
      this.view = view;
      await this.run(this.values());
      still.replaceWith(this.svg);
      this.element.classList.add("alive");
      views[name] = this;
      if (window.whySigma.drag) window.whySigma.drag(this);
    }

    async run(values) {
      for (const [name, value] of Object.entries(values)) this.view.signal(name, value);
      await this.view.runAsync();
      this.tell(this.view.data("readings")[0]);
    }

    tell(readings) {
      for (const cell of this.element.querySelectorAll(".told td")) {
        cell.textContent = written(readings[cell.dataset.field], cell.dataset.as);
      }
      clearTimeout(this.telling);
      this.telling = setTimeout(() => {
        this.find(".says").textContent = readings.words;
        this.svg.setAttribute("aria-label", readings.words);
      }, PAUSE);
    }
  }

  addEventListener("DOMContentLoaded", () => {
    for (const element of document.querySelectorAll("figure.moving")) new Figure(element);
  });
  Object.assign(window.whySigma, { views });
})();
