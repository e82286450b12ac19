// What a slide deck needs a script for: keys, a count, notes for all, and a second window in step.
// Without it the deck scrolls from slide to slide, and each slide's notes open by themselves.
(() => {
  "use strict";
  const slides = [...document.querySelectorAll(".deck section")];
  const bar = document.querySelector(".deck-bar");
  const count = bar.querySelector(".deck-count");
  const SHARED = "slide"; // where windows of one browser tell each other which slide is shown
  let current = 0;

  const share = (id) => { try { localStorage.setItem(SHARED, id); } catch { /* private window */ } };

  function show(number, told = false) {
    const next = Math.max(0, Math.min(slides.length - 1, number));
    slides[next].scrollIntoView({ behavior: "instant" });
    if (!told && next !== current) share(slides[next].id);
    mark(next);
  }

  function mark(number) {
    if (number === current && count.textContent) return;
    current = number;
    count.textContent = `${number + 1} / ${slides.length}`;
    const address = new URL(location.href);
    address.hash = number ? slides[number].id : "";
    try { history.replaceState(history.state, "", address); } catch { /* some refuse it to files */ }
  }

  function showNotes() {
    const on = document.documentElement.classList.toggle("with-notes");
    bar.querySelector("[data-do=notes]").setAttribute("aria-pressed", on);
    for (const notes of document.querySelectorAll(".notes")) notes.open = on;
    slides[current].scrollIntoView({ behavior: "instant" });
  }

  function fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }

  const on = () => show(current + 1);
  const back = () => show(current - 1);
  const buttons = { on, back, notes: showNotes };
  const keys = {
    ArrowRight: on, PageDown: on, " ": on, ArrowLeft: back, PageUp: back,
    Home: () => show(0), End: () => show(slides.length - 1), n: showNotes, f: fill,
  };

  // A knob, a link or a block that has the focus keeps its keys.
  const busy = (target) => target.closest("input, summary, a, button, pre[tabindex]");

  addEventListener("keydown", (event) => {
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (busy(event.target) && !["n", "f", "PageDown", "PageUp"].includes(event.key)) return;
    event.preventDefault();
    act();
  });
  bar.addEventListener("click", ({ target }) => buttons[target.dataset.do]?.());
  addEventListener("storage", ({ key, newValue }) => {
    const told = slides.findIndex((slide) => key === SHARED && slide.id === newValue);
    if (told >= 0) show(told, true);
  });

  addEventListener("hashchange", () => show(slides.findIndex((slide) => `#${slide.id}` === location.hash)));

  const watcher = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) if (isIntersecting) mark(slides.indexOf(target));
  }, { rootMargin: "-50% 0px" });
  slides.forEach((slide) => watcher.observe(slide));
  document.documentElement.classList.add("runs");
})();
