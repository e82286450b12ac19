// What the page's furniture needs a script for: colours, the place in the contents, wide boxes.
// Nothing waits for this script, but it is asked for first, so that a chosen theme is there in time.
(() => {
  "use strict";
  const SCROLLERS = { ".math-wrapper": "Formula", ".table-wrapper": "Table", "pre": "Code" };
  const root = document.documentElement;
  root.classList.toggle("embed", new URLSearchParams(location.search).has("embed"));

  const theme = {
    get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    set: (name) => { try { localStorage.setItem("theme", name); } catch { /* private window */ } },
  };

  function wear(name) {
    if (document.body) document.body.dataset.theme = name;
    return Boolean(document.body);
  }

  // The body may be still to come; then it is dressed before anyone sees it.
  const chosen = theme.get() ?? "auto";
  if (!wear(chosen)) {
    new MutationObserver((_, watcher) => { if (wear(chosen)) watcher.disconnect(); })
      .observe(root, { childList: true });
  }

  function startThemes() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const round = dark ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    for (const button of document.querySelectorAll(".theme-toggle")) {
      button.addEventListener("click", () => {
        const next = round[(round.indexOf(document.body.dataset.theme) + 1) % round.length];
        wear(next);
        theme.set(next);
      });
    }
  }

  // In the contents, mark the section that is being read: the last one to have begun.
  function startContents() {
    const entries = new Map();
    for (const link of document.querySelectorAll(".toc-tree a[href^='#']")) {
      const section = document.getElementById(link.getAttribute("href").slice(1));
      if (section) entries.set(section, link.parentElement);
    }
    const begun = new Set();
    const watcher = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) begun[isIntersecting ? "add" : "delete"](target);
      const current = [...entries.keys()].findLast((section) => begun.has(section));
      for (const [section, entry] of entries) entry.classList.toggle("scroll-current", section === current);
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const section of entries.keys()) watcher.observe(section);
  }

  // A box that scrolls sideways can be reached by keyboard; one that shows everything is no stop.
  // All are measured before any is changed, so that the browser lays them out once.
  function makeReachable(boxes) {
    const wide = boxes.map((box) => box.scrollWidth > box.clientWidth + 1);
    boxes.forEach((box, i) => {
      if (wide[i] === box.hasAttribute("tabindex")) return;
      for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": label(box) })) {
        if (wide[i]) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    });
  }

  const label = (box) => SCROLLERS[Object.keys(SCROLLERS).find((selector) => box.matches(selector))];

  // What is in a box is watched as well: a face that comes late widens the words, not the box. What
  // is folded away reports nothing, so it is not laid out before it is opened.
  function startBoxes() {
    const boxes = document.querySelectorAll(Object.keys(SCROLLERS).map((each) => `article ${each}`));
    const anyBox = Object.keys(SCROLLERS).join();
    const watcher = new ResizeObserver((changes) => {
      makeReachable([...new Set(changes.map(({ target }) => target.closest(anyBox)))]);
    });
    for (const box of boxes) for (const each of [box, ...box.children]) watcher.observe(each);
  }

  // Where the script that moves figures did not come, they stand still, and say so.
  function startStills() {
    if (root.classList.contains("moves")) return;
    for (const figure of document.querySelectorAll("figure.interactive")) figure.classList.add("still");
  }

  addEventListener("load", startStills);

  function start() {
    startThemes();
    startContents();
    startBoxes();
  }

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
