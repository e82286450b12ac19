// The lab's engine: one network on its way downhill, and what there is to see of it.
//
// It knows nothing of pages, so a worker can run it; `answer(message)` is all that others call.
//   { do: "load", sizes, curves, loss, rate, seed, inputs, targets, plane }
//   { do: "advance", steps, milliseconds }      so many steps, or until the time is up
// Either is answered with a snapshot. `plane` holds the places at which every neuron is looked at.
globalThis.labEngine = (() => {
  "use strict";
  const { ACTIVATIONS, LOSSES, Network, Trace, gradientDescent } = globalThis.explainer;
  const MOST_LOSSES = 240; // points of the loss curve; when there are more, every other one goes
  const FLAT = 0.01; // of the steepest a curve gets: a neuron below it at every example is flat
  const STEEPEST = { sigmoid: 0.25, tanh: 1, relu: 1 }; // the others have one slope everywhere
  let recipe, walk, step, look, history;

  const answers = { load, advance };

  function load(message) {
    recipe = message;
    const curves = recipe.curves.map((name) => ACTIVATIONS[name]);
    const network = Network.random(recipe.sizes, curves, recipe.seed);
    const how = { loss: LOSSES[recipe.loss], rate: recipe.rate };
    walk = gradientDescent(network, recipe.inputs, recipe.targets, how);
    look = new Trace(network, recipe.plane.length / recipe.sizes[0]);
    history = { steps: [], losses: [], stride: 1 };
    take();
  }

  function take() {
    const { value, done } = walk.next();
    if (done) return false;
    step = value;
    if (isFinite(step.loss) && step.index % history.stride === 0) remember(step);
    return isFinite(step.loss);
  }

  function remember({ index, loss }) {
    history.steps.push(index);
    history.losses.push(loss);
    if (history.steps.length <= MOST_LOSSES) return;
    history.stride *= 2;
    const kept = (_, i) => i % 2 === 0;
    history.steps = history.steps.filter(kept);
    history.losses = history.losses.filter(kept);
  }

  function advance({ steps, milliseconds = Infinity }) {
    const end = performance.now() + milliseconds;
    for (let taken = 0; taken < steps; taken++) {
      if (!take() || (taken % 8 === 7 && performance.now() > end)) break;
    }
  }

  function snapshot() {
    const { index, loss, network, gradient, trace } = step, { outputs } = network.forward(recipe.plane, look);
    return {
      index, loss, outputs,
      runaway: !isFinite(loss),
      says: trace.output,
      steps: history.steps, losses: history.losses,
      layers: network.layers.map(({ weights, biases, ins, outs }, l) => ({
        ins, outs, weights, biases,
        weightGradients: gradient.layers[l].weights, biasGradients: gradient.layers[l].biases,
      })),
      flat: flatNeurons(), straight: straightLine(network),
    };
  }

  function flatNeurons() { // [layer, neuron] of every neuron that passes no blame on
    const { network, trace } = step, found = [];
    network.layers.forEach(({ activation, outs }, l) => {
      const slopes = trace.slopes[l], count = trace.count, enough = FLAT * STEEPEST[activation.name];
      for (let j = 0; j < outs; j++) {
        const mine = slopes.subarray(j * count, (j + 1) * count);
        if (mine.every((slope) => slope < enough)) found.push([l, j]);
      }
    });
    return found;
  }

  function straightLine(network) { // the one layer that a stack of straight ones equals
    if (network.layers.some(({ activation }) => activation.name !== "identity")) return null;
    const [{ weights, biases }] = network.collapse().layers;
    return { weights: [...weights], bias: biases[0] };
  }

  return { answer(message) { answers[message.do](message); return snapshot(); } };
})();
