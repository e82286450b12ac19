// What is happening, in words: whySigma.lab.words(snapshot, settings, task) -> [sentence, ...]
//
// Each rule looks at the network as it stands and has a sentence for it, or none. Only those that
// hold are said, the weightiest first.
(() => {
  "use strict";
  const FITTED = 1e-3, FADED = 1e-2, WRONG = 0.1, LEVEL = 3e-3;
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const COUNT = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];
  const REACH = { step: [0, 1], sigmoid: [0, 1], tanh: [-1, 1], relu: [0, Infinity], identity: [-Infinity, Infinity] };
  const SPAN = { step: "0 or 1", sigmoid: "between 0 and 1", tanh: "between −1 and 1", relu: "0 or more" };
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  function number(value, digits = 3) {
    const size = Math.abs(value);
    const text = size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(1) : value.toPrecision(digits);
    return text.replace(/e(.*)/, (_, power) => ` × ${powerOfTen(power)}`).replace("-", "−");
  }

  const powerOfTen = (power) => `10${String(Number(power)).replace("-", "⁻").replace(/\d/g, (digit) => RAISED[digit])}`;

  const size = (numbers) => Math.max(...numbers.map(Math.abs));
  const gradientOf = (layer) => Math.max(size([...layer.weightGradients]), size([...layer.biasGradients]));

  const RULES = [
    (_, { rate }) => (rate === 0 ? "The learning rate is 0: every step has no length, so nothing moves." : ""),
    switches,
    rulers,
    outOfReach,
    flat,
    faded,
    level,
    (_, __, { points }) => (points.length === 1 ? "There is one point. Nearly anything goes through one point, so a fit says little." : ""),
    ({ loss }) => (loss < FITTED ? "It fits: next to nothing is left of the loss." : ""),
  ];

  function runaway({ loss, curves }) {
    if (loss === "cross_entropy" && curves[curves.length - 1] === "step") return "The switch at the end was sure, and wrong. Its surprise has no end, so there is no slope to follow.";
    return "The steps are too large: the numbers have run away. Rewind, and take a smaller learning rate.";
  }

  function outOfReach(_, { curves }, { points, inputs }) {
    const [low, high] = REACH[curves[curves.length - 1]], targets = points.map((point) => point[inputs]);
    if (targets.every((target) => target >= low && target <= high)) return "";
    return `The last layer can only answer ${SPAN[curves[curves.length - 1]]}, but some points lie beyond. A straight last layer (identity) would reach them.`;
  }

  function switches({ layers, loss }, { curves }) {
    const last = curves.lastIndexOf("step");
    if (last < 0) return "";
    if (layers.every((layer) => gradientOf(layer) === 0)) {
      return loss < FITTED ? "Every slope is 0, but there is nothing left to learn." : "Every slope is 0, so no knob moves. The loss is not 0, yet a switch gives no hint which way to go.";
    }
    return `Layer ${last + 1} is made of switches, whose slope is 0. No blame gets past it: no knob in it or before it moves.`;
  }

  function rulers({ straight, layers }) {
    if (!straight) return "";
    const many = capital(COUNT[layers.length]), [a, b] = straight.weights;
    const bias = `${straight.bias < 0 ? "−" : "+"} ${number(Math.abs(straight.bias))}`;
    if (b === undefined) {
      const line = `height = ${number(a)} × x ${bias}`;
      return layers.length > 1 ? `${many} layers, one line: ${line}. It is drawn dashed.` : `One layer without a bend draws a line: ${line}.`;
    }
    const board = `${number(a)} × across ${b < 0 ? "−" : "+"} ${number(Math.abs(b))} × up ${bias}`;
    const stack = layers.length > 1 ? `${many} layers, one flat board` : "A flat board";
    return `${stack}: ${board}. The dashed line is where it is ½.`;
  }

  function flat({ flat: all, layers, loss }, settings) { // at the end it may be flat because it is right
    const last = layers.length - 1, wrong = settings.loss === "squared_error" && loss > WRONG;
    const found = all.filter(([layer]) => layer < last || wrong);
    if (found.length === 0) return "";
    const [layer, neuron] = found[0];
    const which = `neuron ${neuron + 1} of layer ${layer + 1}`;
    if (found.length === 1) return `${capital(which)} has gone flat: its slope is next to 0 at every point, so it has all but stopped learning.`;
    return `${capital(COUNT[found.length] || String(found.length))} neurons have gone flat, ${which} first: their slopes are next to 0 at every point, so they have all but stopped learning.`;
  }

  function faded({ layers, loss }, { curves }) {
    if (layers.length < 3 || loss < FITTED || curves.includes("step")) return "";
    const first = gradientOf(layers[0]), last = gradientOf(layers.at(-1));
    if (!(first < FADED * last)) return "";
    return `Blame fades on its way back. The greatest gradient is ${number(last)} in the last layer and ${number(first)} in the first, which hardly learns.`;
  }

  function level({ layers, loss, straight }, { curves }) {
    const greatest = Math.max(...layers.map(gradientOf));
    if (straight && greatest < FADED * LEVEL) return "No straight answer does better: all gradients are next to 0, yet the loss is not.";
    if (curves.includes("step") || loss < WRONG || !(greatest < LEVEL)) return "";
    return `The ground is nearly level here: no gradient is greater than ${number(greatest)}, and the loss hardly falls.`;
  }

  function words(snapshot, settings, task) {
    if (task.trouble) return [task.trouble];
    if (snapshot.runaway) return [runaway(settings)];
    const said = RULES.map((rule) => rule(snapshot, settings, task)).filter(Boolean);
    if (said.length) return said;
    if (snapshot.index === 0) return ["The weights are as the seed drew them. Nothing is learned yet."];
    return [`Every knob moves a little, each against its own gradient. The loss began at ${number(snapshot.losses[0])}.`];
  }

  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { words, number, powerOfTen });
})();
