// Moves plot_height_times_headroom.py: the same numbers, parts and words for any z.
whySigma.figure("why-the-derivative-is-simple/height_times_headroom", ({ sigmoid, span, fixed, box }) => ({
  numbers: ({ z }) => ({ height: sigmoid(z), headroom: sigmoid(-z), slope: sigmoid.slope(z) }),

  parts: ({ z }, { height, headroom, slope }) => ({
    height_bar: box(z - 0.15, 0, z + 0.15, height),
    headroom_bar: box(z - 0.15, height, z + 0.15, 1),
    point: [[z, height]],
    rectangle: box(0, 0, headroom, height),
    height_side: [[0, 0], [0, height]],
    headroom_side: [[0, 0], [headroom, 0]],
    corner: [[headroom, height]],
    area_label: `area ${fixed(slope, 3)}`,
    trace: span(-6, z, 60).map((at) => [at, sigmoid.slope(at)]),
    slope_point: [[z, slope]],
  }),

  words({ z }, { height, headroom, slope }) {
    const most = slope === 0.25 ? ", the most there can be" : "";
    return `At z = ${fixed(z, 2)} the height is ${fixed(height, 3)} and the headroom ${fixed(headroom, 3)}. `
      + `Multiplied, they make the slope: ${fixed(slope, 3)}${most}.`;
  },

  drags: {
    point: ({ x }) => ({ z: x }),
    slope_point: ({ x }) => ({ z: x }),
    corner: ({ x, y }) => ({ z: Math.log(Math.max(y, 0.001) / Math.max(x, 0.001)) }),
  },
}));
