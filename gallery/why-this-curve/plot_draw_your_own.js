// Moves plot_draw_your_own.py. What is worked out of the drawn curve is in drawn_curve.js.
whySigma.figure("why-this-curve/draw_your_own", ({ drawing, span, fixed, box }, constants) => {
  const { low, high, spacing, steps, shown, learned, sigma } = constants;
  const { wishesMet, lossesOf, most } = whySigma.drawnCurve(constants);
  const { decode, encode } = drawing(low, high);
  const zs = span(-6, 6, 40);
  const tables = constants.tables.map(decode);
  const nearestTo = (z) => Math.min(40, Math.max(0, Math.round((z + 6) / spacing)));

  function numbers({ drawing: text }) {
    const heights = decode(text);
    const losses = lossesOf(heights);
    const gaps = tables.map((table) => most(table.map((y, i) => y - heights[i])));
    const gap = Math.min(...gaps);
    return {
      met: wishesMet(heights),
      gap,
      nearest: gaps.indexOf(gap),
      learned: losses.findIndex((loss) => loss < learned),
      losses: losses.filter((_, i) => i % shown === 0),
    };
  }

  function parts({ drawing: text, place, height }, { met, losses }) {
    const orNull = (list) => (list.length ? list : null);
    const rows = (has) => orNull(met.flatMap((each, row) => (each === has ? [[0, row]] : [])));
    return {
      pad: box(-6, low, 6, high),
      drawn: decode(text).map((y, i) => [zs[i], y]),
      pen: [[place, height]],
      met: rows(1),
      unmet: rows(0),
      losses: orNull(losses.map((loss, i) => [i * shown, loss])),
    };
  }

  function words(_, { met, gap, nearest, learned: at, losses }) {
    const near = `nearest to ${constants.names[nearest]}, ${fixed(gap, 2)} apart at most`;
    let learns = `With it the network has not learned XOR after ${steps} steps.`;
    if (!losses.length) learns = "It is too steep for the network to try.";
    else if (at >= 0) learns = `With it the network learns XOR in ${at} steps (σ: ${sigma}).`;
    else if (losses.length <= steps / shown) learns = "With it the network overshoots, and does not learn.";
    return `Your curve meets ${met.filter(Boolean).length} of the 8 wishes. `
      + `It is ${gap <= 0.3 ? near : "like none of the fourteen"}. ${learns}`;
  }

  // The pen draws a straight line between two places that it passes.
  function pad({ x, y }, { drawing: text }, before) {
    const heights = decode(text);
    const [from, to] = [nearestTo(before.x), nearestTo(x)];
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) {
      heights[i] = from === to ? y : before.y + ((y - before.y) * (i - from)) / (to - from);
    }
    return { drawing: encode(heights), place: zs[to] };
  }

  function settle({ drawing: text, place, height }, turned) { // by keys: the height at a place
    const heights = decode(text);
    if (turned !== "height") return { height: heights[nearestTo(place)] };
    heights[nearestTo(place)] = height;
    return { drawing: encode(heights) };
  }

  return { numbers, parts, words, settle, drags: { pad } };
});
