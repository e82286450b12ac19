// The state of what moves on a page, kept in the page's address, so that a link carries all of it.
//
// Each figure has a prefix of its own, and declares its parameters, which have one of three kinds:
//   { min: -6, max: 6, step: 0.1, default: 2 }         a number, put on the nearest step
//   { options: ["switch", "sigmoid"], default: "..." }  one of these texts
//   { matches: /^[0-9.]{0,40}$/, default: "" }          a text that fits the pattern
// In the address, `?zoom.z=1.5&zoom.times=8` is the state of the figure with the prefix `zoom`.
// Whatever else stands there (`?level=`, other prefixes) is left alone.
//
//   whySigma.state.read(prefix, parameters, query = location.search) -> { values, given, ignored }
//       values: every parameter's value, its default where the address has none that will do;
//       given: whether the address says anything under the prefix;
//       ignored: whether some of what it says was of no use. Tell the reader so, quietly.
//   whySigma.state.write(prefix, values)   puts values in the address, soon and not too often;
//                                          null takes them out
//   whySigma.state.link(prefix, values, anchor) -> the address of this state, to give away
//   whySigma.state.parse(parameter, text)  -> the value that a text stands for, or null
//
// What comes from an address is a number in its range, or a text we know: never markup, never code.
(() => {
  "use strict";
  const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
  const LONGEST = 2000; // of a text; no honest one is longer
  const PAUSE = 250; // milliseconds; browsers refuse an address that changes more often
  const waiting = new Map();

  function parse(parameter, text) {
    if (typeof text !== "string" || text.length > LONGEST) return null;
    if (parameter.options) return parameter.options.includes(text) ? text : null;
    if (parameter.matches) return parameter.matches.test(text) ? text : null;
    const number = NUMBER.test(text) ? Number(text) : NaN;
    const inside = number >= parameter.min && number <= parameter.max; // so not NaN, not infinite
    return inside ? onStep(parameter, number) : null;
  }

  function onStep({ min, max, step }, number) {
    const nearest = min + Math.round((number - min) / step) * step;
    return Number(Math.min(max, nearest).toPrecision(12)) + 0; // 0.3, not 0.30000000000000004; no -0
  }

  function read(prefix, parameters, query = location.search) {
    const said = new URLSearchParams(query);
    const keys = [...said.keys()].filter((key) => key.startsWith(`${prefix}.`));
    const known = Object.keys(parameters).map((name) => `${prefix}.${name}`);
    let ignored = keys.some((key) => !known.includes(key));
    const values = {};
    for (const [name, parameter] of Object.entries(parameters)) {
      const texts = said.getAll(`${prefix}.${name}`);
      const value = texts.length === 1 ? parse(parameter, texts[0]) : null;
      if (texts.length && value === null) ignored = true;
      values[name] = value === null ? parameter.default : value;
    }
    return { values, given: keys.length > 0, ignored };
  }

  function put(address, prefix, values) {
    for (const key of [...address.searchParams.keys()]) {
      if (key.startsWith(`${prefix}.`)) address.searchParams.delete(key);
    }
    for (const [name, value] of Object.entries(values || {})) {
      address.searchParams.set(`${prefix}.${name}`, value);
    }
    return address;
  }

  function flush() {
    const address = new URL(location.href);
    waiting.forEach((values, prefix) => put(address, prefix, values));
    waiting.clear();
    try { history.replaceState(history.state, "", address); } catch { /* some refuse it to files */ }
  }

  function write(prefix, values) {
    if (!waiting.size) setTimeout(flush, PAUSE);
    waiting.set(prefix, values);
  }

  function link(prefix, values, anchor) {
    const address = put(new URL(location.href), prefix, values);
    address.hash = anchor;
    return address.href;
  }

  window.whySigma = Object.assign(window.whySigma || {}, { state: { parse, read, write, link } });
})();
