"""What a link to the site does: an old one leads on, with all that it says."""

import pytest

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
