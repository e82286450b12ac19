// Moves plot_forward_and_back.py: the same numbers, forward and back, and how far each has come.
whySigma.figure("how-a-network-learns/forward_and_back", ({ curves, sigmoid, span, fixed }, constants) => {
  const { places, track, dials, rings, neurons } = constants;
  const between = ([x, y], [right, top], part) => [x + part * (right - x), y + part * (top - y)];
  const onWire = (wire, part) => between(...wire.split("_").map((name) => places[name]), part);
  const onTrack = (stage, i = Math.min(Math.floor(stage), 6)) => between(track[i], track[i + 1], stage - i);
  const inSight = (part) => part > 0.2 && part < 0.8; // between the circles

  function numbers({ curve, friend, film, ...weight }) {
    const into = (name, bias) => friend * weight[`friend_${name}`] + film * weight[`film_${name}`] + bias;
    const hidden = [into("upper", 1), into("lower", -1)];
    const [upper, lower] = hidden.map(curves[curve]);
    const sums = [...hidden, upper * weight.upper_end + lower * weight.lower_end - 1];
    const slopes = [...hidden.map(curves[curve].slope), sigmoid.slope(sums[2])];
    const [end, blame] = [sigmoid(sums[2]), (sigmoid(sums[2]) - 1) * slopes[2]];
    const [a, b] = [blame * weight.upper_end * slopes[0], blame * weight.lower_end * slopes[1]];
    const gradient = [a * friend, a * film, b * friend, b * film, blame * upper, blame * lower];
    return { sums, outputs: [upper, lower, end], error: (end - 1) ** 2 / 2, slopes, blames: [a, b, blame], gradient };
  }

  function steepest(gradient) {
    const sizes = gradient.map((slope) => Math.round(1000 * Math.abs(slope)));
    const i = sizes.indexOf(Math.max(...sizes));
    if (!sizes[i]) return "To three decimals all are 0";
    return `The steepest is ${fixed(gradient[i], 3)}, from ${Object.keys(dials)[i].replace("_", " to ")}`;
  }

  function words({ stage }, { sums, outputs, blames, gradient, error }) {
    const [sum, output, [upper, lower, end]] = [sums, outputs, blames].map((all) => all.map((each) => fixed(each, 3)));
    return [
      "Two inputs: drag the filled ring along the track to the right, and send them off.",
      `Hidden sums: inputs times weights, added up with each bias, make ${sum[0]} and ${sum[1]}.`,
      `Hidden outputs: each sum through its curve gives ${output[0]} and ${output[1]}.`,
      `Output: the same once more makes a sum of ${sum[2]}, and σ bends that to ${output[2]}.`,
      `Error: the miss is ${fixed(outputs[2] - 1, 3)}; half its square is the error, ${fixed(error, 3)}.`,
      `Blame of the last neuron: the miss, times the slope of σ where it stands, which makes ${end}.`,
      `Blame of the hidden neurons: the last one’s blame, ${end}, times each weight and each slope: ${upper} and ${lower}.`,
      `Slopes of the weights: blame times input. ${steepest(gradient)}; the error is ${fixed(error, 3)}.`,
    ][Math.ceil(stage)];
  }

  function parts(knobs, now) {
    const { stage, curve, friend, film } = knobs;
    const direction = stage < 4 ? "sigma" : "error";
    const from = (reached, shape) => (stage >= reached ? shape : null);
    const shapes = { title: words(knobs, now).split(":")[0], error: from(4, `error ${fixed(now.error, 3)}`) };
    shapes.hidden = { points: [places.upper, places.lower], colour: curve === "step" ? "switch" : "sigma" };
    shapes.stage = { points: [onTrack(stage)], colour: direction };
    for (const [name, [x, y, unit]] of Object.entries(rings)) shapes[name] = [[x, y + unit * knobs[name]]];
    for (const name in rings) shapes[`${name}_value`] = fixed(knobs[name], 2);
    neurons.forEach((name, i) => {
      const [said, blamed] = name === "end" ? [3, 5] : [1, 6];
      const atJump = name !== "end" && curve === "step" && now.sums[i] === 0;
      shapes[`${name}_says`] = from(said, stage < 2 ? fixed(now.sums[i], 2) : fixed(now.outputs[i], 3));
      shapes[`${name}_slope`] = from(blamed, atJump ? "no slope" : `slope ${fixed(now.slopes[i], 3)}`);
      shapes[`${name}_blame`] = from(blamed, `blame ${fixed(now.blames[i], 3)}`);
    });
    const [discs, values] = [[], { friend, film, upper: now.outputs[0], lower: now.outputs[1] }];
    Object.entries(dials).forEach(([wire, dial], i) => {
      const [start, end] = wire.split("_");
      const [last, weight, blame] = [end === "end", knobs[wire], now.blames[neurons.indexOf(end)]];
      const ahead = last ? stage - 2 : (stage - (start === "film" ? 0.2 : 0)) / 0.8;
      const home = 1 - Math.min(stage - (last ? 5 : 6), 1) * (last ? 1 : 1 - dial);
      const number = inSight(ahead) ? values[start] * (ahead < dial ? 1 : weight) : blame * (home < dial ? weight : 1);
      const at = onWire(wire, inSight(ahead) ? ahead : home);
      const moving = inSight(ahead) || (inSight(home) && stage < 7 && blame !== 0);
      const width = 24 * Math.abs(last ? blame * weight : blame);
      if (moving) discs.push(at);
      shapes[`${wire}_slope`] = from(7, fixed(now.gradient[i], 3));
      shapes[`${wire}_blame`] = home < 1 && width ? { points: [onWire(wire, 1), onWire(wire, home)], width } : null;
      shapes[`${wire}_token`] = moving ? { at, shift: [0, -4], text: fixed(number, 2) } : null;
    });
    return { ...shapes, discs: discs.length ? { points: discs, colour: direction } : null };
  }
  const far = ({ x, y }, stage) => Math.hypot(onTrack(stage)[0] - x, onTrack(stage)[1] - y);
  const nearer = (place) => (a, b) => (far(place, b) < far(place, a) ? b : a);
  const drags = { stage: (place) => ({ stage: span(0, 7, 350).reduce(nearer(place)) }) };
  for (const [name, [, low, unit]] of Object.entries(rings)) drags[name] = ({ y }) => ({ [name]: (y - low) / unit });
  return { numbers, parts, words, drags };
});
