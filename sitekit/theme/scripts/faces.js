// The site's own faces, in good time or on the next page: words once shown do not move any more.
//
// Until the faces are kept in the browser, a page is set in faces that take the same room, which are
// there at once. Ours are fetched when the page is there, for the pages to come; from then on, and
// in a folder, each page begins with them. Formulas get theirs when one of them comes near, or when
// the page is printed.
(() => {
  "use strict";
  const { classList } = document.documentElement;
  const FACES = ["", "italic ", "bold "].map((style) => `${style}1em "STIX Two Text"`);
  const MATH = '1em "STIX Two Math"';

  const kept = {
    get: () => { try { return localStorage.getItem("faces"); } catch { return null; } },
    set: () => { try { localStorage.setItem("faces", "kept"); } catch { /* private window */ } },
  };

  function afterPaint(act) {
    const watcher = new PerformanceObserver(() => { watcher.disconnect(); act(); });
    watcher.observe({ type: "paint", buffered: true });
  }

  // A formula that is seen from the start keeps the face it has been shown in; theirs is fetched for
  // the next page. Others get it when one is two screens away: it is there before they are.
  function watchFormulas() {
    const seenNow = ({ top, bottom }) => top < innerHeight && bottom > 0;
    let start = true;
    const watcher = new IntersectionObserver((looked) => {
      const near = looked.filter(({ isIntersecting }) => isIntersecting);
      if (near.length > 0) {
        watcher.disconnect();
        if (start && near.some((each) => seenNow(each.boundingClientRect))) document.fonts.load(MATH);
        else setFormulas();
      }
      start = false;
    }, { rootMargin: "200%" });
    for (const formula of document.querySelectorAll("math")) watcher.observe(formula);
  }

  const setFormulas = () => classList.add("formulas");
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
