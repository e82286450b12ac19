"""After one visit the site can be read with the network cut; a page that was never kept cannot."""

import pytest

KEEPING = """async () => { // until the last file of the list is there
    const kept = async () => (await caches.keys()).length && caches.match("/searchindex.js");
    while (!await kept()) await new Promise(done => setTimeout(done, 50));
}"""


@pytest.fixture
def visited(browser, address):
    """A page of the site, read to where its pages are kept; then the network is cut."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/explain/why-smoothness.html")
    page.mouse.wheel(0, 400)
    page.evaluate(KEEPING)
    context.set_offline(True)
    yield page
    context.close()


def test_the_whole_site_can_be_read_without_a_network(visited, address):
    complaints = []
    visited.on("pageerror", lambda error: complaints.append(str(error)))
    for name in (
        "index.html",
        "questions/tanh-or-sigma.html?level=algebra",
        "reference/glossary.html",
    ):
        visited.goto(f"{address}/{name}")
        assert visited.locator("h1").count() == 1
        assert visited.evaluate("getComputedStyle(document.body).margin") == "0px"
    visited.goto(f"{address}/search.html?q=partial+derivative")
    visited.wait_for_selector("#search-results li a")
    assert complaints == []


def test_what_was_left_on_the_host_stays_there(visited, address):
    fetched = "name => fetch(name).then(() => true, () => false)"
    visited.goto(f"{address}/index.html")
    assert visited.evaluate(fetched, "searchindex.js")
    assert not visited.evaluate(fetched, "exhibits/why-smoothness/nudge_one_weight-light.png")
