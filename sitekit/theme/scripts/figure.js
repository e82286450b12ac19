// Moves an interactive figure: from the setting of its knobs to the places of its parts.
//
// Each figure has a script of its own, which calls
//
//   whySigma.figure("page/what_it_shows", (tools, constants) => ({ numbers, parts, words, drags }));
//
//   numbers(knobs) -> { name: number }           what the figure is about, worked out
//   parts(knobs, numbers) -> { name: shape }     each named part of the picture, in data coordinates
//   words(knobs, numbers) -> text                what is happening, in a sentence
//   drags: { part: (place, knobs, before) => knobs }   the knobs that dragging a part to a place
//                                                sets; in an area to draw in, from a place before
//   settle(knobs, turned) -> knobs               what one knob's turning does to others; optional
//
// `constants` are those of the gallery script, if it has any.
// A shape is a list of [x, y]; the text of words; null where the part is hidden; or an object of
// `points`, or of `at` and `shift` for words, with any of `text`, `colour`, `width` and `opacity`.
// `tools` are the library's curves and the ways to write numbers, as in explainer and its drawing.
(() => {
  "use strict";
  const { state } = window.whySigma;
  const PAUSE = 250; // milliseconds of rest before a screen reader is told
  const REACH = 64; // pixels; of several handles, none farther away is meant
  const TAP = 5; // pixels; who moves less has tapped
  const views = (window.whySigma.figures = {});

  // --- what definitions are written with

  const curve = (value, slope) => Object.assign(value, { slope });
  const tail = (z) => Math.exp(-Math.abs(z));
  const curves = {
    step: curve((z) => (z > 0 ? 1 : 0), () => 0),
    identity: curve((z) => z, () => 1),
    relu: curve((z) => Math.max(z, 0), (z) => (z > 0 ? 1 : 0)),
    sigmoid: curve((z) => (z > 0 ? 1 : tail(z)) / (1 + tail(z)), (z) => tail(z) / (1 + tail(z)) ** 2),
    tanh: curve(Math.tanh, (z) => ((2 * tail(z)) / (1 + tail(z) ** 2)) ** 2),
  };

  // As np.linspace(low, high, pieces + 1).
  const span = (low, high, pieces) =>
    Array.from({ length: pieces + 1 }, (_, i) => (i === pieces ? high : low + i * ((high - low) / pieces)));

  const fixed = (number, decimals) => number.toFixed(decimals).replace(/^-(?=[0.]*$)/, "").replace("-", "−");
  const signed = (number, decimals) => fixed(number, decimals).replace(/^(?!−)/, "+");
  const box = (x0, y0, x1, y1) => [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];

  // The heights of a curve drawn by hand, as a text: Drawing in explainer/drawing/interactive.py.
  const drawing = (low, high, step = 0.005) => ({
    decode: (text) => text.match(/../g).map((pair) => Math.min(low + parseInt(pair, 36) * step, high)),
    encode: (heights) => heights.map((height) => {
      const steps = Math.round((Math.min(Math.max(height, low), high) - low) / step);
      return steps.toString(36).padStart(2, "0");
    }).join(""),
  });
  const tools = { ...curves, drawing, curves, span, fixed, signed, box };

  // --- places

  // From the numbers on an axis to places in the SVG, and back; see sitekit/figures/parts.py.
  function scale(text) {
    const [start, slope, log] = text.split(" ");
    return {
      to: (number) => +start + slope * (log ? Math.log10(number) : number),
      from: (place) => {
        const number = (place - start) / slope;
        return log ? 10 ** number : number;
      },
    };
  }

  const short = (number) => Math.round(number * 100) / 100;

  class Part {
    constructor(group) {
      this.group = group;
      this.path = [...group.querySelectorAll("path")].find((path) => !path.closest("defs"));
      this.uses = [...group.querySelectorAll("use")];
      this.text = group.querySelector("text");
      this.disc = group.querySelector("circle");
      this.area = group.dataset.handle === "area";
      this.closed = /z$/i.test(this.path?.getAttribute("d") ?? "");
      const axes = group.closest("[data-x]");
      if (axes) Object.assign(this, { x: scale(axes.dataset.x), y: scale(axes.dataset.y) });
    }

    covers({ x, y }) {
      if (!this.area) return false;
      const box = this.path.getBBox();
      return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    }

    show(shape) {
      set(this.group, { visibility: shape === null ? "hidden" : "inherit" });
      if (shape === null) return;
      const { points, at, shift = [0, 0], text, ...look } =
        typeof shape === "string" ? { text: shape } : Array.isArray(shape) ? { points: shape } : shape;
      if (points) this.place(points.map(([x, y]) => [this.x.to(x), this.y.to(y)]));
      if (at) set(this.text, { x: short(this.x.to(at[0]) + shift[0]), y: short(this.y.to(at[1]) - shift[1]) });
      if (text !== undefined) write(this.text, text);
      this.paint(look);
    }

    place(places) {
      [this.at] = places;
      if (this.path) {
        const corners = places.map(([x, y]) => `${short(x)} ${short(y)}`);
        set(this.path, { d: `M${corners.join("L")}${this.closed ? "z" : ""}` });
      }
      if (this.uses.length) this.mark(places);
    }

    // One marker a place: as many as are wanted, copies of the first.
    mark(places) {
      while (this.uses.length < places.length) {
        const more = this.uses[0].cloneNode();
        this.uses[0].after(more);
        this.uses.push(more);
      }
      this.uses.forEach((use, i) => {
        set(use, { visibility: i < places.length ? "inherit" : "hidden" });
        if (i < places.length) set(use, { x: short(places[i][0]), y: short(places[i][1]) });
      });
      if (this.disc) set(this.disc, { cx: short(places[0][0]), cy: short(places[0][1]) });
    }

    // A dot has one colour inside and around; a handle keeps its paper inside.
    paint({ colour, width, opacity }) {
      for (const drawn of [this.path, ...this.uses, this.text].filter(Boolean)) {
        const edge = drawn.getAttribute("stroke") ?? "none";
        const kinds = edge === "none" ? ["fill"] : drawn.getAttribute("fill") === edge ? ["stroke", "fill"] : ["stroke"];
        if (colour) for (const kind of kinds) set(drawn, { [kind]: `var(--fig-${colour})` });
        if (width !== undefined) set(drawn, { "stroke-width": short(width) });
        if (opacity !== undefined) set(drawn, { opacity: short(opacity) });
      }
    }
  }

  // What stays the same is left alone: then the browser has nothing to lay out anew.
  function set(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
    }
  }

  // A node that goes or comes makes the browser match all `:has()` of the page again, which takes
  // ten times as long as all else here; a text that changes in place does not.
  function write(element, text) {
    if (!element.firstChild) element.textContent = text;
    else if (element.firstChild.data !== text) element.firstChild.data = text;
  }

  const decimals = (step) => (step.split(".")[1] || "").length;

  // --- the figure

  class Figure {
    constructor(element, define) {
      this.element = element;
      this.definition = { drags: {}, ...define(tools) };
      this.svg = this.find(".stage svg");
      this.says = this.find(".says");
      this.announced = this.says.textContent;
      this.parts = new Map();
      for (const group of this.svg.querySelectorAll("[data-part]")) {
        this.parts.set(group.dataset.part, new Part(group));
      }
      this.inputs = [...element.querySelectorAll(".knobs input")];
      this.parameters = this.declared();
      this.find(".knobs").addEventListener("input", ({ target }) => {
        this.settle(target.dataset.knob ?? target.name);
        this.turned();
      });
      this.find(".reset").addEventListener("click", () => this.reset());
      this.find(".copy-state").addEventListener("click", ({ target }) => this.copy(target));
      views[element.dataset.name] = this;
      this.restore();
      element.classList.add("alive");
    }

    find(selector) { return this.element.querySelector(selector); }

    // What can be turned, read off the inputs themselves.
    declared() {
      const parameters = {};
      for (const input of this.inputs) {
        const { type, name, min, max, step, defaultValue, dataset, value } = input;
        if (type === "range") {
          parameters[name] = { min: +min, max: +max, step: +step, default: +defaultValue };
        } else if (type === "hidden") {
          const { start } = dataset;
          parameters[name] = { matches: new RegExp(`^[0-9a-z]{${start.length}}$`), default: start };
        } else {
          const choice = (parameters[dataset.knob] = parameters[dataset.knob] || { options: [] });
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
        else if (type === "hidden") values[name] = value;
        else if (checked) values[dataset.knob] = value;
      }
      return values;
    }

    // An input puts a number on the nearest step inside its range.
    set(values) {
      for (const input of this.inputs) {
        const name = input.dataset.knob ?? input.name;
        if (!(name in values)) continue;
        if (input.type === "radio") input.checked = input.value === values[name];
        else input.value = values[name];
      }
    }

    settle(turned) {
      const { settle } = this.definition;
      if (settle) this.set(settle(this.values(), turned));
    }

    restore() {
      const { values, given, ignored } = state.read(this.element.dataset.prefix, this.parameters);
      const odd = this.find(".odd-link");
      if (ignored) odd.textContent = odd.dataset.said;
      if (given) this.set(values);
      this.draw(this.values()); // at once: a gesture may be waiting to take a part along
      this.turned(false);
    }

    reset() {
      const start = Object.entries(this.parameters).map(([name, each]) => [name, each.default]);
      this.find(".odd-link").textContent = "";
      this.set(Object.fromEntries(start));
      this.turned(false);
      state.write(this.element.dataset.prefix, null);
    }

    async copy(button) {
      const words = button.textContent;
      await window.whySigma.copy(state.link(this.element.dataset.prefix, this.values(), this.element.id));
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = words; }, 2000);
    }

    turned(byReader = true) {
      const values = this.values();
      for (const input of this.inputs) {
        if (input.type !== "range") continue;
        const text = fixed(Number(input.value), decimals(input.step));
        write(input.nextElementSibling, text);
        input.setAttribute("aria-valuetext", text);
      }
      if (byReader) state.write(this.element.dataset.prefix, values);
      this.next = values;
      this.frame ??= requestAnimationFrame(() => this.draw(this.next)); // at most once a frame
    }

    draw(values) {
      this.frame = undefined;
      const numbers = this.definition.numbers(values);
      const shapes = this.definition.parts(values, numbers);
      for (const [name, shape] of Object.entries(shapes)) this.parts.get(name).show(shape);
      const words = this.definition.words(values, numbers);
      write(this.says, words);
      clearTimeout(this.telling);
      this.telling = setTimeout(() => this.announce(words), PAUSE);
    }

    announce(words) {
      if (words === this.announced) return;
      this.announced = words;
      write(this.find(".announced"), words);
      this.svg.setAttribute("aria-label", words);
    }

    // --- the hand: dragging takes the nearest handle along, a tap brings it there

    follow(type, clientX, clientY) {
      const place = new DOMPoint(clientX, clientY).matrixTransform(this.svg.getScreenCTM().inverse());
      if (type === "pointerdown") {
        this.grip = this.grasp(place, clientX, clientY);
        this.grip?.part.group.setAttribute("data-held", ""); // the ring fills: it has been felt
      }
      if (this.grip && type === "pointermove") this.drag(place, clientX, clientY);
      else if (this.grip && type === "pointerup") this.drop(place);
      if (type === "pointerup" || type === "pointercancel") {
        this.grip?.part.group.removeAttribute("data-held");
        this.grip = undefined;
      }
    }

    grasp(place, clientX, clientY) {
      const pad = Object.keys(this.definition.drags).find((name) => this.parts.get(name).covers(place));
      if (pad) return { name: pad, part: this.parts.get(pad), before: place };
      const distance = ({ at }) => Math.hypot(at[0] - place.x, at[1] - place.y);
      const names = Object.keys(this.definition.drags);
      const pixels = this.svg.getScreenCTM().a;
      const near = (part) => names.length === 1 || distance(part) * pixels < REACH;
      const grips = names.map((name) => ({ name, part: this.parts.get(name) }))
        .filter(({ part }) => part.group.getAttribute("visibility") !== "hidden" && near(part))
        .sort((a, b) => distance(a.part) - distance(b.part));
      if (!grips.length) return undefined;
      const { name, part } = grips[0];
      return { name, part, from: part.at, place, clientX, clientY, values: this.values(), near: distance(part) };
    }

    drag(place, clientX, clientY) {
      if (this.grip.part.area) {
        this.bring(place.x, place.y);
        return;
      }
      const { from, place: start, moved } = this.grip;
      if (!moved && Math.hypot(clientX - this.grip.clientX, clientY - this.grip.clientY) < TAP) return;
      this.grip.moved = true;
      this.bring(from[0] + place.x - start.x, from[1] + place.y - start.y);
    }

    drop(place) {
      const { moved, near, part } = this.grip;
      if (part.area || (!moved && near > part.disc?.getAttribute("r"))) this.bring(place.x, place.y);
    }

    bring(x, y) {
      const { name, part, values = this.values(), before } = this.grip;
      const place = (spot) => spot && { x: part.x.from(spot.x), y: part.y.from(spot.y) };
      this.set(this.definition.drags[name](place({ x, y }), values, place(before)));
      this.grip.before = { x, y };
      this.settle(name);
      this.turned();
    }
  }

  window.whySigma.Figure = Figure;
})();
