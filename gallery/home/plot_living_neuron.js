// Moves plot_living_neuron.py: three reasons, their sum on a curve, and the answer.
whySigma.figure("home/living_neuron", ({ sigmoid, step, span, fixed, box }, { start }) => {
  const BIAS = -2;
  const WIDEST = 9;
  const FRIEND = 1;
  const FILM = 0.5;
  const ROWS = { friend: 2, film: 1, rain: 0 };
  const MOODS = ["pretty sure to stay in", "leaning towards staying in", "in two minds",
    "leaning towards going", "pretty sure to go"];
  const sigmaCurve = span(-WIDEST, WIDEST, 128).map((z) => [z, sigmoid(z)]);
  const inputs = ({ evening }) => [FRIEND, FILM, evening === "rainy" ? 1 : 0];

  function numbers(knobs) {
    const given = inputs(knobs);
    const reasons = Object.keys(ROWS).map((name, i) => knobs[name] * given[i]);
    let sum = BIAS;
    const running = reasons.map((reason) => (sum += reason));
    return { reasons, running, sum, answer: (knobs.curve === "sigmoid" ? sigmoid : step)(sum) };
  }

  function parts(knobs, { running, sum, answer }) {
    const given = inputs(knobs);
    const shapes = {};
    Object.entries(ROWS).forEach(([name, row], i) => {
      const before = i ? running[i - 1] : BIAS;
      shapes[`${name}_words`] = `${fixed(knobs[name], 1)} × ${given[i]}`;
      shapes[`${name}_bar`] = box(before, row, running[i], row + 0.4);
      shapes[`${name}_fall`] = [[before, row + 1], [before, row]];
      shapes[`${name}_end`] = given[i] ? [[running[i], row + 0.2]] : null;
    });
    return {
      ...shapes,
      sum_fall: [[sum, 0], [sum, -0.8]],
      sigma_curve: knobs.curve === "sigmoid" ? sigmaCurve : null,
      switch: knobs.curve === "switch" ? [[-WIDEST, 0], [0, 0], [0, 1], [WIDEST, 1]] : null,
      reading: [[sum, 1.2], [sum, answer], [-WIDEST - 0.8, answer]],
      point: [[sum, answer]],
      glass: { points: box(0, 0, 1, answer), colour: knobs.curve === "sigmoid" ? "sigma" : "switch" },
      answer_words: written(answer, knobs),
    };
  }

  function written(answer, { curve }) {
    if (curve === "switch" || (answer >= 0.01 && answer <= 0.99)) return fixed(answer, 2);
    return answer > 0.5 ? "over 0.99" : "under 0.01";
  }

  function words(knobs, { sum, answer }) {
    if (knobs.curve === "switch") {
      const side = answer ? "above 0: it says go" : "not above 0: it says stay in";
      return `The switch only asks on which side of 0 the sum is. ${fixed(sum, 1)} is ${side}. `
        + "A small pull changes nothing, unless the sum crosses 0.";
    }
    const mood = MOODS[[0.2, 0.4, 0.6, 0.8].filter((limit) => answer > limit).length];
    const untouched = knobs.evening === "dry" && Object.keys(start).every((name) => knobs[name] === start[name]);
    const begin = untouched ? "Pull a ring. " : "";
    return `${begin}The sum ${fixed(sum, 1)} becomes ${written(answer, knobs)}: you are ${mood}.`;
  }

  // The end of a bar is where the sum stands after its reason.
  return {
    numbers, parts, words,
    drags: {
      friend_end: ({ x }) => ({ friend: (x - BIAS) / FRIEND }),
      film_end: ({ x }, { friend }) => ({ film: (x - BIAS - friend * FRIEND) / FILM }),
      rain_end: ({ x }, { friend, film }) => ({ rain: x - BIAS - friend * FRIEND - film * FILM }),
    },
  };
});
