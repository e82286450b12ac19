// Lets a pointer turn a knob by moving over the picture, along one of its scales.
//
// The picture is as wide as the page allows, so a place on the screen is first put into the plot's
// own coordinates. The knob's native input takes the number, as if it had been turned by hand.
(() => {
  "use strict";
  window.whySigma.drag = (figure) => {
    const [scale, knob] = figure.element.dataset.drag.split(":");
    if (!knob) return;
    const stage = figure.find(".stage");
    const named = () => { // a choice says by its value which knob is meant
      const chosen = figure.values()[knob];
      return figure.inputs.find(({ name }) => name === (typeof chosen === "string" ? chosen : knob));
    };
    const group = scale.includes("_") ? `${scale.replace(/_[xy]$/, "")}_group` : "root";
    stage.dataset.drags = knob;

    function follow({ clientX, clientY }) {
      const frame = figure.svg.querySelector(`g.${group} > g`);
      const place = new DOMPoint(clientX, clientY).matrixTransform(frame.getScreenCTM().inverse());
      const number = figure.view.scale(scale).invert(scale.endsWith("x") ? place.x : place.y);
      if (!Number.isFinite(number)) return;
      named().value = number; // the input puts it on the nearest step inside its range
      figure.turned();
    }

    stage.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      stage.setPointerCapture(event.pointerId);
      follow(event);
    });
    stage.addEventListener("pointermove", (event) => {
      if (stage.hasPointerCapture(event.pointerId)) follow(event);
    });
  };
})();
