"""A page that `nox -s serve` shows reloads itself once when the site is built again."""

import threading

import pytest

from sitekit.build.serve import ReloadingHandler, server
from sitekit.theme.policy import POLICY

PAGE = '<meta http-equiv="Content-Security-Policy" content="{policy}"><h1>{title}</h1>'


@pytest.fixture
def publish(tmp_path):
    """A way to publish a page as a build does: a new folder, and one link that leads to it."""

    def make(version):
        site = tmp_path / f"build/good-{version}/site"
        site.mkdir(parents=True)
        (site / "index.html").write_text(PAGE.format(policy=POLICY, title=f"Page {version}"))
        link = tmp_path / "link"
        link.symlink_to(site)
        link.replace(tmp_path / "site")

    make(1)
    return make


def test_a_page_reloads_when_the_site_is_new_and_only_then(tmp_path, publish, browser):
    with server(tmp_path, handler=ReloadingHandler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        page, loads, complaints = browser.new_page(), [], []
        page.on("load", lambda _: loads.append(1))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"http://127.0.0.1:{running.server_port}/")
        page.wait_for_timeout(1500)
        assert page.locator("h1").inner_text() == "Page 1"
        publish(2)
        page.get_by_text("Page 2").wait_for()
        page.wait_for_timeout(1500)
        page.close()
        running.shutdown()
    assert len(loads) == 2
    assert [text for text in complaints if "favicon" not in text and "404" not in text] == []
