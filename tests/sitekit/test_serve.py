"""Test that the development server acts like a host, and rebuilds at each change."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sitekit.build.serve import ReloadingHandler, server, watch_sources

SOURCES = (
    "CHANGELOG.md",
    "CITATION.cff",
    "pyproject.toml",
    "docs/index.md",
    "docs/papers.bib",
    "explainer/losses.py",
    "gallery/tiny/plot_double.py",
    "sitekit/theme/styles/page.css",
    "tests/conftest.py",
    "tests/claims/test_tiny.py",
)
MADE = ("build/sphinx.log", "site/index.html", "docs/gallery/index.rst", ".git/HEAD", "docs/.a.swp")


@pytest.fixture
def project(tmp_path):
    """A project of empty files, its root of the kind that a system may lead to by a link."""
    for name in (*SOURCES, *MADE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path.resolve()


@pytest.fixture
def changed(project):
    """An event that is set when a source of the project changes, once that is watched."""
    event = threading.Event()
    watch_sources(project, event)
    end = time.monotonic() + 20
    while not event.wait(0.2):
        (project / "README.md").write_text(str(time.monotonic()))
        assert time.monotonic() < end
    time.sleep(0.5)
    event.clear()
    return event


def test_every_source_is_watched_also_when_an_editor_replaces_it(project, changed):
    for name in SOURCES:
        for write in (append, replace):
            write(project / name)
            assert changed.wait(10), name
            time.sleep(0.3)
            changed.clear()


def test_what_the_build_makes_starts_no_build(project, changed):
    for name in MADE:
        append(project / name)
    assert not changed.wait(1)


def append(path):
    with path.open("a") as file:
        file.write("more\n")


def replace(path):
    new = path.with_name(f"{path.name}.new")
    new.write_text("other\n")
    new.replace(path)


@pytest.fixture
def ask(tmp_path):
    """A way to ask the server of a site that was never built by us."""
    site = tmp_path / "build/good-1/site"
    (site / "explain").mkdir(parents=True)
    (site / "index.html").write_text("<p>Home</p>\n")
    (site / "404.html").write_text("<p>Search for it</p>\n")
    (site / "sw.js").write_text("1")
    (site / "explain/a.css").write_text("a { color: red }")
    (tmp_path / "site").symlink_to(site)
    with server(tmp_path, handler=ReloadingHandler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()

        def get(address, method="GET"):
            connection = http.client.HTTPConnection("127.0.0.1", running.server_port, timeout=10)
            connection.putrequest(method, address)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

        yield get
        running.shutdown()


NOWHERE = ["/no", "/no.html", "/explain/", "/%00", "/a%00.html", "/../../a", "/sw.js", "/%ff", "/%"]


@pytest.mark.parametrize("address", [*NOWHERE, "/%ED%A0%80", f"/{'9' * 4000}"])
def test_an_address_that_leads_nowhere_shows_the_sites_own_page(ask, address):
    status, text = ask(address)
    assert status == 404
    assert text.startswith("<p>Search for it</p>")
    assert ask(address, "HEAD") == (404, "")
    assert ask("/")[0] == 200


def test_a_page_gets_its_script_on_the_way_and_other_files_stay_as_they_are(ask, tmp_path):
    script = '<script src="/__reload.js?good-1"></script>\n'
    assert ask("/") == ask("/index.html?q") == (200, f"<p>Home</p>\n{script}")
    assert ask("/explain/a.css") == (200, "a { color: red }")
    assert ask("/__version") == (200, "good-1")
    assert ask("/__reload.js")[0] == 200
    assert (tmp_path / "site/index.html").read_text() == "<p>Home</p>\n"


@pytest.mark.parametrize(
    ("port", "reason"),
    [
        (None, "Address already in use"),
        (99999, "a port is a number from 0 to 65535"),
        (-1, "a por"),
    ],
)
def test_a_port_that_cannot_be_had_is_one_line_before_any_build(tmp_path, port, reason):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1] if port is None else port
        run = subprocess.run(
            [sys.executable, "-m", "sitekit.build", "--serve", f"--port={port}"],
            capture_output=True, text=True, check=False, env=environment(), cwd=tmp_path,
        )  # fmt: skip
    assert (run.returncode, run.stdout) == (1, "")
    (line,) = run.stderr.splitlines()
    assert line.startswith(f"--port {port}: {reason}")
    assert list(tmp_path.iterdir()) == []


def test_a_change_is_on_the_served_site_and_ctrl_c_ends_quietly(tiny):
    running = subprocess.Popen(
        [sys.executable, "-m", "sitekit.build", "--serve", "--port=0"], cwd=tiny.root,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    timer = threading.Timer(120, running.kill)
    timer.start()
    try:
        line = next(line for line in running.stdout if line.startswith("Serving"))
        port = int(re.search(r":(\d+)/", line)[1])
        tiny.edit("CHANGELOG.md", "", "\n## [0.0.1] - 2020-01-01\n\n- Began.\n")
        assert any(line.startswith("Built") for line in running.stdout)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/feed.xml")
        assert b"Began." in connection.getresponse().read()
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=20)
    finally:
        running.kill()
        timer.cancel()
    assert (running.returncode, errors) == (0, "")
    assert not [name for name, text in tiny.site().items() if b"__reload" in text]


def environment():
    """Return an environment in which the build is found from another folder."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
