"""Benchmark the interactive figures in Chromium as a slow phone has them: touch, steps, weight.

Each figure gets a fresh browser context on the page that it belongs to: a phone whose processor is
four times as slow, on 4G. It is in view for a second; then a finger drags its first handle.
``--against FOLDER`` measures the site of another copy of the project first; ``--strips FOLDER``
keeps what the finger saw, a strip of pictures for each figure.
"""

import argparse
import gzip
import io
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from tools.bench.lab import browser, served

PAGES = ("index.html", "explain/*.html")
MOVES = "figure.interactive, figure.moving"  # the second in editions before 1.1
PHONE = {"width": 390, "height": 664}
SLOWER = 4
ROUNDS = 3  # each in a fresh context; a busy machine spoils one now and then
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 9e6 / 8,
    "uploadThroughput": 9e6 / 8,
}
TARGETS = {"first change, median": 60, "first change, worst": 100, "step, median": 8}
SCRIPTS = 40_000  # bytes, gzipped, of a page with all its figures alive

WATCH = """(figure) => {
    const stage = figure.querySelector(".stage");
    window.touched = window.felt = window.moved = null;
    addEventListener("pointerdown", (event) => { touched ??= event.timeStamp; }, true);
    const { port1, port2 } = new MessageChannel(); // its message comes once the frame is painted
    port1.onmessage = ({ data }) => {
        felt ??= performance.now();
        if (data) moved ??= performance.now();
    };
    const moves = ({ attributeName }) => attributeName !== "data-held";
    new MutationObserver((all) => { if (touched) port2.postMessage(all.some(moves)); })
        .observe(stage, { subtree: true, childList: true, attributes: true, characterData: true });
    stage.scrollIntoView({ block: "center" });
}"""
HANDLE = """(figure) => {
    const handle = figure.querySelector("[data-handle]:not([visibility=hidden])");
    const way = handle?.dataset.handle;
    const drawn = handle?.querySelector(way === "area" ? "path" : "use");
    const spot = drawn ?? figure.querySelector(".stage svg");
    const { left, top, width, height } = spot.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2, way };
}"""
STEPS = """async (figure) => {
    const inputs = [...figure.querySelectorAll(".knobs input[type=range]")];
    const taken = [], next = () => new Promise(requestAnimationFrame);
    for (let i = 0; i < 40; i++) {
        const input = inputs[i % inputs.length];
        input.value = +input.min + ((i * 7) % 20) / 20 * (input.max - input.min);
        await next();
        const begun = next().then(() => performance.now()); // just before the figure's own callback
        const start = performance.now();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        const handled = performance.now() - start;
        await next(); // just after it
        figure.querySelector(".stage svg").getBoundingClientRect(); // and its layout
        taken.push(handled + performance.now() - (await begun));
    }
    return taken;
}"""


def main(root: Path, options: Sequence[str]) -> None:
    """Measure every figure of the site, and of another copy of it if one is named."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench figures", description=__doc__)
    parser.add_argument("--against", type=Path, help="a copy of the project with a built site")
    parser.add_argument("--strips", type=Path, help="where to keep a strip of pictures a figure")
    chosen = parser.parse_args(options)
    with browser() as chromium:
        if chosen.against:
            report("Before", measure(chromium, chosen.against.resolve(), None))
        report("Now", measure(chromium, root, chosen.strips))


def measure(chromium: Browser, root: Path, strips: Path | None) -> list[dict[str, Any]]:
    """Return the measurements of each figure of a site."""
    with served(root) as address:
        site = (root / "site").resolve()
        pages = [page for pattern in PAGES for page in sorted(site.glob(pattern))]
        names = [page.relative_to(site).as_posix() for page in pages]
        return [
            row for name in names for row in of_page(chromium, site, f"{address}/{name}", strips)
        ]


def of_page(
    chromium: Browser, site: Path, address: str, strips: Path | None
) -> Iterator[dict[str, Any]]:
    """Yield the measurements of each figure of a page."""
    page = phone(chromium, address)
    ids = page.locator(MOVES).evaluate_all("all => all.map(each => each.id)")
    page.context.close()
    for number in ids:
        rounds = []
        for _ in range(ROUNDS):
            page = phone(chromium, address)
            rounds.append(of_figure(page, site, number, strips))
            page.context.close()
        yield merge(rounds)


def merge(rounds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return one row for a figure: medians of the touches, all steps; lost once is lost."""
    row = rounds[0] | {"steps": [step for each in rounds for step in each["steps"]]}
    for what in ("first", "moved"):
        found = [each[what] for each in rounds]
        row[what] = None if None in found else statistics.median(found)
    return row


def phone(chromium: Browser, address: str) -> Page:
    """Open a page on a slow phone."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", NETWORK)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    page.wait_for_timeout(500)
    return page


def of_figure(page: Page, site: Path, number: str, strips: Path | None) -> dict[str, Any]:
    """Drag a figure, turn its knobs, and return how long that took in milliseconds."""
    figure = page.locator(f"#{number}")
    figure.evaluate(WATCH)
    page.wait_for_timeout(1000)
    frames = drag(page, figure.evaluate(HANDLE), strips is not None)
    felt, moved = page.evaluate("[felt && felt - touched, moved && moved - touched]")
    figure.locator(".knobs input").first.evaluate("input => input.focus()")
    page.wait_for_timeout(3000)  # an edition before wakes at this
    steps = figure.evaluate(STEPS)
    if strips:
        strips.mkdir(parents=True, exist_ok=True)
        join(frames).save(strips / f"{number}.png")
    return {
        "name": number,
        "first": felt,
        "moved": moved,
        "steps": steps,
        "scripts": scripts(page, site),
    }


def drag(page: Page, handle: dict[str, Any], keep: bool) -> list[bytes]:
    """Drag a handle the way it goes; return what the window showed, if that is wanted."""
    client = page.context.new_cdp_session(page)
    across, down = {"y": (0, 50), "xy": (-40, 30), "area": (80, 40)}.get(handle["way"], (-60, 0))
    shown = []

    def touch(kind: str, share: float) -> None:
        spot = {"x": handle["x"] + across * share, "y": handle["y"] + down * share}
        points = [] if kind == "touchEnd" else [spot]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0)
    for step in range(1, 9):
        touch("touchMove", step / 8)
        if keep and step % 2 == 0:
            shown.append(page.screenshot())
    touch("touchEnd", 1)
    page.wait_for_timeout(400)
    return [*shown, page.screenshot()] if keep else shown


def scripts(page: Page, site: Path) -> int:
    """Return the bytes of script that the page has loaded, gzipped, headers aside."""
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)"
    )
    paths = {site / path.removeprefix("/") for path in loaded if path.endswith(".js")}
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


def join(frames: Sequence[bytes]) -> Image.Image:
    """Return pictures side by side."""
    pictures = [Image.open(io.BytesIO(frame)) for frame in frames]
    strip = Image.new("RGB", (sum(each.width for each in pictures), pictures[0].height))
    for number, each in enumerate(pictures):
        strip.paste(each, (number * each.width, 0))
    return strip


def report(title: str, rows: Sequence[dict[str, Any]]) -> None:
    """Print a row for each figure, and the targets."""
    print(f"\n{title}: phone, CPU ÷ {SLOWER}, 4G, milliseconds")
    print(f"  {'figure':52}  first change  moved  step, median  worst  script")
    for row in rows:
        first, moved = (
            "lost" if row[what] is None else f"{row[what]:.0f}" for what in ("first", "moved")
        )
        median, worst = statistics.median(row["steps"]), max(row["steps"])
        print(
            f"  {row['name'].removeprefix('exhibit-'):52}  {first:>12}  {moved:>5}  {median:12.1f}"
            f"  {worst:5.0f}  {row['scripts'] / 1000:4.1f} kB"
        )
    if not rows:
        return
    changes = [row["first"] for row in rows if row["first"] is not None]
    found = {
        "first change, median": statistics.median(changes) if changes else float("inf"),
        "first change, worst": max(changes) if len(changes) == len(rows) else float("inf"),
        "step, median": statistics.median(step for row in rows for step in row["steps"]),
    }
    for what, most in TARGETS.items():
        said = "met" if found[what] <= most else "missed"
        print(f"  {what}: {found[what]:.1f}; at most {most}: {said}")
    heaviest = max(row["scripts"] for row in rows)
    said = "met" if heaviest <= SCRIPTS else "missed"
    print(f"  script of a page: {heaviest / 1000:.1f} kB; at most {SCRIPTS / 1000:.0f}: {said}")
