// Moves plot_vanishing_chain.py: the same numbers, parts and words for any row of neurons.
whySigma.figure("is-sigma-still-used/vanishing_chain", ({ curves, span, fixed, box }) => {
  const names = { sigmoid: "σ", tanh: "tanh", relu: "ReLU" };
  const roles = { sigmoid: "sigma", tanh: "cousin", relu: "hinge" };
  const steepest = { sigmoid: 0.25, tanh: 1, relu: 1 };
  const [least, most] = [0.9e-15, 1.1e6];

  function size(number) {
    if (number === 0) return "0";
    if (number > 0.0095 && number < 99999.5) return fixed(number, number >= 10 ? 0 : number >= 1 ? 2 : 3);
    const power = String(Math.round(Math.log10(number)));
    return `about 10${power.replace(/./g, (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)])}`;
  }

  function endWords(left) {
    if (left === 0) return "nothing left";
    if (left < least) return "below 10⁻¹⁵";
    return left > most ? "off the top" : size(left);
  }

  function whyNothing({ weight, z }) {
    if (weight === 0) return "A weight of 0 lets nothing through, whatever the curve.";
    if (z === 0) return "At z = 0 ReLU has a corner, where its slope counts as 0: nothing gets through.";
    return `At z = ${fixed(z, 2)} ReLU is flat: nothing gets through the first layer.`;
  }

  return {
    numbers({ curve, depth, weight, z }) {
      const slope = curves[curve].slope(z);
      const share = Math.abs(weight) * slope;
      return { slope, share, left: share ** depth };
    },

    parts({ curve, depth, weight, z }, { slope, share, left }) {
      const colour = roles[curve];
      const after = (each) => span(0, depth, depth).map((layer) => [layer, each ** layer]);
      const line = (each) => after(each).map(([layer, part]) => [layer, Math.max(part, 1e-40)]);
      const end = [depth, Math.min(Math.max(left, least), most)];
      return {
        bound: line(Math.abs(weight) * steepest[curve]),
        chain: { points: line(share), colour },
        dots: { points: after(share).filter(([, part]) => part >= least && part <= most), colour },
        end: [end],
        end_words: { at: end, shift: [16, -4], text: endWords(left), colour },
        slopes: { points: span(-6, 6, 240).map((at) => [at, curves[curve].slope(at)]), colour },
        stem: { points: [[z, 0], [z, slope]], colour },
        z_point: [[z, slope]],
        slope_is: { text: size(slope), colour },
        bar: box(-0.25, 0, 0.25, weight),
        weight_end: [[0, weight]],
        weight_is: fixed(weight, 1),
      };
    },

    words({ curve, depth, weight, z }, { share, left }) {
      if (share === 0) return whyNothing({ weight, z });
      const turned = weight < 0 ? " and turns its sign" : "";
      const passed = `With ${names[curve]}, each layer makes a small change ${size(share)} times as large${turned}`;
      const counted = depth === 1 ? "1 layer" : `${depth} layers`;
      if (left > 1) return `${passed}. After ${counted} it is ${size(left)} times as large.`;
      return `${passed}. After ${counted}, ${left === 1 ? "all" : size(left)} of it is left.`;
    },

    drags: {
      end: ({ x }) => ({ depth: x }),
      z_point: ({ x }) => ({ z: x }),
      weight_end: ({ y }) => ({ weight: y }),
    },
  };
});
