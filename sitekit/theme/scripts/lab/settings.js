// What the reader has chosen, and its form in the address: `?lab.data=xor&lab.hidden=4-4&...`.
//
//   whySigma.lab.settings.read(query) -> { settings, given, notice }   never throws; whatever the
//       address says that cannot be used is left out, and the notice says so in words
//   whySigma.lab.settings.text(settings)  -> the values that state.js puts in the address
// Settings: data, inputs (of one's own points), points [[x, y, wanted] or [x, wanted], ...],
// hidden [neurons a layer], curves [one a layer, the last one too], loss, rate, seed, step, speed,
// and bare: "yes" leaves the picture and hides what it is set up with.
(() => {
  "use strict";
  const CURVES = ["step", "identity", "sigmoid", "tanh", "relu"];
  const MOST_POINTS = 40;
  const one = CURVES.join("|");
  const number = "-?\\d(\\.\\d{1,3})?";

  const PARAMETERS = {
    data: { options: ["xor", "line", "wild", "rings", "own"], default: "xor" },
    inputs: { options: ["1", "2"], default: "2" },
    points: { matches: new RegExp(`^(${number}(,${number}){1,2}(;|$)){0,200}$`), default: "" },
    hidden: { matches: /^(0|[1-8](-[1-8]){0,2})$/, default: "4" },
    curves: { matches: new RegExp(`^(${one})(-(${one})){0,3}$`), default: "sigmoid" },
    loss: { options: ["squared_error", "cross_entropy"], default: "cross_entropy" },
    rate: { min: 0, max: 1e9, step: 0.001, default: 2 },
    seed: { min: 0, max: 9999, step: 1, default: 1 },
    step: { min: 0, max: 200000, step: 1, default: 0 },
    speed: { options: ["1", "10", "100", "all"], default: "10" },
    bare: { options: ["no", "yes"], default: "no" },
  };

  function read(query) {
    const { values, given, ignored } = window.whySigma.state.read("lab", PARAMETERS, query);
    const said = ignored ? ["Some of this page's address could not be used, and was left out."] : [];
    const settings = { ...values, inputs: Number(values.inputs) };
    settings.hidden = values.hidden === "0" ? [] : values.hidden.split("-").map(Number);
    settings.curves = fitCurves(values.curves.split("-"), settings.hidden.length + 1, said);
    settings.points = fitPoints(values.points, settings.inputs, said);
    return { settings, given, notice: said.join(" ") };
  }

  function fitCurves(curves, layers, said) { // one name stands for all layers
    if (curves.length === layers) return curves;
    if (curves.length > 1) said.push("The address named too many curves or too few; the first one is used for all layers.");
    return Array(layers).fill(curves[0]);
  }

  function fitPoints(text, inputs, said) {
    const all = text.split(";").filter(Boolean).map((point) => point.split(",").map(Number));
    const inside = all.filter((point) => point.length === inputs + 1 && point.every(within(inputs)));
    if (inside.length < all.length) said.push("Points that lie outside the plot were left out.");
    if (inside.length > MOST_POINTS) said.push(`Only the first ${MOST_POINTS} points are used.`);
    return inside.slice(0, MOST_POINTS);
  }

  const within = (inputs) => (value, i) => // with two inputs, what is wanted is yes or no
    (inputs === 2 && i === 2 ? value === 0 || value === 1 : Math.abs(value) <= 1);

  function text(settings) {
    const same = settings.curves.every((curve) => curve === settings.curves[0]);
    const values = {
      ...settings,
      inputs: String(settings.inputs),
      points: settings.data === "own" ? settings.points.map((point) => point.join(",")).join(";") : "",
      hidden: settings.hidden.join("-") || "0",
      curves: same ? settings.curves[0] : settings.curves.join("-"),
    };
    const names = Object.keys(PARAMETERS).filter((name) => values[name] !== PARAMETERS[name].default);
    return Object.fromEntries(names.map((name) => [name, values[name]]));
  }

  const settings = { CURVES, MOST_POINTS, PARAMETERS, read, text };
  window.whySigma.lab = Object.assign(window.whySigma.lab || {}, { settings });
})();
