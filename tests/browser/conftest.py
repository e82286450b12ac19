"""A real Chromium, the built site on loopback, and a page that reports all it asks for and says."""

import subprocess
import sys
import threading
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, sync_playwright

from sitekit.build.serve import server
from sitekit.core.browser import find_chromium
from sitekit.linking.redirects import read

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


def launch(playwright):
    """Start the system's Chromium, else Playwright's own, which it downloads if need be."""
    if path := find_chromium():
        return playwright.chromium.launch(executable_path=path, args=QUIET)
    if not Path(playwright.chromium.executable_path).exists():
        install = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(install, capture_output=True, check=False, timeout=600)
    return playwright.chromium.launch(args=QUIET)


@pytest.fixture(scope="session")
def browser(request, no_browser):
    with sync_playwright() as playwright:
        try:
            running = launch(playwright)
        except (Error, subprocess.TimeoutExpired) as error:
            if request.config.getoption("--require-browser"):
                pytest.fail(f"{no_browser}: {error}")
            pytest.skip(no_browser)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(root):
    """The folder of the built site."""
    folder = root / "site"
    assert (folder / "index.html").exists(), "build the site first: nox -s docs"
    return folder.resolve()


@pytest.fixture(scope="session")
def address(root, site):
    """Where the built site is served."""
    assert site.exists()
    with server(root) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture
def open_page(browser, address):
    """Open pages, in contexts of any kind; afterwards nothing may have strayed or complained."""
    contexts, strays, complaints = [], [], []

    def watch(page):
        page.on("request", lambda r: strays.append(r.url) if _strays(r.url, address) else None)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    def open_it(path, *, width=1280, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(path if "://" in path else f"{address}/{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert strays == [], "asked another host"
    assert complaints == [], "complained on the console"


def _strays(url, address):
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "file") and not url.startswith(address)


def pytest_generate_tests(metafunc):
    """Give every built page, one by one or by its folder, but not those that only lead on."""
    if {"any_page", "some_pages"} & set(metafunc.fixturenames):
        folder = metafunc.config.rootpath / "site"
        left_over = read(metafunc.config.rootpath).pages
        pages = sorted(
            {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")} - left_over.keys()
        )
        assert pages, "build the site first: nox -s docs"
        if "any_page" in metafunc.fixturenames:
            metafunc.parametrize("any_page", pages)
        else:
            folders = groupby(sorted(pages, key=_folder), key=_folder)
            some = [pytest.param([*inside], id=name or ".") for name, inside in folders]
            metafunc.parametrize("some_pages", some)


def _folder(page):
    return page.rpartition("/")[0]
