// A network as a graph of objects, which is how TensorFlow Playground keeps one: every neuron knows
// the links that lead to it and from it, every link its weight and both its ends, and examples go
// through one by one, each adding to the sums that a step then takes. Written here anew, from that
// description, to have something to race against; σ throughout, half the squared error.
globalThis.byNodes = (() => {
  "use strict";
  const sigma = {
    output: (z) => 1 / (1 + Math.exp(-z)),
    slope: (z) => { const a = sigma.output(z); return a * (1 - a); },
  };
  const half = { error: (a, y) => 0.5 * (a - y) ** 2, slope: (a, y) => a - y };

  class Neuron {
    constructor(bias) {
      this.bias = bias;
      this.into = [];
      this.onward = [];
      this.total = this.output = this.outputBlame = this.totalBlame = 0;
      this.sumOfBlame = this.seen = 0;
    }

    update() {
      this.total = this.bias;
      for (const link of this.into) this.total += link.weight * link.from.output;
      this.output = sigma.output(this.total);
      return this.output;
    }
  }

  class Link {
    constructor(from, to, weight) {
      this.from = from;
      this.to = to;
      this.weight = weight;
      this.blame = this.sumOfBlame = this.seen = 0;
      from.onward.push(this);
      to.into.push(this);
    }
  }

  function build(sizes, vector) { // the vector holds each layer's weights row by row, then its biases
    let at = 0;
    const layers = [Array.from({ length: sizes[0] }, () => new Neuron(0))];
    for (let l = 1; l < sizes.length; l++) {
      const below = layers[l - 1], biases = at + sizes[l] * below.length;
      layers.push(Array.from({ length: sizes[l] }, (_, j) => {
        const neuron = new Neuron(vector[biases + j]);
        for (const from of below) new Link(from, neuron, vector[at++]);
        return neuron;
      }));
      at = biases + sizes[l];
    }
    return layers;
  }

  function forward(layers, example) {
    layers[0].forEach((neuron, k) => { neuron.output = example[k]; });
    for (const layer of layers.slice(1)) for (const neuron of layer) neuron.update();
    return layers[layers.length - 1][0].output;
  }

  function backward(layers, target) {
    const [last] = layers[layers.length - 1];
    last.outputBlame = half.slope(last.output, target);
    for (let l = layers.length - 1; l >= 1; l--) {
      for (const neuron of layers[l]) {
        neuron.totalBlame = neuron.outputBlame * sigma.slope(neuron.total);
        neuron.sumOfBlame += neuron.totalBlame;
        neuron.seen++;
        for (const link of neuron.into) {
          link.blame = neuron.totalBlame * link.from.output;
          link.sumOfBlame += link.blame;
          link.seen++;
        }
      }
      if (l === 1) continue;
      for (const neuron of layers[l - 1]) {
        neuron.outputBlame = 0;
        for (const link of neuron.onward) neuron.outputBlame += link.weight * link.to.totalBlame;
      }
    }
  }

  function update(layers, rate) {
    for (const layer of layers.slice(1)) for (const neuron of layer) {
      neuron.bias -= (rate * neuron.sumOfBlame) / neuron.seen;
      neuron.sumOfBlame = neuron.seen = 0;
      for (const link of neuron.into) {
        link.weight -= (rate / link.seen) * link.sumOfBlame;
        link.sumOfBlame = link.seen = 0;
      }
    }
  }

  function step(layers, examples, targets, rate) { // returns the mean loss before the step
    let loss = 0;
    examples.forEach((example, i) => {
      loss += half.error(forward(layers, example), targets[i]);
      backward(layers, targets[i]);
    });
    update(layers, rate);
    return loss / examples.length;
  }

  const parameters = (layers) => layers.slice(1).flatMap((layer) => [
    ...layer.flatMap((neuron) => neuron.into.map((link) => link.weight)),
    ...layer.map((neuron) => neuron.bias),
  ]);

  return { build, step, parameters };
})();
