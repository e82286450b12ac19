// From what the reader chose to what the engine is told, or to why it cannot begin.
//
//   whySigma.lab.task(settings, sets) -> { inputs, points, box, legend, message, trouble }
// `sets` are explainer's data sets, as the page holds them. `box` is the stretch that is drawn:
// { x: [low, high], y: [low, high] }. Where there is `trouble`, in words, there is no `message`.
(() => {
  "use strict";
  const PIECES = 120; // along a fitted curve
  const OWN = { 1: { x: [-1, 1], y: [-1, 1] }, 2: { x: [-1, 1], y: [-1, 1] } };

  const LEGENDS = {
    1: "The curve is what the network answers; the rings are the points it should meet.",
    2: "The nearer to 1 the answer, the bluer. Full dots ask for 1, hollow dots for 0.",
  };

  function task(settings, sets) {
    const own = settings.data === "own", set = sets[settings.data];
    const inputs = own ? settings.inputs : set.inputs;
    const points = own ? settings.points : set.points, box = own ? OWN[inputs] : set.box;
    const trouble = troubleWith(points.map((point) => point[inputs]), settings);
    const legend = LEGENDS[inputs];
    return { inputs, points, box, legend, trouble, message: trouble ? null : message(settings, inputs, points, box) };
  }

  function troubleWith(targets, { loss, curves }) {
    if (targets.length === 0) return "There are no points yet, so there is nothing to learn. Place some in the picture.";
    if (loss !== "cross_entropy") return "";
    if (!["sigmoid", "step"].includes(curves.at(-1))) {
      return "Surprise compares chances, so the last layer must end between 0 and 1. Let it be σ, or choose the squared error.";
    }
    if (targets.some((target) => target < 0 || target > 1)) {
      return "Surprise compares chances, but some of these points ask for less than 0 or more than 1. Choose the squared error.";
    }
    return "";
  }

  function message({ hidden, curves, loss, rate, seed }, inputs, points, box) {
    const columns = Array.from({ length: inputs }, (_, k) => points.map((point) => point[k]));
    return {
      do: "load",
      sizes: [inputs, ...hidden, 1], curves, loss, rate, seed,
      inputs: Float64Array.from(columns.flat()),
      targets: Float64Array.from(points, (point) => point[inputs]),
      plane: inputs === 1 ? along(box) : across(box),
    };
  }

  function along({ x: [low, high] }) {
    return Float64Array.from({ length: PIECES + 1 }, (_, i) => low + (i * (high - low)) / PIECES);
  }

  function across({ x, y }) { // the middles of the cells, row by row from below
    const { CELLS } = window.whySigma.lab.plane;
    const middle = ([low, high], i) => low + ((i + 0.5) * (high - low)) / CELLS;
    const cells = Array.from({ length: CELLS * CELLS }, (_, i) => i);
    return Float64Array.from([
      ...cells.map((i) => middle(x, i % CELLS)),
      ...cells.map((i) => middle(y, Math.floor(i / CELLS))),
    ]);
  }

  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { task, PIECES });
})();
