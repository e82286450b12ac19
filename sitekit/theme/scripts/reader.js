// What a script adds to a page that is complete without one: the level switch, copy buttons, and
// blocks that open when a link leads to them.
(() => {
  "use strict";
  const LEVELS = ["everyday", "algebra", "calculus"];
  const deeper = document.querySelectorAll("details.deeper");
  const levelSwitch = document.querySelector(".level-switch");

  const remembered = {
    get: () => { try { return localStorage.getItem("level"); } catch { return null; } },
    set: (level) => { try { localStorage.setItem("level", level); } catch { /* private window */ } },
  };

  function showLevel(level) {
    for (const block of deeper) block.open = LEVELS.indexOf(block.dataset.level) <= LEVELS.indexOf(level);
    for (const choice of levelSwitch?.querySelectorAll("input") ?? []) choice.checked = choice.value === level;
  }

  function nameInAddress(level) {
    const address = new URL(location.href);
    address.searchParams.set("level", level);
    try { history.replaceState(null, "", address); } catch { /* a file: page keeps its address */ }
  }

  function startLevels() {
    const linked = new URLSearchParams(location.search).get("level");
    const level = [linked, remembered.get()].find((name) => LEVELS.includes(name)) ?? LEVELS[0];
    if (LEVELS.includes(linked)) remembered.set(linked);
    showLevel(level);
    if (!levelSwitch || deeper.length === 0) return;
    levelSwitch.hidden = false;
    levelSwitch.addEventListener("change", ({ target }) => {
      showLevel(target.value);
      remembered.set(target.value);
      nameInAddress(target.value);
    });
  }

  async function toClipboard(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy"); // the only way on a page served without encryption
    area.remove();
  }

  window.whySigma = Object.assign(window.whySigma || {}, { copy: toClipboard });

  // Code that is folded away gets its button when it is opened; there may be a hundred such pieces.
  function addCopyButtons(part) {
    for (const code of part.querySelectorAll("div.highlight:not(:has(> button.copy)) > pre")) {
      if (code.closest("details:not([open])")) continue;
      const words = code.parentElement.dataset.copy ?? "Copy";
      const button = Object.assign(document.createElement("button"), {
        type: "button", className: "copy", textContent: words,
      });
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", async () => {
        await toClipboard(code.textContent.trimEnd());
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = words; }, 2000);
      });
      code.parentElement.append(button);
    }
  }

  function openTarget() {
    let block = window.whySigma.address.target();
    if (block?.className === "moved") return location.replace(block.querySelector("a").href);
    for (; block; block = block.parentElement) if (block.tagName === "DETAILS") block.open = true;
  }

  startLevels();
  addCopyButtons(document);
  document.addEventListener("toggle", ({ target }) => addCopyButtons(target), true);
  openTarget();
  addEventListener("hashchange", openTarget);
})();
