// Moves plot_build_a_skyline.py: the same numbers, parts and words for any roofs and edges.
whySigma.figure("enough-neurons/build_a_skyline", ({ sigmoid, span, fixed }) => {
  const [low, high, bumps, steepness, ground] = [0, 2, 8, 60, -2];
  const xs = span(low, high, 200);
  const curve = xs.map((x) => Math.sin(3 * x) + Math.sin(9 * x) / 2 + Math.sin(24 * x) / 4);
  const all = (count, make) => Array.from({ length: count }, (_, i) => make(i + 1));
  const named = (pairs) => Object.fromEntries(pairs);

  const heightsOf = (knobs) => all(bumps, (n) => knobs[`bump${n}`]);
  const edgesOf = (knobs) => [low, ...all(bumps - 1, (n) => knobs[`edge${n}`]), high];

  // At each edge the skyline climbs from one height to the next, along a σ.
  function skylineOf(knobs) {
    const heights = [0, ...heightsOf(knobs), 0];
    const edges = edgesOf(knobs);
    return xs.map((x) => edges.reduce(
      (sum, edge, i) => sum + (heights[i + 1] - heights[i]) * sigmoid(steepness * (x - edge)), 0));
  }

  return {
    numbers(knobs) {
      const skyline = skylineOf(knobs);
      const errors = skyline.map((height, i) => Math.abs(height - curve[i]));
      const worst = Math.max(...errors);
      const error = errors.reduce((sum, each) => sum + each) / errors.length;
      return { skyline, error, worst, place: xs[errors.indexOf(worst)] };
    },

    parts(knobs, { skyline, error }) {
      const heights = heightsOf(knobs);
      const edges = edgesOf(knobs);
      const line = xs.map((x, i) => [x, skyline[i]]);
      const back = xs.map((x, i) => [x, curve[i]]).reverse();
      const halfway = (n) => (heights[n - 1] + heights[n]) / 2;
      const middle = (n) => (edges[n - 1] + edges[n]) / 2;
      return {
        gap: [...line, ...back],
        skyline: line,
        ...named(all(bumps - 1, (n) => [`wall${n}`, [[edges[n], ground], [edges[n], halfway(n)]]])),
        ...named(all(bumps - 1, (n) => [`edge${n}`, [[edges[n], ground]]])),
        ...named(all(bumps, (n) => [`roof${n}`, [[middle(n), heights[n - 1]]]])),
        off: `off by ${fixed(error, 3)} on average`,
      };
    },

    words(knobs, { worst, place }) {
      const where = `where ${fixed(place, 2)} goes in`;
      return `The pink is tallest ${where}: there the skyline is off by ${fixed(worst, 2)}.`;
    },

    drags: {
      ...named(all(bumps, (n) => [`roof${n}`, ({ y }) => ({ [`bump${n}`]: y })])),
      ...named(all(bumps - 1, (n) => [`edge${n}`, ({ x }) => ({ [`edge${n}`]: x })])),
    },
  };
});
