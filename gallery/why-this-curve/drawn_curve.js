// What plot_draw_your_own.py works out of a drawn curve, and gives the reasons for: the wishes it
// meets, and the losses of a network that learns XOR with it. `constants` are the script's.
whySigma.drawnCurve = (constants) => {
  const { low, high, spacing, steps, rate, wildest, overshoot } = constants;
  const pieceAt = (z) => Math.min(39, Math.max(0, Math.floor((z + 6) / spacing)));
  const within = (height) => height > low + 0.01 && height < high - 0.01;
  const slopes = (heights) => heights.slice(1).map((height, i) => (height - heights[i]) / spacing);
  const most = (list) => list.reduce((a, b) => Math.max(a, Math.abs(b)), 0);

  function wishesMet(heights) {
    const rises = slopes(heights);
    const seen = rises.map((_, i) => within(heights[i]) && within(heights[i + 1]));
    const steepest = most(rises.filter((_, i) => seen[i]));
    const sharpest = most(rises.map((rise, i) => (seen[i] && seen[i - 1] ? rise - rises[i - 1] : 0)));
    const falls = most(heights.map((y, i) => Math.max(...heights.slice(0, i + 1)) - y));
    const climbs = most(heights.map((y, i) => y - Math.min(...heights.slice(0, i + 1))));
    const seenAt = heights.flatMap((y, i) => (within(y) ? [i] : []));
    const [first, last] = seenAt.length > 1 ? [seenAt[0], seenAt.at(-1)] : [0, heights.length - 1];
    const line = (i) => heights[first] + ((heights[last] - heights[first]) * (i - first)) / (last - first);
    const straight = most(heights.map((y, i) => (i < first || i > last ? 0 : y - line(i)))) <= 0.1;
    const level = Math.max(...heights) - Math.min(...heights) <= 0.05;
    const bounded = heights.every(within) && (level || !straight);
    const unit = most([Math.min(...heights), Math.max(...heights) - 1]) <= 0.05;
    const tilts = rises.map(Math.abs).some((rise) => rise > 0.02 && rise <= 2);
    const met = [
      tilts,
      steepest <= 2,
      !straight,
      sharpest <= 0.75,
      falls <= 0.05,
      bounded,
      bounded && unit,
      Math.min(falls, climbs) <= 0.05,
    ];
    return met.map(Number);
  }

  // A curve that leaves the picture by its floor or ceiling goes on as steeply as it left.
  function carriedOn(heights) {
    const left = heights.findIndex((y, i) => within(y) && within(heights[i + 1]));
    const right = heights.findLastIndex((y, i) => within(y) && within(heights[i - 1]));
    if (left < 0) return heights;
    const before = heights[left + 1] - heights[left];
    const after = heights[right] - heights[right - 1];
    return heights.map((y, i) => (i < left ? heights[left] - before * (left - i)
      : i > right ? heights[right] + after * (i - right) : y));
  }

  function lossesOf(drawnHeights) {
    const heights = carriedOn(drawnHeights);
    const rises = slopes(heights);
    if (most(rises) > wildest) return [];
    const { Network, gradientDescent, ACTIVATIONS, LOSSES } = explainer; // the browser's library
    const drawn = { fill: (zs, a, s) => zs.forEach((z, i) => {
      const piece = pieceAt(z);
      a[i] = heights[piece] + rises[piece] * (z - (piece * (12 / 40) - 6));
      s[i] = rises[piece];
    }) };
    const network = new Network([2, 4, 1], [drawn, ACTIVATIONS.sigmoid], Float64Array.from(constants.start));
    const losses = [];
    for (const { index, loss } of gradientDescent(network, constants.inputs, constants.targets,
      { loss: LOSSES.cross_entropy, rate })) {
      losses.push(loss);
      if (index === steps || loss > losses[Math.max(index - 1, 0)] + overshoot) break;
    }
    return losses;
  }

  return { wishesMet, lossesOf, most };
};
