// Moves plot_turn_one_knob.py: the same numbers, parts and words for any setting of the knobs.
whySigma.figure("one-knob-at-a-time/turn_one_knob", ({ sigmoid, span, fixed, box }) => {
  const TONIGHT = { friend: 1, film: 0.5, rain: 0 };
  const ROWS = { friend: 2, film: 1, rain: 0 };
  const BIAS = -2;
  const z = ({ friend, film, rain }) =>
    friend * TONIGHT.friend + film * TONIGHT.film + rain * TONIGHT.rain + BIAS;
  const fader = (knob) => ({ x }) => ({ [knob]: x });
  // With 4 decimals, or as many more as 2 significant digits need.
  const written = (rate) => (rate ? fixed(rate, Math.max(4, 1 - Math.floor(Math.log10(rate)))) : "0");

  return {
    numbers(knobs) {
      const slope = sigmoid.slope(z(knobs));
      const rates = Object.entries(TONIGHT).map(([name, input]) => [`${name}_rate`, input * slope]);
      return { output: sigmoid(z(knobs)), slope, ...Object.fromEntries(rates) };
    },

    parts(knobs, numbers) {
      const { knob } = knobs;
      const { output } = numbers;
      const stands = knobs[knob];
      const rate = numbers[`${knob}_rate`];
      const shapes = {
        held: `the ${knob}’s weight turns, the others are held`,
        curve: span(-6, 6, 120).map((turn) => [turn, sigmoid(z({ ...knobs, [knob]: turn }))]),
        tangent: [-2, 2].map((along) => [stands + along, output + rate * along]),
        point: [[stands, output]],
      };
      for (const [name, row] of Object.entries(ROWS)) {
        const own = numbers[`${name}_rate`];
        const chosen = name === knob;
        shapes[`${name}_fader`] = [[knobs[name], row]];
        shapes[`${name}_bar`] = {
          points: box(0, row - 0.22, own, row + 0.22), colour: chosen ? "straight" : "muted",
        };
        shapes[`${name}_value`] = {
          at: [own, row], shift: [6, -4], text: written(own), colour: chosen ? "straight" : "ink",
        };
      }
      return shapes;
    },

    words({ knob }, numbers) {
      const taken = TONIGHT[knob];
      const own = written(numbers[`${knob}_rate`]);
      return `Tonight the ${knob}’s input is ${taken}, and the slope of σ here is ${written(numbers.slope)}. `
        + `The rate of the ${knob}’s weight is ${taken} times that: ${own}.`;
    },

    drags: {
      point: ({ x }, { knob }) => ({ [knob]: x }),
      friend_fader: fader("friend"),
      film_fader: fader("film"),
      rain_fader: fader("rain"),
    },
  };
});
