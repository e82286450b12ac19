// The site's own faces, in good time or on the next page: words once shown do not move any more.
//
// Until the faces are kept in the browser, a page is set in faces that take the same room, which are
// there at once. Ours are fetched when the page is there, for the pages to come; from then on, and
// in a folder, each page begins with them. Formulas get theirs when one of them comes near, or is
// to be printed.
(() => {
  "use strict";
  const { classList } = document.documentElement;
  const FACES = ["", "italic ", "bold "].map((style) => `${style}1em "STIX Two Text"`);

  const kept = {
    get: () => { try { return localStorage.getItem("faces"); } catch { return null; } },
    set: () => { try { localStorage.setItem("faces", "kept"); } catch { /* private window */ } },
  };

  function afterPaint(act) {
    const watcher = new PerformanceObserver(() => { watcher.disconnect(); act(); });
    watcher.observe({ type: "paint", buffered: true });
  }

  function whenNear(elements, act) {
    const watcher = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      act();
    }, { rootMargin: "200%" }); // two screens away: theirs will be there before they are
    for (const element of elements) watcher.observe(element);
  }

  const setFormulas = () => classList.add("formulas");
  const watchFormulas = () => whenNear(document.querySelectorAll("math"), setFormulas);
  const fetchFaces = () => Promise.all(FACES.map((face) => document.fonts.load(face))).then(kept.set);

  if (kept.get() || location.protocol === "file:") {
    classList.add("faces", "formulas");
  } else if (!navigator.connection?.saveData) {
    addEventListener("beforeprint", setFormulas);
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", watchFormulas);
    else watchFormulas();
    afterPaint(() => {
      if (document.readyState === "complete") fetchFaces();
      else addEventListener("load", fetchFaces);
    });
  }
})();
