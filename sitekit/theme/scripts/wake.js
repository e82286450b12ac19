// Wakes interactive figures: loads what moves them, and keeps the reader's first gesture for it.
//
// A page has all of a figure but its motion: the picture, the knobs and a sentence. The scripts that
// move it are loaded when it comes within a screen of what is seen (where data are to be saved, when
// it is touched), or when the address holds a state for it. A gesture that comes sooner is kept and
// replayed. If a script does not arrive, the picture says so and offers to try again.
(() => {
  "use strict";
  const whySigma = (window.whySigma = window.whySigma || {});
  const FAILED = {
    load: "What moves this picture did not arrive, so it stands still.",
    run: "This picture cannot be moved here: its script stopped.",
  };
  const UPWARDS = "[data-handle]:not([data-handle=x])"; // what can be dragged up and down
  const definitions = new Map();
  const scripts = new Map();
  document.documentElement.classList.add("moves");

  // Called by each figure's own script: see figure.js for what `define` gets and returns.
  // Constants that the gallery script worked out stand before it in its file.
  whySigma.figure = (name, define) => {
    const { constants } = whySigma;
    definitions.set(name, (tools) => define(tools, constants));
  };

  function load(source) {
    if (!scripts.has(source)) {
      scripts.set(source, new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: source });
        script.onload = resolve;
        script.onerror = () => {
          script.remove();
          reject(new Error("load"));
        };
        document.head.append(script);
      }));
    }
    return scripts.get(source);
  }

  class Sleeper {
    constructor(element) {
      this.element = element;
      this.name = element.dataset.name;
      this.note = element.querySelector(".stands-still");
      this.stage = element.querySelector(".stage");
      this.gesture = [];
      for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
        this.stage.addEventListener(kind, (event) => this.feel(event));
      }
      // Browsers pass over `touch-action` inside a picture, so a finger on a handle is told here.
      this.stage.addEventListener("touchstart", (event) => {
        if (!this.failed && event.target.closest(UPWARDS)) event.preventDefault();
      }, { passive: false });
      for (const sign of ["pointerover", "focusin", "pointerdown"]) {
        element.addEventListener(sign, () => this.failed || this.wake(), { passive: true });
      }
    }

    // Follow one pointer, the first that touches, until it leaves.
    feel(event) {
      const { type, pointerId, clientX, clientY, button } = event;
      if (type === "pointerdown" && this.pointer === undefined && !button) {
        this.pointer = pointerId;
        this.stage.setPointerCapture(pointerId);
        this.gesture = [];
      }
      if (pointerId !== this.pointer) return;
      this.gesture.push([type, clientX, clientY]);
      if (type === "pointerup" || type === "pointercancel") this.pointer = undefined;
      if (this.figure) this.replay();
    }

    replay() {
      for (const [type, x, y] of this.gesture.splice(0)) this.figure.follow(type, x, y);
    }

    wake() {
      this.failed = false;
      this.waking ??= this.start().catch((error) => this.fail(error));
      return this.waking;
    }

    async start() {
      const { runtime, script } = this.element.dataset;
      await Promise.all([load(runtime), load(script)]);
      this.figure = new whySigma.Figure(this.element, definitions.get(this.name));
      this.element.classList.remove("still");
      this.replay();
    }

    fail(error) {
      const { runtime, script } = this.element.dataset;
      for (const source of [runtime, script]) scripts.delete(source);
      this.waking = undefined;
      this.failed = true;
      this.gesture = [];
      const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Try again" });
      again.addEventListener("click", () => this.wake());
      this.note.replaceChildren(FAILED[error.message] ?? FAILED.run, " ", again);
      this.element.classList.add("still");
    }
  }

  function start() {
    const sleepers = new Map();
    for (const element of document.querySelectorAll("figure.interactive")) sleepers.set(element, new Sleeper(element));
    const watch = (elements, margin, act) => {
      const watcher = new IntersectionObserver((changes) => {
        for (const { target, isIntersecting } of changes) {
          if (!isIntersecting) continue;
          watcher.unobserve(target);
          act(target);
        }
      }, margin);
      for (const element of elements) watcher.observe(element);
    };
    if (!navigator.connection?.saveData) {
      watch(sleepers.keys(), { rootMargin: "100% 0px" }, (element) => sleepers.get(element).wake());
    }
    watch(sleepers.keys(), { threshold: 0.6 }, (element) => element.classList.add("seen"));
    for (const [element, sleeper] of sleepers) {
      if (location.search.includes(`${element.dataset.prefix}.`)) sleeper.wake();
    }
  }

  // Nothing is loaded before the page itself has been.
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
})();
