"""What holds on every page: no stray request, no complaint, no sideways scroll, nothing for axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(open_page, any_page, theme, width):
    page = open_page(any_page, width=width, color_scheme=theme, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('article details').forEach((block) => { block.open = true })")
    found = AXE.run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found] == []


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_scrolls_sideways(open_page, any_page, width):
    page = open_page(any_page, width=width)
    page.evaluate("document.querySelectorAll('article details').forEach((block) => { block.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_opens_from_a_folder_too(open_page, site, any_page):
    page = open_page((site / any_page).as_uri())
    assert page.locator("h1").count() >= 1
