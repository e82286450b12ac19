// Moves plot_magnifier.py: the same numbers, parts and words for any place and strength.
whySigma.figure("small-changes-add-up/magnifier", ({ sigmoid, span, fixed }) => {
  const [WIDEST, TALL] = [4, 0.3];
  const TOP = 1.42 + 34 / 65; // of the rays: where the magnified picture begins
  const share = (percent, less) => (percent < 0.01 ? `${less}0.01` : fixed(percent, 2));
  const reachOf = (power) => WIDEST / 10 ** power;

  return {
    numbers({ z, power }) {
      const reach = reachOf(power);
      const [output, slope] = [sigmoid(z), sigmoid.slope(z)];
      const missed = Math.abs(sigmoid(z + reach) - output - slope * reach);
      return { times: 10 ** power, output, slope, apart: (100 / (2 * TALL * reach)) * missed };
    },

    parts({ z, power }, { times, output, slope, apart }) {
      const reach = reachOf(power);
      const corner = (side, level) => [z + side * reach, output + level * TALL * reach];
      const out = (3 - power) / 2.5;
      const grip = [z + 0.9 + 1.7 * out, output - 0.2 - 0.2 * out];
      const bent = (step) => (sigmoid(z + reach * step) - output) / (TALL * reach);
      const straight = slope / TALL;
      const middle = [1, (bent(1) + straight) / 2];
      return {
        left_ray: [corner(-1, 1), [-WIDEST, TOP]],
        right_ray: [corner(1, 1), [WIDEST, TOP]],
        frame: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)],
        stick: [corner(1, -1), grip],
        middle: [[z, output]],
        grip: [grip],
        near_curve: span(-1, 1, 80).map((step) => [step, bent(step)]),
        near_line: [[-1, -straight], [1, straight]],
        gap: [[1, bent(1)], [1, straight]],
        times: `${fixed(times, times < 9.5 ? 1 : 0)} times larger`,
        gap_word: { at: middle, shift: [9, 3] },
        gap_size: { at: middle, shift: [9, -11], text: `${share(apart, "<")}%` },
      };
    },

    words({ z, power }, { apart }) {
      const reach = reachOf(power);
      return `The frame holds z from ${fixed(z - reach, 3)} to ${fixed(z + reach, 3)}. At its right edge `
        + `curve and line are ${share(apart, "less than ")} percent of the frame’s height apart.`;
    },

    drags: {
      middle: ({ x }) => ({ z: x }),
      grip({ x, y }, { z }) {
        const across = (x - z - 0.9) / 1.7;
        const down = (sigmoid(z) - 0.2 - y) / 0.2;
        return { power: 3 - 2.5 * (0.8 * across + 0.2 * down) };
      },
    },
  };
});
