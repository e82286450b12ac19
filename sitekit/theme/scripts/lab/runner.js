// Who runs the engine: a worker where the browser allows one, else this page, in short slices.
//
//   const ask = whySigma.lab.runner(worker, scripts)   the addresses of worker.js and of the engine
//   ask(message) -> promise of a snapshot              one message at a time, answered in order
// A page opened from a folder (file:) gets no worker, and then the page must not be kept busy for
// longer than a part of a frame.
(() => {
  "use strict";
  const SLICE = { worker: 9, page: 6 }; // milliseconds until an answer: a frame has 16, and drawing takes some

  function inWorker(address, scripts) {
    const worker = new Worker(address), waiting = [];
    worker.postMessage({ scripts });
    worker.onmessage = ({ data }) => waiting.shift().resolve(data);
    worker.onerror = () => { while (waiting.length) waiting.shift().reject(new Error("no worker")); };
    return (message) => new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      worker.postMessage(message);
    });
  }

  const onPage = async (message) => globalThis.labEngine.answer(message);

  function runner(worker, scripts) {
    let ask = onPage, where = "page", loaded;
    if (location.protocol !== "file:") {
      try { ask = inWorker(worker, scripts); where = "worker"; } catch { /* refused: the page will do */ }
    }
    return async (message) => {
      if (message.do === "load") loaded = message;
      const timely = { milliseconds: SLICE[where], ...message };
      try { return await ask(timely); } catch {
        ask = onPage; // the worker never came to be: begin again without it
        where = "page";
        await ask(loaded);
        return ask(timely);
      }
    };
  }

  window.whySigma = window.whySigma || {};
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { runner });
})();
