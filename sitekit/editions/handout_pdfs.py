"""``python -m sitekit.editions.handout_pdfs``: print each handout of the built site as a PDF.

Chromium prints them as a reader's browser would. A handout that needs more than one page, or on
which a figure, formula or word is cut off, is an error.
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from sitekit.core.browser import find_chromium

PAPER: ViewportSize = {"width": 695, "height": 1039}  # A4 between its margins, in CSS pixels
CUT = """section => {
  const box = section.getBoundingClientRect();
  return [...section.querySelectorAll("svg, math, p, li")].filter(each => {
    const { left, right, width, height } = each.getBoundingClientRect();
    const spills = each.scrollWidth > each.clientWidth + 1 && each.matches("p, li");
    return !width || !height || left < box.left - 1 || right > box.right + 1 || spills;
  }).map(each => each.outerHTML.slice(0, 80));
}"""


def print_all(root: Path) -> list[str]:
    """Print every handout into build/handouts; return an error for each that does not fit."""
    out = root / "build" / "handouts"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        errors = _print_pages(browser, (root / "site" / "handouts.html").resolve(), out)
        browser.close()
    return errors


def _print_pages(browser: Browser, source: Path, out: Path) -> list[str]:
    page = browser.new_page(viewport=PAPER)
    page.emulate_media(media="print")
    page.goto(source.as_uri())
    names = page.eval_on_selector_all("section:has(> .handout)", "all => all.map(each => each.id)")
    if not names:
        return [f"{source}: no handouts in it"]
    return [error for name in names for error in _print_one(page, source, name, out)]


def _print_one(page: Page, source: Path, name: str, out: Path) -> list[str]:
    """Print one handout, given its id; return its errors."""
    page.goto(f"{source.as_uri()}#{name}")
    page.evaluate("document.fonts.ready")
    cut = page.locator(f"#{name}").evaluate(CUT)
    pdf = page.pdf(path=out / f"{name}.pdf", prefer_css_page_size=True, print_background=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    too_long = [f"handouts.html#{name}: takes {pages} pages"] if pages != 1 else []
    return too_long + [f"handouts.html#{name}: is cut: {each}" for each in cut]


def main() -> int:
    """Print all handouts, report errors, and return the exit code."""
    root = Path.cwd()
    if errors := print_all(root):
        print(*errors, sep="\n", file=sys.stderr)
        return 1
    print(f"{len(list((root / 'build/handouts').iterdir()))} handouts in build/handouts.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
