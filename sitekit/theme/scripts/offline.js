// Lets the site be read without a network after one visit, where there is a host to visit. It begins
// when the reader does, so that it takes nothing from the page's own coming.
(() => {
  "use strict";
  const BEGUN = ["scroll", "pointerdown", "keydown"];
  if (!location.protocol.startsWith("http") || !navigator.serviceWorker) return;

  async function keep() {
    for (const sign of BEGUN) removeEventListener(sign, keep);
    const root = new URL(document.documentElement.dataset.content_root, location.href);
    await navigator.serviceWorker.register(new URL("sw.js", root)).catch(() => {});
    if (navigator.connection?.saveData) return;
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage("then");
  }

  for (const sign of BEGUN) addEventListener(sign, keep, { passive: true });
})();
