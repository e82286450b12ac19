"""Test that Sphinx's linkcheck reports broken external links with page and line."""

import http.server
import os
import subprocess
import sys
import threading

import pytest


class Other(http.server.BaseHTTPRequestHandler):
    """Another site, with one page, and one address that leads on to it as a DOI does."""

    def do_GET(self):
        status = {"/there": 200, "/doi": 302}.get(self.path, 404)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/there")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self):
        self.do_GET()

    def log_message(self, *_):
        """Stay quiet."""


@pytest.fixture
def other():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Other) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_link_that_leads_nowhere_is_named(tiny, other, tmp_path):
    links = f"[one]({other}/there) [two]({other}/gone) [three]({other}/doi)"
    tiny.edit("docs/explain/other.md", "Not much.", f"Not much. {links}.")
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "linkcheck", "docs", str(tmp_path)],
        cwd=tiny.root, env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    told = (tmp_path / "output.txt").read_text("utf-8").splitlines()
    assert [line for line in told if "[broken]" in line] == [
        line for line in told if f"{other}/gone" in line and "explain/other.md:3" in line
    ]
    assert any(f"{other}/gone" in line for line in told)
    assert not any("/there:" in line and "broken" in line for line in told)
