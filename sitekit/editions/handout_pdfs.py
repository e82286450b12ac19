"""``python -m sitekit.editions.handout_pdfs``: each handout of the built site as a PDF of one page.

Chromium prints them as a reader's browser would. One that does not fit its page, or on which a
picture, a formula or a word is cut, is an error.
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAPER = {"width": 695, "height": 1039}  # what A4 leaves between its margins, in CSS pixels
CUT = """section => {
  const box = section.getBoundingClientRect();
  return [...section.querySelectorAll("svg, math, p, li")].filter(each => {
    const { left, right, width, height } = each.getBoundingClientRect();
    const spills = each.scrollWidth > each.clientWidth + 1 && each.matches("p, li");
    return !width || !height || left < box.left - 1 || right > box.right + 1 || spills;
  }).map(each => each.outerHTML.slice(0, 80));
}"""


def print_all(root: Path) -> list[str]:
    """Print every handout into build/handouts; return what is wrong with them."""
    out = root / "build" / "handouts"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with sync_playwright() as playwright:
        browser = _browser(playwright)
        errors = _print(browser, (root / "site" / "handouts.html").resolve(), out)
        browser.close()
    return errors


def _browser(playwright: Playwright) -> Browser:
    own = next(filter(None, map(shutil.which, SYSTEM)), None)
    return playwright.chromium.launch(executable_path=own, args=["--no-sandbox"])


def _print(browser: Browser, source: Path, out: Path) -> list[str]:
    page = browser.new_page(viewport=PAPER)
    page.emulate_media(media="print")
    page.goto(source.as_uri())
    names = page.eval_on_selector_all("section:has(> .handout)", "all => all.map(each => each.id)")
    if not names:
        return [f"{source}: no handouts in it"]
    return [error for name in names for error in _print_one(page, source, name, out)]


def _print_one(page: Page, source: Path, name: str, out: Path) -> list[str]:
    """Print one handout, by its address."""
    page.goto(f"{source.as_uri()}#{name}")
    page.evaluate("document.fonts.ready")
    cut = page.locator(f"#{name}").evaluate(CUT)
    pdf = page.pdf(path=out / f"{name}.pdf", prefer_css_page_size=True, print_background=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    too_long = [f"handouts.html#{name}: takes {pages} pages"] if pages != 1 else []
    return too_long + [f"handouts.html#{name}: is cut: {each}" for each in cut]


def main() -> int:
    """Print all, say what is wrong, and return the exit code."""
    root = Path.cwd()
    if errors := print_all(root):
        print(*errors, sep="\n", file=sys.stderr)
        return 1
    print(f"{len(list((root / 'build/handouts').iterdir()))} handouts in build/handouts.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
