"""Test that a failing command reports one line with the cause, and leaves site/ unchanged."""

import os
import resource
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import pytest

UNTOUCHED = "site/ is left as it was."
ATOM = "{http://www.w3.org/2005/Atom}"
STOPS = {
    "tests/claims/test_tiny.py": "assert double(1.0) == 2.0",
    "gallery/tiny/plot_double.py": "assert double(1.0) == 2.0",
}


def refused(run):
    """Return the only line that a build printed which did not begin."""
    assert run.returncode == 1
    assert run.stdout == ""
    (line,) = run.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    "address",
    [
        "",
        "garbage",
        "/path",
        "//host/x",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "https:///path",
        "http://[",
        "https://user@example.org",
        "https://example.org:port",
        "https://example.org/?q=1",
        "https://example.org/#f",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org/a\x7fb",
        "https://example.org\n",
        'https://example.org/"><script>',
    ],
)
def test_an_address_that_is_none_is_refused_by_its_name(tiny, address):
    line = refused(tiny.build(SITE_ADDRESS=address))
    assert line.startswith(f"SITE_ADDRESS is {address!r}; it may be an address like https://")


def test_what_may_stand_in_an_address_is_escaped_wherever_it_is_written(tiny):
    address = "https://example.org:8080/a&b/σ"
    run = tiny.build(SITE_ADDRESS=address)
    assert run.returncode == 0, run.stderr
    feed = ET.parse(tiny / "site/feed.xml").getroot()
    assert feed.findtext(f"{ATOM}id") == f"{address}/"
    assert {link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        f"{address}/",
        f"{address}/feed.xml",
    }
    places = [place.text for place in ET.parse(tiny / "site/sitemap.xml").iter() if place.text]
    assert f"{address}/explain/tiny.html" in places
    assert f"Sitemap: {address}/sitemap.xml\n" in (tiny / "site/robots.txt").read_text("utf-8")


def test_plain_sphinx_refuses_the_address_too(tiny, tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "docs", str(tmp_path)],
        cwd=tiny.root, env={**os.environ, "SITE_ADDRESS": "garbage"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode != 0
    assert "SITE_ADDRESS is 'garbage'; it may be" in run.stderr


@pytest.mark.parametrize("name", ["a:b", "$HOME"])
def test_a_path_that_other_programs_would_read_otherwise_is_refused(tiny, tmp_path, name):
    odd = tmp_path / name
    odd.mkdir()
    line = refused(tiny.build("--root", str(odd)))
    assert line.startswith(f"{odd}: the path of the project may not ")
    assert list(odd.iterdir()) == []


@pytest.mark.parametrize("file", STOPS)
def test_an_interrupted_build_says_so_in_one_line(tiny, file):
    before, started = tiny.site(), tiny / "started"
    text = (tiny / file).read_text("utf-8")
    wait = f"import pathlib, time; pathlib.Path({str(started)!r}).touch(); time.sleep(60)"
    indent = "    " if file.startswith("tests") else ""
    (tiny / file).write_text(f"{text}\n{indent}{wait}\n", "utf-8")
    build = subprocess.Popen(
        [sys.executable, "-m", "sitekit.build"], cwd=tiny.root, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while not started.exists() and build.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        os.killpg(build.pid, signal.SIGINT)  # as a terminal does
        out, err = build.communicate(timeout=30)
    finally:
        build.kill()
    assert (build.returncode, out, err) == (130, "", f"Interrupted; {UNTOUCHED}\n")
    assert tiny.site() == before


def test_a_full_disk_is_told_in_one_line(tiny):
    """No file may grow past a limit, which is how the system says that there is no room."""
    before = tiny.site()
    tiny.edit("docs/explain/other.md", "Not much.", "Not very much.")
    run = subprocess.run(
        [sys.executable, "-m", "sitekit.build"], cwd=tiny.root,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.endswith(f"; {UNTOUCHED}\n")
    assert "File too large" in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert tiny.site() == before
    tiny.publish()
