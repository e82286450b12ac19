// Moves plot_stack_of_rulers.py: the same numbers, parts and words for any slopes and shifts.
whySigma.figure("why-nonlinearity/stack_of_rulers", ({ sigmoid, identity, span, fixed }) => {
  const names = ["first", "second", "third"];

  const stack = (knobs, bent = knobs.bent) =>
    names.slice(0, knobs.layers === "two" ? 2 : 3).map((name, i) => ({
      slope: knobs[`slope${i + 1}`],
      shift: knobs[`shift${i + 1}`],
      curve: name === bent ? sigmoid : identity,
    }));
  const bends = (layer) => layer.curve === sigmoid;

  // What comes out at x, and its slope there.
  function run(layers, x) {
    let [out, slope] = [x, 1];
    for (const layer of layers) {
      const z = layer.slope * out + layer.shift;
      slope *= layer.slope * layer.curve.slope(z);
      out = layer.curve(z);
    }
    return { out, slope };
  }

  const plus = (number) => fixed(number, 2).replace(/^−/, "− ").replace(/^(?!−)/, "+ ");
  const drawn = (layers, low, high, pieces) => ({
    points: span(low, high, pieces).map((x) => [x, run(layers, x).out]),
    colour: layers.some(bends) ? "sigma" : "straight",
  });

  function layerParts(n, layer) {
    const parts = (ruler, line, middle, end, does) =>
      ({ [`ruler${n}`]: ruler, [`line${n}`]: line, [`middle${n}`]: middle, [`end${n}`]: end, [`does${n}`]: does });
    if (!layer) return parts(null, null, null, null, "left out");
    const { slope, shift } = layer;
    const does = `× ${fixed(slope, 2)} ${plus(shift)}${bends(layer) ? ", σ" : ""}`;
    const [left, right] = [[-2, shift - 2 * slope], [2, shift + 2 * slope]];
    return parts([left, right], drawn([layer], -2, 2, 40), [[0, shift]], [right], does);
  }

  function whatComesOut(knobs, { slope, least, most, middle }) {
    const layers = stack(knobs);
    if (layers.some((layer) => layer.slope === 0)) {
      return `Nothing of x gets past a slope of 0: whatever goes in, ${fixed(middle, 2)} comes out.`;
    }
    if (layers.some(bends)) {
      const [low, high] = [fixed(least, 3), fixed(most, 3)];
      const slopes = low === high ? "but its slope hardly changes" : `its slope runs from ${low} to ${high}`;
      return `With σ in the ${knobs.bent} layer no one ruler equals the stack: ${slopes}.`;
    }
    return `The ${knobs.layers} layers are one ruler: for each step of 1 along x, what comes out changes by ${fixed(slope, 2)}.`;
  }

  return {
    numbers(knobs) {
      const { out: shift, slope } = run(stack(knobs, "none"), 0);
      const slopes = span(-3, 3, 120).map((x) => run(stack(knobs), x).slope);
      return { slope, shift, least: Math.min(...slopes), most: Math.max(...slopes), middle: run(stack(knobs), 0).out };
    },

    parts(knobs, { slope, shift }) {
      const layers = stack(knobs);
      const line = `${fixed(slope, 2)} × x ${plus(shift)}`;
      return Object.assign({
        whole: [[-3, shift - 3 * slope], [3, shift + 3 * slope]],
        out: drawn(layers, -3, 3, 120),
        line_is: layers.some(bends) ? `without σ: ${line}` : `one ruler: ${line}`,
      }, ...names.map((_, i) => layerParts(i + 1, layers[i])));
    },

    words(knobs, numbers) {
      const missing = knobs.layers === "two" && knobs.bent === "third";
      return whatComesOut(knobs, numbers) + (missing ? " There is no third layer to bend." : "");
    },

    drags: Object.fromEntries([1, 2, 3].flatMap((n) => [
      [`middle${n}`, ({ y }) => ({ [`shift${n}`]: y })],
      [`end${n}`, ({ y }, knobs) => ({ [`slope${n}`]: (y - knobs[`shift${n}`]) / 2 })],
    ])),
  };
});
