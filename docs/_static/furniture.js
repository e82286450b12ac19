// What the page's furniture needs a script for. Runs first, so that a chosen theme does not flash in.
(() => {
  "use strict";
  const SCROLLERS = { ".math-wrapper": "Formula", ".table-wrapper": "Table", "pre": "Code" };

  let theme = null;
  try { theme = localStorage.getItem("theme"); } catch { /* a private window keeps nothing */ }
  document.body.dataset.theme = theme || "auto";
  document.documentElement.classList.remove("no-js"); // at once, or what needs a script jumps in

  // A box that scrolls sideways can be reached by keyboard; one that shows everything is no stop.
  function makeReachable(box) {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    box.toggleAttribute("tabindex", scrolls);
    if (scrolls) box.tabIndex = 0;
  }

  addEventListener("DOMContentLoaded", () => {
    const boxes = [];
    const watcher = new ResizeObserver((changes) => changes.forEach(({ target }) => makeReachable(target)));
    for (const [selector, label] of Object.entries(SCROLLERS)) {
      for (const box of document.querySelectorAll(`article ${selector}`)) {
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", label);
        boxes.push(box);
        watcher.observe(box);
      }
    }
    // A face that comes late widens the words, not the box around them.
    document.fonts.addEventListener("loadingdone", () => boxes.forEach(makeReachable));
  });
})();
