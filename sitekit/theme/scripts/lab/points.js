// Points of the reader's own: placed by pointer or touch in the picture, or with the arrow keys.
//
//   whySigma.lab.points(lab, picture, changed) -> { show(settings, task) }
// `changed(points, notice)` is called with all points whenever there is one more or less.
(() => {
  "use strict";
  const STRIDE = 0.05;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
  const rounded = (value) => Math.round(value * 1000) / 1000 + 0;

  class Points {
    constructor(lab, picture, changed) {
      Object.assign(this, { lab, picture, changed, place: [0, 0], settings: null });
      this.tools = lab.querySelector(".lab-place");
      this.tools.addEventListener("keydown", (event) => this.key(event));
      this.tools.addEventListener("blur", () => picture.cursor(null));
      this.tools.addEventListener("focus", () => this.own && this.tell());
      lab.querySelector(".lab-stage").addEventListener("click", (event) => this.click(event));
      lab.querySelector(".lab-undo").addEventListener("click", () => this.takeAway(1));
      lab.querySelector(".lab-clear").addEventListener("click", () => this.takeAway(Infinity));
    }

    get own() { return this.settings.data === "own"; }

    show(settings, task) {
      Object.assign(this, { settings, task });
      this.tools.hidden = !this.own;
      this.lab.querySelector(".lab-wanted").hidden = task.inputs === 1;
      this.lab.querySelector(".lab-stage").classList.toggle("lab-open", this.own);
    }

    click(event) {
      if (!this.own) return;
      const place = this.picture.placeOf(event, this.task);
      if (place.every(isFinite)) this.add(place);
      else this.changed(this.settings.points, "That is outside the plot, so no point was placed.");
    }

    key(event) {
      if (event.target !== this.tools) return; // keys on its buttons are theirs
      const way = ARROWS[event.key];
      if (way) {
        this.place = this.place.map((value, k) => rounded(Math.max(-1, Math.min(1, value + STRIDE * way[k]))));
        this.tell();
      } else if (event.key === "Enter") this.add(this.place);
      else if (event.key === "Backspace") this.takeAway(1);
      else return;
      event.preventDefault();
    }

    tell() {
      const [x, y] = this.place.map((value) => value.toFixed(2).replace("-", "−"));
      this.lab.querySelector(".lab-cursor").textContent = `Here: ${x} across, ${y} up.`;
      this.picture.cursor(this.place);
    }

    add(place) {
      const { points } = this.settings, { MOST_POINTS } = window.whySigma.lab.settings;
      if (points.length >= MOST_POINTS) {
        this.changed(points, `There is room for ${MOST_POINTS} points, and no more.`);
        return;
      }
      const wanted = Number(this.lab.querySelector("[name=wanted]:checked").value);
      const point = place.map(rounded);
      this.changed([...points, this.task.inputs === 2 ? [...point, wanted] : point], "");
    }

    takeAway(count) {
      const { points } = this.settings;
      this.changed(points.slice(0, Math.max(0, points.length - count)), "");
    }
  }

  const points = (...parts) => new Points(...parts);
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { points });
})();
