// Moves plot_downhill_in_fog.py: the same walk over the same eight evenings.
whySigma.figure("how-a-network-learns/downhill_in_fog", ({ sigmoid, span, fixed }) => {
  const [WEST, EAST, SOUTH, NORTH] = [-5, 7, -3, 7];
  const [RAIN, BIAS] = [-3, -2]; // what the cinema neuron keeps of its weights
  // Friend, film, rain, and whether going was good: story.evenings().
  const EVENINGS = [[1, 0.9, 1, 1], [1, 0.4, 0, 1], [1, 0.7, 0, 1], [1, 0.6, 1, 0],
    [1, 0.35, 1, 0], [1, 0.05, 1, 0], [0, 0.8, 0, 1], [0, 0.9, 1, 0]];

  // The mean error with the two weights there, and how fast it rises with each.
  function measure([x, y]) {
    let [error, byFriend, byFilm] = [0, 0, 0];
    for (const [friend, film, rain, good] of EVENINGS) {
      const output = sigmoid(friend * x + film * y + rain * RAIN + BIAS);
      const blame = (output - good) * output * (1 - output);
      error += (output - good) ** 2 / 2 / EVENINGS.length;
      byFriend += (blame * friend) / EVENINGS.length;
      byFilm += (blame * film) / EVENINGS.length;
    }
    return { error, slopes: [byFriend, byFilm] };
  }

  function numbers({ learning_rate, steps, friend, film }) {
    const places = [[friend, film]];
    let { error, slopes } = measure(places[0]);
    const errors = [error];
    for (let step = 0; step < steps; step++) {
      places.push(places[step].map((weight, i) => weight - learning_rate * slopes[i]));
      ({ error, slopes } = measure(places[step + 1]));
      errors.push(error);
    }
    return { places, errors, slopes };
  }

  // The walk as one line with a dot at each place.
  const around = [[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1], [1, 0], [-1, 0], [0, 0]];
  const beads = (places) => places.flatMap(([x, y]) => around.map(([right, up]) => [x + 0.08 * right, y + 0.08 * up]));

  function downArrow([x, y], slopes) {
    const [right, up] = slopes.map((slope) => (-2.2 * slope) / (Math.hypot(...slopes) + 0.004));
    const at = (along, across) => [x + along * right - across * up, y + along * up + across * right];
    return [[x, y], at(1, 0), at(0.75, 0.15), at(1, 0), at(0.75, -0.15)];
  }

  function fogAround([x, y]) {
    const hole = span(0, 2 * Math.PI, 48).map((angle) => [x + 1.6 * Math.cos(angle), y + 1.6 * Math.sin(angle)]);
    return [[WEST, SOUTH], [WEST, NORTH], [EAST, NORTH], [EAST, SOUTH], [WEST, SOUTH], ...hole];
  }

  function verdict(rate, [x, y], errors, slopes) {
    const rises = errors.filter((error, i) => error - errors[i - 1] > 1e-6).length;
    if (x < WEST || x > EAST || y < SOUTH || y > NORTH) return "The walker has left the map.";
    if (rises) return `Too far: ${rises} of ${errors.length - 1} ended higher up, across the valley.`;
    if (Math.hypot(...slopes) < 0.0015) return "Here the ground is all but level.";
    return rate < 10 && errors.at(-1) > 0.03 ? "That is creeping." : "No step went up.";
  }

  return {
    numbers,
    parts: ({ learning_rate, steps, view }, { places, errors, slopes }) => ({
      fog: view === "fog" ? fogAround(places[steps]) : null,
      path: beads(places),
      down: downArrow(places[steps], slopes),
      walker: [places[steps]], start: [places[0]], rate: [[learning_rate, 0]],
      rate_label: `learning rate ${learning_rate}`,
      errors: errors.map((error, step) => [step, error]),
      now: [[steps, errors[steps]]],
      error_label: `${fixed(errors[0], 3)} → ${fixed(errors[steps], 3)}`,
    }),
    words({ learning_rate, steps }, { places, errors, slopes }) {
      const [before, after] = [errors[0], errors[steps]].map((error) => fixed(error, 3));
      if (!steps) return `Here the error is ${before}. The arrow is all that the foot can feel: the way down.`;
      const said = verdict(learning_rate, places[steps], errors, slopes);
      return `In ${steps} step${steps === 1 ? "" : "s"} the error goes from ${before} to ${after}. ${said}`;
    },
    drags: {
      start: ({ x, y }) => ({ friend: x, film: y }),
      rate: ({ x }) => ({ learning_rate: x }), now: ({ x }) => ({ steps: x }),
    },
  };
});
