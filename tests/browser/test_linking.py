"""What a link to the site does: an old one leads on, with all that it says."""

from urllib.parse import parse_qs, urlsplit

import pytest

MODEL = "explain/why-smoothness.html"
QR_COLOURS = """box => [getComputedStyle(box.querySelector("path")).stroke,
    getComputedStyle(box).backgroundColor].map(colour => colour.match(/\\d+/g).map(Number))"""
ASKED = "?level=algebra#exhibit-why-smoothness-error-landscape"


@pytest.mark.parametrize("source", ["host", "folder"])
def test_a_short_address_keeps_the_query_and_the_fragment(open_page, site, source):
    start = "" if source == "host" else f"{site.as_uri()}/"
    page = open_page(f"{start}q/1/index.html{ASKED}")
    page.wait_for_url(f"**/questions/relu-is-not-smooth.html{ASKED}")
    assert page.locator("h1").inner_text().startswith("ReLU")


def test_a_short_address_works_without_a_script(open_page):
    page = open_page("q/32/", java_script_enabled=False)
    page.wait_for_url("**/questions/why-does-gradient-descent-work.html")


def test_what_is_shared_is_what_the_reader_sees(open_page):
    permissions = ["clipboard-read", "clipboard-write"]
    page = open_page(f"{MODEL}?zoom.z=1.5", permissions=permissions, color_scheme="dark")
    share = page.locator("details.share")
    assert not share.locator("button.share-copy").is_visible()
    page.locator(".level-switch input[value=algebra]").check(force=True)
    share.locator("summary").click()
    share.locator("button.share-copy").click()
    share.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"/{MODEL}?zoom.z=1.5&level=algebra")
    mail = share.locator(".share-mail")
    mail.evaluate(
        "link => { link.addEventListener('click', e => e.preventDefault()); link.click() }"
    )
    assert parse_qs(urlsplit(mail.get_attribute("href")).query)["body"] == [copied]
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        ink, paper = share.locator(".share-qr").evaluate(QR_COLOURS)
        assert sum(ink) < sum(paper) / 3, f"readers want dark squares on light ground ({theme})"


def test_from_a_folder_the_published_address_is_shared(open_page, site):
    page = open_page(f"{(site / MODEL).as_uri()}?zoom.z=1.5#guess")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text }")
    page.locator("details.share summary").click()
    page.locator("button.share-copy").click()
    published = page.locator(".share-address").get_attribute("href")
    assert page.evaluate("window.copied") == f"{published}?zoom.z=1.5&level=everyday#guess"


def test_each_picture_shows_its_link_sign(open_page):
    page = open_page(MODEL)
    signs = page.locator("figure.exhibit .exhibit-links > .headerlink")
    assert signs.count() == page.locator("figure.exhibit").count() > 2
    assert all(sign.is_visible() for sign in signs.all())


def test_every_link_sign_is_seen_when_reached_by_keyboard(open_page):
    page = open_page(MODEL)
    signs = page.locator("article .headerlink").locator("visible=true")
    assert signs.count() > 15
    for sign in signs.all():
        sign.focus()
        assert (
            sign.evaluate("a => a.matches(':focus-visible') && getComputedStyle(a).opacity") == "1"
        )
    heading = page.locator("h2 > .headerlink").first
    heading.click()
    assert page.url.endswith(heading.get_attribute("href"))


def test_an_address_that_leads_nowhere_can_be_searched_for(open_page, address, site):
    page = open_page("index.html")
    text = (site / "404.html").read_text("utf-8")
    page.route("**/no/such/*", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{address}/no/such/partial-derivative.html")
    box = page.locator(".not-found input")
    page.wait_for_function("() => document.querySelector('.not-found input').value")
    assert box.input_value() == "no such partial derivative"
    assert page.evaluate("getComputedStyle(document.querySelector('.page')).display") == "flex"
    box.fill("partial derivative")
    box.press("Enter")
    page.wait_for_selector("#search-results li a")
