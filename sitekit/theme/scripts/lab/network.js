// Neurons, networks and their training for the lab: explainer's names and formulas, in a browser.
//
// A classic script, so that a page opened from a folder, a worker and node can all load it. Numbers
// lie neuron by neuron: entry j * count + i is what neuron j did with example i. Whatever may run a
// million times writes into arrays that are there already. Where numbers overflow, nothing throws:
// a descent ends with a loss that is not finite, and the lab says so in words.
globalThis.explainer = (() => {
  "use strict";

  const named = (all) => Object.fromEntries(all.map((each) => [each.name, each]));

  // --- activations: the value and the slope of every z, written into a and s

  const curve = (name, bounds, fill) => ({
    name, bounds, fill,
    value: (z) => alone(fill, z).a[0],
    slope: (z) => alone(fill, z).s[0],
  });

  function alone(fill, z) {
    const a = new Float64Array(1), s = new Float64Array(1);
    fill(Float64Array.of(z), a, s);
    return { a, s };
  }

  const ACTIVATIONS = named([
    curve("step", [0, 1], (z, a, s) => {
      for (let i = 0; i < z.length; i++) { a[i] = z[i] > 0 ? 1 : 0; s[i] = 0; }
    }),
    curve("identity", [-Infinity, Infinity], (z, a, s) => { a.set(z); s.fill(1); }),
    curve("sigmoid", [0, 1], (z, a, s) => {
      for (let i = 0; i < z.length; i++) {
        const e = Math.exp(-Math.abs(z[i])), tail = e / (1 + e); // nothing here can overflow
        a[i] = z[i] > 0 ? 1 - tail : tail;
        s[i] = tail / (1 + e); // a (1 - a) would lose its digits where a is nearly 1
      }
    }),
    curve("tanh", [-1, 1], (z, a, s) => {
      for (let i = 0; i < z.length; i++) {
        const e = Math.exp(-Math.abs(z[i])), sech = (2 * e) / (1 + e * e);
        a[i] = Math.tanh(z[i]);
        s[i] = sech * sech;
      }
    }),
    curve("relu", [0, Infinity], (z, a, s) => {
      for (let i = 0; i < z.length; i++) { a[i] = z[i] > 0 ? z[i] : 0; s[i] = z[i] > 0 ? 1 : 0; }
    }),
  ]);

  // --- losses: one output a against its target y

  const LOSSES = named([{
    name: "squared_error",
    value: (a, y) => ((a - y) * (a - y)) / 2,
    gradient: (a, y) => a - y,
  }, {
    name: "cross_entropy", // a surprise of no weight is 0, even if infinite
    value: (a, y) => (y > 0 ? -y * Math.log(a) : 0) + (y < 1 ? (y - 1) * Math.log1p(-a) : 0),
    gradient: (a, y) => (a === y && (y === 0 || y === 1) ? 1 - 2 * y : (a - y) / (a * (1 - a))),
  }]);

  const fuses = (loss, { activation }) =>
    loss === LOSSES.cross_entropy && activation === ACTIVATIONS.sigmoid;

  const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

  function meanLoss(network, trace, targets, loss) {
    const a = trace.output, z = trace.weightedInputs.at(-1);
    const fused = fuses(loss, network.layers.at(-1)); // then from z: a itself rounds to 0 or 1
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
      const y = targets[i];
      sum += fused ? y * softplus(-z[i]) + (1 - y) * softplus(z[i]) : loss.value(a[i], y);
    }
    return sum / trace.count;
  }

  // --- networks: all weights and biases are one vector, with a view of it for each layer

  const parameterCount = (sizes) =>
    sizes.slice(1).reduce((sum, n, l) => sum + n * (sizes[l] + 1), 0);

  class Network {
    constructor(sizes, activations, vector = new Float64Array(parameterCount(sizes))) {
      let start = 0;
      const next = (length) => vector.subarray(start, (start += length));
      Object.assign(this, { sizes, vector });
      this.layers = activations.map((activation, l) => ({
        activation, ins: sizes[l], outs: sizes[l + 1],
        weights: next(sizes[l] * sizes[l + 1]), // row by row, one row a neuron
        biases: next(sizes[l + 1]),
      }));
    }

    static random(sizes, activations, seed = 0) {
      const network = new Network(sizes, activations), normal = normals(seed);
      for (const { ins, weights, biases } of network.layers) {
        for (const part of [weights, biases]) part.forEach((_, i) => { part[i] = normal() / Math.sqrt(ins); });
      }
      return network;
    }

    forward(inputs, trace = new Trace(this, inputs.length / this.sizes[0])) {
      trace.inputs = inputs;
      this.layers.forEach((layer, l) => {
        const z = weigh(layer, trace.read(l), trace.count, trace.weightedInputs[l]);
        layer.activation.fill(z, trace.outputs[l], trace.slopes[l]);
      });
      return trace;
    }

    like() { // as many numbers, all 0: room for a gradient
      return new Network(this.sizes, this.layers.map(({ activation }) => activation));
    }

    collapse() { // W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2), and so on upwards
      const { identity } = ACTIVATIONS, [n] = this.sizes;
      if (this.layers.some(({ activation }) => activation !== identity)) throw new RangeError("a bend does not collapse");
      let [{ weights, biases }] = this.layers;
      for (const layer of this.layers.slice(1)) {
        weights = weigh({ ...layer, biases: new Float64Array(layer.outs) }, weights, n);
        biases = weigh(layer, biases, 1);
      }
      return new Network([n, biases.length], [identity], Float64Array.of(...weights, ...biases));
    }
  }

  class Trace {
    constructor({ layers }, count) {
      const room = () => layers.map(({ outs }) => new Float64Array(outs * count));
      Object.assign(this, { count, weightedInputs: room(), outputs: room(), slopes: room(), deltas: room() });
    }

    read(l) { return l > 0 ? this.outputs[l - 1] : this.inputs; } // what layer l reads

    get output() { return this.outputs.at(-1); }
  }

  function weigh({ ins, outs, weights, biases }, x, count, z = new Float64Array(outs * count)) {
    for (let j = 0; j < outs; j++) {
      const row = j * count, bias = biases[j];
      for (let i = 0; i < count; i++) z[row + i] = bias;
      for (let k = 0; k < ins; k++) {
        const from = k * count, weight = weights[j * ins + k];
        for (let i = 0; i < count; i++) z[row + i] += weight * x[from + i];
      }
    }
    return z;
  }

  function normals(seed) { // mulberry32, then Box and Muller: the same seed draws the same numbers
    let state = seed | 0;
    const uniform = () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  }

  // --- backprop: the blame of each neuron, handed back through the same weights

  function gradients(network, trace, targets, loss, gradient = network.like()) {
    const { layers } = network, last = layers.length - 1;
    blameOutputs(layers[last], trace, targets, loss);
    for (let l = last; l >= 0; l--) {
      tally(gradient.layers[l], trace.deltas[l], trace.read(l), trace.count);
      if (l > 0) handBack(layers[l], trace.deltas[l], trace.deltas[l - 1], trace.slopes[l - 1], trace.count);
    }
    return gradient;
  }

  function blameOutputs(layer, { output, slopes, deltas, count }, targets, loss) {
    const fused = fuses(loss, layer), s = slopes.at(-1), delta = deltas.at(-1);
    for (let i = 0; i < delta.length; i++) {
      const rate = fused ? output[i] - targets[i] // exactly: the slope has cancelled
        : s[i] === 0 ? 0 : loss.gradient(output[i], targets[i]) * s[i];
      delta[i] = rate / count;
    }
  }

  function tally({ ins, outs, weights, biases }, delta, x, count) {
    for (let j = 0; j < outs; j++) {
      const row = j * count;
      let sum = 0;
      for (let i = 0; i < count; i++) sum += delta[row + i];
      biases[j] = sum;
      for (let k = 0; k < ins; k++) {
        const from = k * count;
        let product = 0;
        for (let i = 0; i < count; i++) product += delta[row + i] * x[from + i];
        weights[j * ins + k] = product;
      }
    }
  }

  function handBack({ ins, outs, weights }, delta, below, slopes, count) {
    for (let k = 0; k < ins; k++) {
      const to = k * count;
      for (let i = 0; i < count; i++) below[to + i] = 0;
      for (let j = 0; j < outs; j++) {
        const row = j * count, weight = weights[j * ins + k];
        for (let i = 0; i < count; i++) below[to + i] += weight * delta[row + i];
      }
      for (let i = 0; i < count; i++) below[to + i] *= slopes[to + i];
    }
  }

  // --- training: feel which way is downhill, take a step, and again

  // Yields the start and then where each step leads: always the same object, whose trace and
  // gradient belong to the network as it stands. Ends when a number has run away.
  function* gradientDescent(network, inputs, targets, { loss, rate }) {
    const { vector } = network, trace = new Trace(network, targets.length / network.sizes.at(-1));
    const step = { index: 0, loss: 0, network, trace, gradient: network.like() };
    for (;; step.index++) {
      network.forward(inputs, trace);
      step.loss = isFinite(dot(vector, vector)) ? meanLoss(network, trace, targets, loss) : Infinity;
      gradients(network, trace, targets, loss, step.gradient);
      yield step;
      if (!isFinite(step.loss)) return;
      const down = step.gradient.vector;
      for (let i = 0; i < vector.length; i++) vector[i] -= rate * down[i];
    }
  }

  function dot(u, v) {
    let sum = 0;
    for (let i = 0; i < u.length; i++) sum += u[i] * v[i];
    return sum;
  }

  return { ACTIVATIONS, LOSSES, Network, Trace, meanLoss, gradients, gradientDescent };
})();
