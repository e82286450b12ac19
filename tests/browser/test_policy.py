"""No page does what its own policy forbids, whatever a reader does on it, on a host or in a folder.

A browser complains on its console when a page breaks its policy, and `open_page` lets no complaint
pass; so the tests of every page watch every page being opened. Here pages are used, too.
"""

import re

import pytest

from sitekit.theme.policy import ALLOWED, POLICY

WATCH = """
    window.broken = [];
    addEventListener("securitypolicyviolation", (event) =>
        window.broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
KINDS = [
    "index.html",
    "explain/why-smoothness.html",
    "explain/why-the-derivative-is-simple.html",
    "questions/tanh-or-sigma.html",
    "gallery/index.html",
    "reference/evidence.html",
    "reference/api/activations.html",
    "search.html",
    "genindex.html",
]
USE_EVERYTHING = """() => {
    for (const block of document.querySelectorAll("details")) block.open = true;
    for (const knob of document.querySelectorAll("figure.interactive input")) knob.focus();
    const skipped = "a, [type=submit], [type=search]";
    for (const button of document.querySelectorAll("button:not([disabled])"))
        if (!button.matches(skipped)) button.click();
}"""

INTRUDE = """() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 1";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<p style='color:red' onclick='window.ran = 2'>");
    document.body.lastChild.click();
    document.body.insertAdjacentHTML("beforeend", "<img src='https://example.org/x.png' alt=''>");
}"""


@pytest.fixture
def used(browser, address, site):
    """A way to open a page, use all that it offers, and hear what it did against its policy."""
    contexts = []

    def use(kind, where):
        context = browser.new_context()
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto((site / kind).as_uri() if where == "folder" else f"{address}/{kind}")
        page.evaluate(USE_EVERYTHING)
        page.wait_for_load_state("networkidle")
        return page

    yield use
    for context in contexts:
        context.close()


@pytest.mark.parametrize("where", ["host", "folder"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_keeps_to_its_policy(used, kind, where):
    page = used(kind, where)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]")
    assert policy.get_attribute("content") == POLICY
    assert page.evaluate("window.broken") == []


def test_the_policy_allows_no_code_in_pages_and_no_other_host():
    assert ALLOWED["default-src"] == ALLOWED["base-uri"] == "'none'"
    assert not re.search(r"unsafe|\*|https?:", POLICY)


@pytest.mark.parametrize("where", ["host", "folder"])
def test_what_does_not_belong_to_a_page_does_nothing(used, where):
    page = used("index.html", where)
    page.evaluate(INTRUDE)
    page.wait_for_function("() => window.broken.length >= 3")
    assert page.evaluate("window.ran") is None
