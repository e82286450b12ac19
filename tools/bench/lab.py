"""Benchmark the training lab in Chromium: its arithmetic against a graph of objects, its page.

The rival, `by_nodes.js`, keeps neurons and links as objects, as TensorFlow Playground does. Both
first train the same network on the same examples, and must agree on losses and parameters.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from explainer.network import Network
from sitekit.build.serve import server
from sitekit.core.browser import find_chromium
from tools.bench.race import print_row, print_title, verdict

ROUNDS, STEPS, RATE = 31, 300, 0.5
SET_UP = """([vector, x, y]) => {
    const { ACTIVATIONS, LOSSES, Network, gradientDescent } = explainer, sizes = [2, 8, 1];
    const curves = [ACTIVATIONS.sigmoid, ACTIVATIONS.sigmoid];
    window.ours = (steps) => {
        const network = new Network(sizes, curves, Float64Array.from(vector)), losses = [];
        const inputs = Float64Array.from([0, 1].flatMap(k => x.map(row => row[k])));
        const how = { loss: LOSSES.squared_error, rate: %(rate)s };
        for (const { index, loss } of gradientDescent(network, inputs, Float64Array.from(y), how)) {
            if (index === steps) break; // what follows would be one step more
            losses.push(loss);
        }
        return { losses, after: [...network.vector] };
    };
    window.theirs = (steps) => {
        const layers = byNodes.build(sizes, vector), losses = [];
        for (let i = 0; i < steps; i++) losses.push(byNodes.step(layers, x, y, %(rate)s));
        return { losses, after: byNodes.parameters(layers) };
    };
}"""
RACE = """([rounds, steps]) => {
    const taken = [[], []], ways = [window.ours, window.theirs];
    for (let round = -3; round < rounds; round++) ways.forEach((way, i) => {
        const start = performance.now();
        way(steps);
        if (round >= 0) taken[i].push((performance.now() - start) / 1000 / steps);
    });
    return taken;
}"""
WATCH = """async ([x, y, seconds]) => {
    const { here, settings } = whySigma.lab, points = x.map((row, i) => [...row, y[i]]);
    here.sets.rings = { inputs: 2, points, box: { x: [-3, 3], y: [-3, 3] } };
    const query = "?lab.data=rings&lab.hidden=8&lab.loss=squared_error&lab.rate=0.5&lab.speed=all";
    await here.change(settings.read(query).settings, "");
    here.find("run").click();
    const frame = () => new Promise(requestAnimationFrame), start = performance.now();
    let frames = 0, now = start;
    for (; now - start < 1000 * seconds; frames++) { await frame(); now = performance.now(); }
    const passed = (now - start) / 1000, steps = here.snapshot.index;
    here.pause();
    return [steps / passed, frames / passed];
}"""


def main(root: Path) -> None:
    """Check both engines, time them, and measure the page."""
    points = np.random.default_rng(0).normal(size=(100, 2))
    targets = (points[:, 0] * points[:, 1] > 0.0) * 1.0
    with browser() as chromium:
        print(f"Chromium {chromium.version}, 2-8-1, σ throughout, squared error, 100 points")
        race(chromium.new_page(), root, points, targets)
        with served(root) as address:
            watch(chromium.new_page(), address, points, targets)


def race(page: Page, root: Path, points: np.ndarray, targets: np.ndarray) -> None:
    """Time both engines in turns, after checking that they compute the same numbers."""
    for script in ("sitekit/theme/scripts/lab/network.js", "tools/bench/by_nodes.js"):
        page.add_script_tag(path=root / script)
    layers = Network.random((2, 8, 1), seed=1).layers
    vector = np.concatenate([np.r_[layer.weights.ravel(), layer.biases] for layer in layers])
    page.evaluate(SET_UP % {"rate": RATE}, [vector.tolist(), points.tolist(), targets.tolist()])
    ours, theirs = (page.evaluate(f"window.{way}(200)") for way in ("ours", "theirs"))
    for what in ("losses", "after"):
        np.testing.assert_allclose(theirs[what], ours[what], rtol=1e-10, err_msg=what)
    print("\nSame numbers: the loss before each of 200 steps, parameters after them")
    mine, other = page.evaluate(RACE, [ROUNDS, STEPS])
    print_title("One full-batch step in Chromium")
    print_row("the lab's network.js", mine)
    print_row("a graph of objects, as in playground", other, (other, mine), at_least=1)


def watch(page: Page, address: str, points: np.ndarray, targets: np.ndarray) -> None:
    """Run the lab at full speed, with its figures, and count steps and frames."""
    page.goto(f"{address}/lab/index.html?lab.seed=1")
    page.wait_for_function("window.whySigma.lab.here.picture.kind")
    seen = page.evaluate(WATCH, [points.tolist(), targets.tolist(), 5])
    print("\nThe lab's page at full speed, with all that it draws")
    for value, unit, least in zip(seen, ("steps", "frames"), (2000, 55), strict=True):
        said = verdict(value, at_least=least, unit=f" {unit} a second")
        print(f"  {value:10.0f} {unit} a second; {said}")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, or else Playwright's."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve the built site on loopback; yield its address."""
    if not (root / "site/lab/index.html").exists():
        sys.exit("build the site first: nox -s docs")
    with server(root) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
