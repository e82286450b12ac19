// The lab itself: what was chosen goes to the engine, and what the engine answers is shown.
(() => {
  "use strict";
  const { settings: choices, task: taskOf, words, number } = window.whySigma.lab;
  const MOST_STEPS = choices.PARAMETERS.step.max;
  const TELLING = 1500; // milliseconds between two sayings while it runs; a screen reader must keep up
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const frame = () => new Promise((done) => { if (calm.matches) setTimeout(done, 500); else requestAnimationFrame(done); });

  class Lab {
    constructor(element) {
      const sets = JSON.parse(document.getElementById("lab-sets").textContent);
      const find = (name) => element.querySelector(`.lab-${name}`), { lab } = window.whySigma;
      Object.assign(this, { element, find, sets, turn: 0, running: false, snapshot: null, told: 0 });
      const { worker, engine } = element.dataset, absolute = (address) => new URL(address, location.href).href;
      this.ask = lab.runner(absolute(worker), engine.split(" ").map(absolute));
      this.picture = lab.picture(find("stage"));
      this.controls = lab.controls(element, (next, notice) => this.change(next, notice));
      this.points = lab.points(element, this.picture, (points, notice) => this.change({ ...this.settings, points, step: 0 }, notice));
      this.multiples = lab.multiples(find("multiples"));
      this.tables = ["knobs", "answers"].map((kind, i) => lab.tables(find(["tables", "examples"][i]), kind));
      this.listen();
      find("live").hidden = false;
      find("still").hidden = true;
      if (find("still").querySelector(":target")) element.scrollIntoView(); // a link to the still
      const { settings, notice } = choices.read(location.search);
      this.change(settings, notice, true);
    }

    listen() {
      const on = (name, act) => this.find(name).addEventListener("click", act);
      on("run", () => (this.running ? this.pause() : this.run()));
      on("step", () => this.once());
      on("rewind", () => this.change({ ...this.settings, step: 0 }, ""));
      on("reset", () => this.change(choices.read("").settings, ""));
      on("bare", () => this.change({ ...this.settings, bare: this.settings.bare === "yes" ? "no" : "yes" }, ""));
      on("link", async ({ target }) => {
        const said = target.textContent;
        await window.whySigma.copy(window.whySigma.state.link("lab", choices.text(this.settings), "lab"));
        target.textContent = "Copied";
        setTimeout(() => { target.textContent = said; }, 2000);
      });
    }

    notice(text) { this.find("notice").textContent = text; }

    // New settings: what they ask the network to learn begins anew, unless that stays the same.
    async change(next, notice, first = false) {
      const before = this.settings, fresh = taskOf(next, this.sets);
      if (before && next.data !== before.data && next.loss === "cross_entropy" && fresh.trouble && fresh.points.length) {
        this.change({ ...next, loss: "squared_error" }, "The loss is the squared error now: these points ask for more than chances.");
        return;
      }
      Object.assign(this, { settings: next });
      this.notice(notice);
      this.element.classList.toggle("lab-only", next.bare === "yes");
      this.find("bare").textContent = next.bare === "yes" ? "Show the controls" : "Hide the controls";
      this.controls.show(next);
      if (!first) this.write();
      const same = before && JSON.stringify({ ...before, speed: 0, bare: 0 }) === JSON.stringify({ ...next, speed: 0, bare: 0 });
      if (!same || next.step === 0 && this.snapshot && this.snapshot.index > 0) await this.begin(fresh);
    }

    write() { window.whySigma.state.write("lab", choices.text(this.settings)); }

    async begin(task) {
      const mine = ++this.turn;
      this.running = false;
      this.task = task;
      this.points.show(this.settings, task);
      this.find("legend").textContent = task.legend;
      let snapshot = task.trouble ? null : await this.ask(task.message);
      while (snapshot && mine === this.turn && snapshot.index < this.settings.step && !snapshot.runaway) {
        snapshot = await this.ask({ do: "advance", steps: this.settings.step - snapshot.index });
      }
      if (mine === this.turn) this.show(snapshot);
    }

    async run() {
      if (!this.snapshot) return;
      const mine = ++this.turn, pace = { 1: 1, 10: 10, 100: 100, all: Infinity }[this.settings.speed];
      this.running = true;
      while (this.running && mine === this.turn && !this.ended) {
        const steps = Math.min(calm.matches ? 30 * pace : pace, MOST_STEPS - this.snapshot.index);
        const [snapshot] = await Promise.all([this.ask({ do: "advance", steps }), frame()]);
        if (mine === this.turn) this.show(snapshot);
      }
      if (mine === this.turn) this.pause();
    }

    get ended() { return this.snapshot.runaway || this.snapshot.index >= MOST_STEPS; }

    pause() {
      this.running = false;
      this.settings = { ...this.settings, step: this.snapshot ? this.snapshot.index : 0 };
      this.controls.show(this.settings);
      this.write();
      this.show(this.snapshot);
    }

    async once() {
      if (!this.snapshot || this.ended) return;
      const mine = ++this.turn;
      const snapshot = await this.ask({ do: "advance", steps: 1 });
      if (mine !== this.turn) return;
      this.snapshot = snapshot;
      this.pause();
    }

    show(snapshot) {
      const { find, task, settings } = this;
      this.snapshot = snapshot;
      find("run").textContent = this.running ? "Pause" : "Run";
      find("index").textContent = snapshot ? snapshot.index : 0;
      find("loss").textContent = !snapshot ? "none" : snapshot.runaway ? "run away" : number(snapshot.loss);
      for (const name of ["run", "step"]) find(name).disabled = !snapshot || this.ended;
      this.picture.draw(snapshot, task);
      this.say();
      if (!snapshot) return;
      if (!snapshot.runaway) this.multiples.draw(snapshot, task, settings.curves);
      for (const each of this.tables) each.draw(snapshot, task);
    }

    say() {
      const now = performance.now();
      if (this.running && now - this.told < TELLING) return;
      this.told = now;
      const said = words(this.snapshot, this.settings, this.task), holder = this.find("words");
      if (this.snapshot && this.snapshot.index >= MOST_STEPS) said.push(`${MOST_STEPS} steps are as far as the lab goes.`);
      if (holder.dataset.said === said.join("\n")) return;
      holder.dataset.said = said.join("\n");
      holder.replaceChildren(...said.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })));
    }
  }

  const element = document.querySelector("div.lab");
  const parts = ["runner", "settings", "plane", "task", "words", "frame", "picture", "multiples", "tables", "controls", "points"];
  const whole = globalThis.labEngine && window.whySigma.state && parts.every((part) => window.whySigma.lab[part]);
  if (element && whole) window.whySigma.lab.here = new Lab(element); // else the still stays, and says so
})();
