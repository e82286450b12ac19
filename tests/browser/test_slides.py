"""The slides go on by key, show their notes, fit the screen, and print one to a page."""

import re

DECK = "slides/index.html"
TOP = "Math.round(document.querySelectorAll('.deck section')[{}].getBoundingClientRect().top)"


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_keys_lead_through_the_deck_and_the_address_follows(open_page):
    page = open_page(DECK, height=720)
    count = page.locator(".deck section").count()
    for key, number in [
        ("ArrowRight", 1),
        ("PageDown", 2),
        (" ", 3),
        ("ArrowLeft", 2),
        ("End", count - 1),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(TOP.format(number)) == 0, key
        assert page.locator(".deck-count").inner_text() == f"{number + 1} / {count}"
    assert page.url.endswith(f"#{page.locator('.deck section').last.get_attribute('id')}")
    page.keyboard.press("Home")
    assert page.evaluate("scrollY") == 0
    page.get_by_role("button", name="Next slide").click()
    assert page.evaluate(TOP.format(1)) == 0


def test_a_link_leads_to_its_slide(open_page):
    page = open_page(f"{DECK}#xor", height=720)
    assert (
        page.locator("#xor").evaluate("each => Math.round(each.getBoundingClientRect().top)") == 0
    )
    assert page.locator(".deck-count").inner_text().startswith("12 / ")


def test_notes_are_for_whoever_asks(open_page):
    page = open_page(DECK, height=720)
    notes = page.locator(".notes p").first
    assert not notes.is_visible()
    page.keyboard.press("n")
    assert notes.is_visible()
    assert page.get_by_role("button", name="Notes").get_attribute("aria-pressed") == "true"
    page.keyboard.press("n")
    assert not notes.is_visible()


def test_two_windows_keep_in_step(open_page, address):
    first = open_page(DECK, height=720)
    second = first.context.new_page()
    second.goto(f"{address}/{DECK}")
    first.keyboard.press("End")
    last = first.locator(".deck section").last.get_attribute("id")
    second.wait_for_url(f"**#{last}")


def test_no_slide_is_larger_than_a_screen_and_nothing_is_cut(open_page):
    page = open_page(DECK, width=1280, height=720)
    large = """each => each.filter(s => s.scrollHeight > 721 || s.scrollWidth > s.clientWidth + 1)
        .map(s => s.id)"""
    assert page.eval_on_selector_all(".deck section", large) == []


def test_without_a_script_it_scrolls_and_each_slide_unfolds_its_notes(open_page):
    page = open_page(DECK, java_script_enabled=False)
    notes = page.locator("#decide .notes")
    notes.locator("summary").click()
    assert notes.locator("p").first.is_visible()
    assert not page.locator(".deck-keys").is_visible()


def test_it_prints_a_slide_to_a_page(open_page):
    page = open_page(DECK, height=720)
    pdf = page.pdf(prefer_css_page_size=True)
    assert pages(pdf) == page.locator(".deck section").count()


def test_the_handouts_print_one_to_a_page(open_page):
    page = open_page("handouts.html")
    names = page.eval_on_selector_all("section:has(> .handout)", "all => all.map(each => each.id)")
    assert pages(page.pdf(prefer_css_page_size=True)) == len(names)
    page.evaluate("name => { location.hash = name }", names[-1])
    assert pages(page.pdf(prefer_css_page_size=True)) == 1
