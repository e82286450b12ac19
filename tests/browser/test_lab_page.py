"""The lab as a reader meets it: it runs and rewinds, says what happens, and draws what is so."""

import re
from importlib.resources import files
from itertools import combinations, pairwise

import numpy as np
import pytest

from explainer.activations import ACTIVATIONS, identity
from explainer.datasets import noisy_line, two_rings, wild_curve, xor
from explainer.network import Layer, Network

PAGE = "lab/index.html"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
HERE = "window.whySigma.lab.here"
READY = f"() => {HERE}.task && ({HERE}.snapshot || {HERE}.task.trouble)"
CHANGE = """async query => {
    const { here, settings } = whySigma.lab, read = settings.read(query);
    await here.change(read.settings, read.notice);
    return read.notice;
}"""
ADVANCE = """async steps => {
    const { here } = whySigma.lab;
    await here.change({ ...here.settings, step: steps }, "");
    return here.find("words").innerText + " [" + here.snapshot.loss + "]";
}"""

SHOWN = (
    "?lab.data={data}&lab.hidden=3-2&lab.curves=tanh-relu-sigmoid&lab.loss=squared_error"
    "&lab.step=50&lab.rate=0.1"
)
DRAWN = f"""() => {{
    const {{ task, snapshot, picture }} = {HERE};
    const both = ({{ weights, biases }}) => [[...weights], [...biases]];
    const {{ data }} = picture.plane.getContext("2d").getImageData(0, 0, 32, 32);
    const blue = picture.plane.hidden ? [] : [...data].filter((_, i) => i % 4 === 3);
    return [task.message.sizes, snapshot.layers.map(both), [...task.message.plane], blue,
            [...picture.answers]];
}}"""
FRAME = "new Promise(requestAnimationFrame)"  # what was asked to be drawn has been drawn then
SHAPES = f"""() => {{
    const {{ svg, plot, loss }} = {HERE}.picture;
    const path = (name) => (svg.querySelector(name).getAttribute("d") || "M").slice(1)
        .split("L").map(point => point.split(" ").map(Number));
    const dots = [...svg.querySelectorAll("circle[cx]")].map(dot => [
        dot.getAttribute("class"), Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy"))]);
    const box = ({{ left, bottom, width, height }}) => [left, bottom, width, height];
    return {{ dots, plot: box(plot), loss: box(loss), curve: path(".lab-curve"),
        line: path(".lab-line"), way: path(".lab-way") }};
}}"""
AXIS = f"""([steps, losses]) => {{
    const {{ picture, snapshot, task }} = {HERE};
    picture.drawNow({{ ...snapshot, steps, losses }}, task);
    const shown = ({{ group }}) => group.getAttribute("visibility") === "visible";
    const ticks = (axis) => picture.loss.ticks[axis].filter(shown).map(({{ group, text }}) => [
        text.textContent, group.getAttribute("transform").match(/[-.\\d]+/g).map(Number)]);
    return [picture.loss.titles.y.textContent, ticks("x"), ticks("y")];
}}"""
WORDS = f"""() => {{
    const {{ svg }} = {HERE}.picture, box = (element) => {{
        const {{ left, top, right, bottom }} = element.getBoundingClientRect();
        return [left, top, right, bottom];
    }};
    const all = [...svg.querySelectorAll("text")];
    const shown = all.filter(each => getComputedStyle(each).visibility === "visible");
    return [box(svg), shown.map(each => [each.textContent, box(each)])];
}}"""


@pytest.fixture
def lab(open_page):
    """Open the lab and wait for its first picture."""

    def open_it(query="", **options):
        page = open_page(f"{PAGE}{query}", **options)
        page.wait_for_function(READY)
        page.wait_for_function(f"() => {HERE}.picture.kind")
        return page

    return open_it


def on_plot(box, points, x, y):
    """Return where points belong in a frame at [left, bottom, width, height], with these axes."""
    left, bottom, width, height = box
    low, span = np.array([x[0], y[0]]), np.array([x[1] - x[0], y[1] - y[0]])
    return [left, bottom] + (np.asarray(points) - low) / span * [width, -height]


def words(page):
    return page.locator(".lab-words").inner_text()


def index(page):
    return int(page.locator(".lab-index").inner_text())


def test_run_pause_step_and_rewind_and_the_address_keeps_it_all(lab):
    page = lab("?level=algebra&lab.seed=5")
    page.locator(".lab-step").click()
    page.wait_for_function(f"() => {HERE}.snapshot.index === 1")
    page.locator(".lab-run").click()
    page.wait_for_function(f"() => {HERE}.snapshot.index > 100")
    page.locator(".lab-run").click()
    page.wait_for_function(f"() => !{HERE}.running && {HERE}.settings.step > 1")
    stopped, loss = index(page), page.locator(".lab-loss").inner_text()
    page.wait_for_function(f"() => location.search.includes('lab.step={stopped}')")
    assert "level=algebra" in page.url
    assert "lab.seed=5" in page.url
    page.reload()
    page.wait_for_function(f"() => {HERE}.snapshot && {HERE}.snapshot.index === {stopped}")
    assert page.locator(".lab-loss").inner_text() == loss
    page.locator(".lab-rewind").click()
    page.wait_for_function(f"() => {HERE}.snapshot.index === 0")
    page.wait_for_function("() => !location.search.includes('lab.step=')")


def test_the_picture_draws_what_the_library_computes(lab):
    """The blue of each cell, and the curve, from the weights in the tables, by the other road."""
    page = lab("?lab.hidden=3-2&lab.curves=tanh-relu-sigmoid&lab.step=50")
    for data, inputs in (("xor", 2), ("wild", 1)):
        page.evaluate(CHANGE, SHOWN.format(data=data))
        page.evaluate(FRAME)
        sizes, vector, plane, blue, curve = page.evaluate(DRAWN)
        curves = [ACTIVATIONS[name] for name in ("tanh", "relu", "sigmoid")]
        layers = [
            Layer(np.reshape(weights, (b, a)), biases, how)
            for (a, b), (weights, biases), how in zip(pairwise(sizes), vector, curves, strict=True)
        ]
        heights = Network(tuple(layers))(np.reshape(plane, (inputs, -1)).T)[:, 0]
        if inputs == 1:
            np.testing.assert_allclose(curve, heights, rtol=1e-9)
            shapes = page.evaluate(SHAPES)
            places = on_plot(shapes["plot"], np.column_stack((plane, heights)), (0, 2), (-2, 2))
            np.testing.assert_allclose(shapes["curve"], places, atol=0.006)
        else:
            rows = heights.reshape(32, 32)[::-1]  # a canvas begins at the top
            np.testing.assert_allclose(blue, 191 * rows.ravel(), atol=1)


PRESETS = {
    "watch the switch fail": (500, r"Every slope is 0, so no knob moves.* \[0\.\d"),
    "watch three knobs and their gradients": (5, r"Every knob moves"),
    "watch the steps get too large": (4000, r"numbers have run away"),
    "watch the rulers collapse into one": (1000, r"Three layers, one line: height = −"),
    "watch another curve do as well as σ": (2000, r"\[0\.0"),
    "watch the squared error hesitate": (300, r"\[0\.1"),
    "watch σ bend to a curve": (10_000, r"\[0\.0"),
    "watch two bends do what they can": (10_000, r"\[0\.0[1-9]"),
    "watch three layers of σ stall": (2000, r"The ground is nearly level.*\[0\.12"),
    "watch one neuron face XOR": (1000, r"\[0\.69"),
    "watch one start of many": (3000, r"\[0\.47"),
}


def test_each_preset_shows_what_its_page_is_about(lab):
    page = lab()
    links = page.locator("table a[href*='lab.']")
    found = {link.inner_text(): link.get_attribute("href") for link in links.all()}
    assert found.keys() == PRESETS.keys()
    for name, (steps, expected) in PRESETS.items():
        assert page.evaluate(CHANGE, "?" + found[name].split("?")[1]) == "", name
        seen = page.evaluate(ADVANCE, steps).replace("\n", " ")
        assert re.search(expected, seen), f"{name}: {seen}"


def test_every_link_to_the_lab_is_understood(lab, root):
    page = lab()
    text = "".join(path.read_text("utf-8") for path in (root / "docs").rglob("*.md"))
    queries = re.findall(r"""\?([^"\s)]*lab\.[^"\s)]*)""", text)
    assert len(queries) >= 22
    for query in queries:
        assert page.evaluate(CHANGE, "?" + query.replace("&amp;", "&")) == "", query


SAID = [
    ("lab.data=own", 0, "no points yet"),
    ("lab.data=own&lab.points=0.5,0.5,1", 3, "one point"),
    ("lab.rate=0", 3, "learning rate is 0"),
    ("lab.rate=1e9&lab.curves=identity&lab.loss=squared_error", 99, "have run away"),
    ("lab.curves=step", 0, "Its surprise has no end"),
    ("lab.curves=identity", 0, "Surprise compares chances"),
    ("lab.data=line&lab.loss=squared_error", 1, "can only answer between 0 and 1"),
    ("lab.curves=step-sigmoid", 1, "Layer 1 is made of switches"),
    ("lab.hidden=0&lab.curves=identity&lab.loss=squared_error", 1, "A flat board"),
    ("lab.rate=1000", 3, "gone flat"),
    ("lab.step=3000", 3000, "The loss began|It fits"),
]


def test_what_happens_is_said_in_words(lab):
    page = lab("?lab.data=line")
    assert "ask for less than 0 or more than 1" in words(page)
    for query, steps, expected in SAID:
        assert page.evaluate(CHANGE, f"?{query}") == "", query
        if steps:
            page.evaluate(ADVANCE, steps)
        assert re.search(expected, words(page)), (query, words(page))
        assert "NaN" not in page.locator(".lab").inner_text(), query


def test_points_are_placed_by_keyboard_and_by_pointer(lab):
    page = lab("?lab.data=own")
    page.locator(".lab-place").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_function(f"() => {HERE}.settings.points.length === 1")
    assert page.evaluate(f"{HERE}.settings.points") == [[0.1, 0.05, 1]]
    assert "0.10 across, 0.05 up" in page.locator(".lab-cursor").inner_text()
    page.locator("[name=wanted][value='0']").check()
    page.locator(".lab-stage").scroll_into_view_if_needed()
    frame = page.locator(".lab-stage .lab-axes").first.bounding_box()
    page.mouse.click(frame["x"] + frame["width"] / 4, frame["y"] + frame["height"] / 4)
    page.wait_for_function(f"() => {HERE}.settings.points.length === 2")
    np.testing.assert_allclose(
        page.evaluate(f"{HERE}.settings.points[1]"), [-0.5, 0.5, 0], atol=0.02
    )
    page.wait_for_function("() => location.search.includes('lab.points=0.1%2C0.05%2C1%3B-0.5')")
    page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] + 12)
    assert "outside the plot" in page.locator(".lab-notice").inner_text()
    page.locator(".lab-place").focus()
    page.keyboard.press("Backspace")
    page.locator(".lab-clear").click()
    page.wait_for_function(f"() => {HERE}.settings.points.length === 0")
    assert "no points yet" in words(page)


def test_a_finger_places_points_on_a_phone(lab):
    page = lab("?lab.data=own", width=390, height=844, has_touch=True, is_mobile=True)
    page.locator(".lab-stage").scroll_into_view_if_needed()
    frame = page.locator(".lab-stage .lab-axes").first.bounding_box()
    for count, (across, up) in enumerate(((0.25, 0.75), (0.9, 0.1)), start=1):
        x, y = frame["x"] + across * frame["width"], frame["y"] + (1 - up) * frame["height"]
        page.touchscreen.tap(x, y)
        page.wait_for_function(f"() => {HERE}.settings.points.length === {count}")
        placed = page.evaluate(f"{HERE}.settings.points.at(-1)")
        np.testing.assert_allclose(placed, [2 * across - 1, 2 * up - 1, 1], atol=0.02)
        page.wait_for_function(f"() => document.querySelectorAll('.lab-yes').length === {count}")
        dot = page.locator(".lab-yes").last.bounding_box()
        assert dot["x"] + dot["width"] / 2 == pytest.approx(x, abs=1)
        assert dot["y"] + dot["height"] / 2 == pytest.approx(y, abs=1)


SETS = {
    "xor": (xor(), (-0.5, 1.5), (-0.5, 1.5)),
    "rings": (two_rings(), (-1.2, 1.2), (-1.2, 1.2)),
    "line": (noisy_line(), (-1, 1), (-3, 5)),
    "wild": (wild_curve(61), (0, 2), (-2, 2)),
}


def test_every_point_and_straight_line_stands_where_it_belongs(lab):
    page = lab()
    for name, (data, x, y) in SETS.items():
        query = f"?lab.data={name}&lab.hidden=3&lab.curves=identity&lab.loss=squared_error"
        page.evaluate(CHANGE, f"{query}&lab.rate=0.05&lab.step=20")
        page.evaluate(FRAME)
        shapes, (sizes, vector, *_) = page.evaluate(SHAPES), page.evaluate(DRAWN)
        kinds, *places = zip(*shapes["dots"], strict=True)
        points = np.hstack((data.inputs, data.targets))[:, :2].round(6)
        belongs = on_plot(shapes["plot"], points, x, y)
        np.testing.assert_allclose(np.transpose(places), belongs, atol=0.006)
        two = data.inputs.shape[1] == 2
        wanted = [("lab-yes" if t else "lab-no") if two else "lab-target" for t in data.targets]
        assert list(kinds) == wanted
        layers = zip(pairwise(sizes), vector, strict=True)
        network = Network(
            tuple(Layer(np.reshape(w, (b, a)), c, identity) for (a, b), (w, c) in layers)
        )
        left, bottom, width, height = shapes["plot"]
        drawn = (np.array(shapes["line"]) - [left, bottom]) / [width, -height]
        ends = drawn * [x[1] - x[0], y[1] - y[0]] + [x[0], y[0]]
        says = network(ends)[:, 0] if two else network(ends[:, :1])[:, 0] - ends[:, 1] + 0.5
        np.testing.assert_allclose(says, 0.5, atol=1e-3)
        assert not two or shapes["curve"] == [[0]]


LOSSES = [
    ([0], [0.769]),
    ([0, 1], [0.0, 0.0]),
    ([0, 3, 7], [0.002, 0.001, 0.0005]),
    ([0, 250, 990], [9400.0, 120.0, 7.0]),
    ([0, 80_000, 199_936], [2.5, 1.0, 0.3]),
    ([0, 64_000, 128_000], [3e-12, 2e-12, 1e-12]),
    ([0, 400, 800], [1.0, 3e50, 2e112]),
    ([0, 2], [1e300, 1.7e308]),
]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_axes_of_the_loss_are_readable_and_true(lab, width):
    """Each number is short, in sight, free of others, and where its value belongs."""
    page = lab(width=width)
    for steps, losses in LOSSES:
        title, across, up = page.evaluate(AXIS, [steps, losses])
        power = re.search(r"in units of 10(\S+)$", title)
        raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
        unit = 10.0 ** int(power[1].translate(raised)) if power else 1.0
        number = [[float(said.replace(",", "")) for said, _ in ticks] for ticks in (across, up)]
        belongs = [(step, 0) for step in number[0]] + [(0, loss * unit) for loss in number[1]]
        ends = (0, max(steps[-1], 5)), (0, max(losses) or 1)
        box = page.evaluate(SHAPES)["loss"]
        places = [place for _, place in across + up]
        np.testing.assert_allclose(on_plot(box, belongs, *ends), places, atol=0.006)
        assert len(across) >= 2, steps
        assert len(up) >= 2, losses
        assert max(len(said) for said, _ in across + up) <= 7
        words_stand_free(page)


def words_stand_free(page):
    """Assert that all words in the picture are within it, and none lies over another."""
    (left, top, right, bottom), found = page.evaluate(WORDS)
    for said, box in found:
        inside = left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom
        assert inside, (said, box, (left, top, right, bottom))
    for (one, a), (other, b) in combinations(found, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one, other)


def test_the_words_of_every_picture_stand_free(lab):
    page = lab(width=390)
    for name in (*SETS, "own"):
        page.evaluate(CHANGE, f"?lab.data={name}&lab.step=300")
        page.evaluate(FRAME)
        words_stand_free(page)


def test_controls_change_the_network_and_refuse_what_is_out_of_range(lab):
    page = lab()
    page.locator("#lab-layers").fill("2")
    page.locator("#lab-layers").press("Tab")
    page.locator("[name=neurons1]").fill("7")
    page.locator("[name=neurons1]").press("Tab")
    page.locator("[name=curve0]").select_option("relu")
    page.wait_for_function(f"() => {HERE}.task.message.sizes.join() === '2,4,7,1'")
    assert page.evaluate(f"{HERE}.task.message.curves.join()") == "relu,sigmoid,sigmoid"
    page.locator("#lab-rate").fill("-3")
    page.locator("#lab-rate").press("Tab")
    assert "from 0 to 1000000000" in page.locator(".lab-notice").inner_text()
    assert page.locator("#lab-rate").input_value() == "2"
    page.locator("#lab-data").select_option("wild")
    assert "squared error now" in page.locator(".lab-notice").inner_text()
    page.wait_for_function(f"() => {HERE}.picture.kind === 'curve'")
    page.locator(".lab-reset").click()
    page.wait_for_function(f"() => {HERE}.task.message.sizes.join() === '2,4,1'")
    page.locator(".lab-bare").click()
    assert not page.locator(".lab-settings").is_visible()
    assert page.locator(".lab-run").is_visible()
    page.wait_for_function("() => location.search.includes('lab.bare=yes')")


def test_it_follows_the_theme_and_is_clean_for_axe_and_narrow_screens(lab):
    page = lab("?lab.data=own&lab.points=0.5,0.5,1;-0.5,-0.5,0&lab.step=50&lab.hidden=8-8-8")
    page.wait_for_function(f"() => {HERE}.snapshot && {HERE}.snapshot.index === 50")
    page.evaluate("document.querySelectorAll('.lab details').forEach(one => { one.open = true; })")
    page.wait_for_function("() => document.querySelectorAll('.lab-tables td').length > 0")
    pixel = """() => [...document.querySelector('.lab-multiples canvas').getContext('2d')
        .getImageData(12, 12, 1, 1).data].slice(0, 3).join()"""
    fill = "getComputedStyle(document.querySelector('.lab-stage .lab-yes')).fill"
    light = page.evaluate(pixel), page.evaluate(fill)
    page.evaluate(AXE)
    run = """() => axe.run('.lab').then(({ violations }) =>
        violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ target }) => target)]))"""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(run) == [], scheme
    dark = page.evaluate(pixel), page.evaluate(fill)
    assert all(one != other for one, other in zip(light, dark, strict=True))
    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_a_folder_it_runs_on_the_page_itself(lab, open_page, site):
    page = open_page((site / PAGE).as_uri() + "?lab.step=200")
    page.wait_for_function(f"() => window.whySigma && {HERE} && {HERE}.picture.kind")
    page.wait_for_function(f"() => {HERE}.snapshot && {HERE}.snapshot.index === 200")
    page.locator(".lab-run").click()
    page.wait_for_function(f"() => {HERE}.snapshot.index > 300")
    page.locator(".lab-run").click()
    folder = page.evaluate(f"{HERE}.snapshot.index")
    page = lab(f"?lab.step={folder}")
    page.wait_for_function(f"() => {HERE}.snapshot.index === {folder}")
    served = page.locator(".lab-loss").inner_text()
    page.goto((site / PAGE).as_uri() + f"?lab.step={folder}")
    page.wait_for_function(f"() => {HERE} && {HERE}.snapshot && {HERE}.snapshot.index === {folder}")
    assert page.locator(".lab-loss").inner_text() == served


def test_it_is_true_before_it_is_touched(open_page):
    """The readout and the picture tell of one network, and no other picture is beside them."""
    page = open_page(PAGE)
    page.wait_for_function(f"() => {HERE}.picture.kind")
    assert index(page) == 0
    steps, losses = page.evaluate(f"[{HERE}.snapshot.steps, {HERE}.snapshot.losses]")
    assert steps == [0]
    assert page.locator(".lab-loss").inner_text() == f"{losses[0]:.3g}"
    shapes = page.evaluate(SHAPES)
    left, bottom, _, height = shapes["loss"]
    np.testing.assert_allclose(shapes["way"], [[left, bottom - height]], atol=0.01)
    says = np.array([*page.evaluate(f"[...{HERE}.snapshot.outputs.at(-1)]")])
    blue = page.evaluate(DRAWN)[3]
    np.testing.assert_allclose(blue, 191 * says.reshape(32, 32)[::-1].ravel(), atol=1)
    assert page.locator(".lab-stage svg").is_visible()
    assert page.locator(".lab figure.exhibit").count() == 1
    assert not page.locator(".lab figure.exhibit").is_visible()
    assert not page.locator("table", has_text="400 steps").is_visible()


def test_what_a_link_to_the_still_leads_to_is_in_sight(open_page):
    page = open_page(f"{PAGE}#exhibit-training-lab-four-bends-learn-xor")
    page.wait_for_function(f"() => {HERE}.picture.kind")
    top = page.locator(".lab-transport").bounding_box()["y"]
    assert 0 <= top < 900


def test_without_scripts_a_still_picture_and_a_table_stand_in(open_page):
    page = open_page(PAGE, java_script_enabled=False)
    assert page.locator(".lab figure.exhibit svg").is_visible()
    assert page.locator(".lab-still").is_visible()
    assert not page.locator(".lab-live").is_visible()
    assert page.locator("table", has_text="400 steps").is_visible()


def test_a_browser_too_old_for_the_scripts_keeps_the_still(browser, address):
    page = browser.new_page()
    page.route("**/_static/page.*.js", lambda route: route.fulfill(body="what is ?. = this {"))
    page.goto(f"{address}/{PAGE}")
    assert page.locator(".lab figure.exhibit svg").is_visible()
    assert page.locator(".lab-still").is_visible()
    assert not page.locator(".lab-live").is_visible()
    page.close()
