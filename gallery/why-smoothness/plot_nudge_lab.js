// Moves plot_nudge_lab.py: the same numbers, parts and words for any setting of the knobs.
whySigma.figure("why-smoothness/nudge_lab", ({ curves, span, fixed, signed }) => {
  const ROLES = { step: "switch", sigmoid: "sigma", tanh: "cousin", relu: "hinge" };
  const WINDOWS = { step: [-0.2, 1.25], sigmoid: [-0.2, 1.25], tanh: [-2.2, 2.2], relu: [-2.3, 7.3] };
  const MARKS = { step: [0, 1], sigmoid: [0, 1], tanh: [-1, 1], relu: [0, 5] };
  const HALVES = { sigmoid: 1 / (12 * Math.sqrt(3)), tanh: 2 / (3 * Math.sqrt(3)) };
  const [WIDEST, FARTHEST, LANE] = [7, 5, -0.16];
  const ZS = [...span(-WIDEST, 0, 70), ...span(1e-9, WIDEST, 70)];
  const change = (number) => (Math.abs(number) > 1e-9 ? signed(number, 4) : "0");
  const atMost = (bound = 0) => fixed(Math.ceil(1e4 * bound) / 1e4, 4);
  const clamp = (number, low, high) => Math.min(high, Math.max(low, number));

  return {
    numbers({ curve, friend, film, bias, nudge }) {
      const z = friend + 0.5 * film + bias;
      const then = friend + nudge + 0.5 * film + bias;
      const [output, slope] = [curves[curve](z), curves[curve].slope(z)];
      const [expected, actual] = [slope * nudge, curves[curve](then) - output];
      const bound = curve in HALVES ? { bound: HALVES[curve] * nudge * nudge } : {};
      return { z, then, output, slope, expected, actual, error: actual - expected, ...bound };
    },

    parts({ curve }, { z, then, output, slope, expected, actual, error }) {
      const [bottom, top] = WINDOWS[curve];
      const level = (value) => (value - bottom) / (top - bottom);
      const [low, high] = MARKS[curve].map(level);
      const [here, guessed, reached] = [output, output + expected, output + actual].map(level);
      const line = (t) => output + slope * t;
      const edge = (side) => (t) => [z + t, clamp(level(line(t) + side * HALVES[curve] * t * t), -0.08, 1)];
      const inside = Math.abs(z) <= FARTHEST;
      const colour = ROLES[curve];
      const at = clamp(z, -WIDEST, WIDEST);
      const far = Math.abs(guessed - reached) > 0.1;
      const nudged = {
        band: curve in HALVES ? [...span(-2, 2, 40).map(edge(-1)), ...span(2, -2, 40).map(edge(1))] : null,
        guess: [-2, 2].map((t) => [z + t, level(line(t))]),
        from: [[z, LANE], [z, here]],
        to: [[then, LANE], [then, Math.min(guessed, reached)]],
        shaft: [[z, LANE], [then, LANE]],
        head: [[then, LANE]],
        nudge: { at: [z, LANE], shift: [then >= z ? -50 : 17, -4] },
        gap: [[then, guessed], [then, reached]],
        guessed: [[then, guessed]],
        reached: { points: [[then, reached]], colour },
        error: far ? { at: [then, (guessed + reached) / 2], shift: [then >= z ? 8 : -38, -4] } : null,
      };
      return {
        ...(inside ? nudged : Object.fromEntries(Object.keys(nudged).map((part) => [part, null]))),
        low_line: [[-WIDEST, low], [WIDEST, low]],
        high_line: [[-WIDEST, high], [WIDEST, high]],
        low_mark: { at: [-WIDEST, low], shift: [-14, -4], text: fixed(MARKS[curve][0], 0) },
        high_mark: { at: [-WIDEST, high], shift: [-14, -4], text: fixed(MARKS[curve][1], 0) },
        curve: { points: ZS.map((each) => [each, level(curves[curve](each))]), colour },
        point: { points: [[at, level(curves[curve](at))]], colour },
        outside: inside ? null : `z = ${fixed(z, 2)} is too far out to show a nudge`,
        expected_words: `expected ${change(expected)}`,
        actual_words: { text: `actual ${change(actual)}`, colour },
        error_words: `error ${change(error)}`,
      };
    },

    words({ curve, friend, bias, nudge }, { z, then, actual, error, bound }) {
      if (nudge === 0) return `With a bias of ${fixed(bias, 2)}, z is ${fixed(z, 2)}. No nudge, no change.`;
      const why = {
        sigmoid: `With σ the error cannot be above ${atMost(bound)}.`,
        tanh: `With tanh the error cannot be above ${atMost(bound)}.`,
        step: `By the switch’s slope, 0, nothing should happen. What happens: ${actual ? "everything" : "nothing at all"}.`,
        relu: Math.abs(error) > 1e-9 ? "ReLU bends at 0, and there the guess goes wrong."
          : "ReLU is straight all the way, so the guess is exact.",
      };
      return `The friend’s weight goes from ${fixed(friend, 2)} to ${fixed(friend + nudge, 2)}, `
        + `and z from ${fixed(z, 2)} to ${fixed(then, 2)} (bias ${fixed(bias, 2)}). ${why[curve]}`;
    },

    drags: {
      point: ({ x }, { friend, film }) => ({ bias: clamp(x, -FARTHEST, FARTHEST) - friend - 0.5 * film }),
      head: ({ x }, { friend, film, bias }) => ({ nudge: x - friend - 0.5 * film - bias }),
    },
  };
});
