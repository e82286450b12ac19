"""What a reader does on the model page: change level and theme, open proofs, copy, take figures."""

import io
import json
import re

import pytest

MODEL = "explain/why-smoothness.html"
LEVELS = {"everyday": set(), "algebra": {"algebra"}, "calculus": {"algebra", "calculus"}}


def open_levels(page):
    blocks = page.locator("details.deeper[open]")
    return set(blocks.evaluate_all("all => all.map((block) => block.dataset.level)"))


@pytest.mark.parametrize(("level", "expected"), LEVELS.items())
def test_a_link_opens_the_blocks_of_its_level(open_page, level, expected):
    page = open_page(f"{MODEL}?level={level}")
    assert page.locator("details.deeper").count() >= 2
    assert open_levels(page) == expected
    assert page.locator(f".level-switch input[value={level}]").is_checked()


def test_the_switch_changes_the_level_and_the_choice_is_kept(open_page):
    page = open_page(MODEL)
    assert open_levels(page) == set()
    for level in ("calculus", "algebra", "everyday", "algebra"):
        page.locator(f".level-switch input[value={level}]").check(force=True)
        assert open_levels(page) == LEVELS[level]
    assert page.url.endswith("?level=algebra")
    page.goto(page.url.split("?")[0])
    assert open_levels(page) == {"algebra"}


@pytest.mark.parametrize("level", ["", "expert", "<b>", "algebra%00"])
def test_an_unknown_level_changes_nothing(open_page, level):
    page = open_page(f"{MODEL}?level={level}")
    assert open_levels(page) == set()


def figure_colours(page):
    drawn = page.locator("figure.exhibit svg").first.locator("[stroke], [fill], text")
    return drawn.evaluate_all(
        "all => all.map((e) => [getComputedStyle(e).stroke, getComputedStyle(e).fill].join())"
    )


def test_the_theme_switch_recolours_figures_at_once(open_page):
    page = open_page(MODEL, color_scheme="light")
    light = figure_colours(page)
    for _ in range(3):
        page.locator(".theme-toggle").locator("visible=true").first.click()
        if page.locator("body").get_attribute("data-theme") == "dark":
            break
    dark = figure_colours(page)
    assert len(light) == len(dark) > 10
    assert light != dark


def test_figures_print_in_light_colours(open_page):
    page = open_page(MODEL, color_scheme="light")
    light = figure_colours(page)
    page.emulate_media(color_scheme="dark")
    assert figure_colours(page) != light
    page.emulate_media(color_scheme="dark", media="print")
    assert figure_colours(page) == light


def test_a_tick_opens_the_way_to_the_proof(open_page):
    page = open_page(MODEL)
    claim = page.locator("details.claim").first
    claim_id = claim.get_attribute("id")
    result = claim.locator(".claim-result")
    assert not result.is_visible()
    claim.locator("summary").click()
    assert "passed" in result.inner_text()
    result.get_by_role("link").click()
    proof = page.locator(f"#{claim_id} pre")
    proof.wait_for()
    assert "def test_" in proof.inner_text()


def test_a_link_to_a_claim_opens_it(open_page):
    page = open_page(f"{MODEL}#claim-half-at-zero")
    assert page.locator("#claim-half-at-zero .claim-result").is_visible()


def test_a_figure_says_what_it_shows(open_page):
    page = open_page(MODEL)
    for svg in page.locator("figure.exhibit svg").all():
        words = svg.get_attribute("aria-label")
        assert svg.get_attribute("role") == "img"
        assert len(re.findall(r"\d", words)) >= 2
        assert svg.locator("text").count() >= 3


SIGNATURES = {
    "svg": lambda raw: b"<svg" in raw[:300] and b"var(--" not in raw,
    "png": lambda raw: raw.startswith(b"\x89PNG\r\n\x1a\n"),
    "pdf": lambda raw: raw.startswith(b"%PDF-"),
    "py": lambda raw: compile(raw, "script", "exec") is not None,
    "ipynb": lambda raw: json.load(io.BytesIO(raw))["nbformat"] == 4,
}


def test_downloads_are_what_they_say(open_page):
    page = open_page(MODEL)
    page.locator("figure.exhibit").first.get_by_role("link", name="Take it along").click()
    links = page.locator("figure.exhibit").first.locator("a[download]")
    kinds = []
    for link in links.all():
        target = link.evaluate("a => a.href")
        kinds.append(target.rsplit(".", 1)[-1])
        assert SIGNATURES[kinds[-1]](page.request.get(target).body()), target
    for_each_theme = ["svg", "png", "pdf"]
    see_through = ["png", "pdf"]  # an SVG is see-through as it is
    assert sorted(kinds) == sorted([*for_each_theme, *see_through] * 2 + ["py", "ipynb"])


def test_copy_buttons_copy_the_code(open_page):
    page = open_page(MODEL, permissions=["clipboard-read", "clipboard-write"])
    cell = page.locator(".cell_input .highlight").first
    cell.locator("button.copy").click()
    page.wait_for_function("() => document.querySelector('button.copy').textContent !== null")
    assert cell.locator("button.copy").inner_text() == "Copied"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == cell.locator("pre").inner_text().strip()


def test_search_finds_partial_derivative(open_page):
    page = open_page("search.html?q=partial+derivative")
    page.wait_for_selector("#search-results li a")
    titles = page.locator("#search-results li a").all_inner_texts()
    assert any("lossary" in title or "artial derivative" in title for title in titles)


def test_without_a_script_the_page_is_whole(open_page):
    page = open_page(MODEL, java_script_enabled=False)
    page.locator("details.deeper summary").first.click()
    assert page.locator("details.deeper math").first.is_visible()
    assert page.locator("figure.exhibit svg").first.is_visible()
    assert not page.locator(".level-switch").is_visible()
