// The engine in a worker, so that the page stays at hand while the network learns. The first message
// names the engine's scripts, since their addresses hold hashes that only the page knows.
"use strict";
onmessage = ({ data }) => {
  if (data.scripts) importScripts(...data.scripts);
  else postMessage(globalThis.labEngine.answer(data));
};
