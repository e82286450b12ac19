// What an address says, for all scripts: anyone may have typed it, and none of it may stop a script.
(() => {
  "use strict";

  // A broken escape, such as a bare %, stays as it is.
  function decode(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  const target = () => document.getElementById(decode(location.hash.slice(1)));

  window.whySigma = Object.assign(window.whySigma || {}, { address: { decode, target } });
})();
