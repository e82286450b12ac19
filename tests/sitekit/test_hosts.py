"""Test the host configuration, the offline cache and the zip of the site."""

import json
import re
import zipfile

import pytest

from sitekit.editions import extra_files, hosts, site_zip
from sitekit.theme.policy import POLICY


@pytest.fixture
def small_site(tmp_path):
    site = tmp_path / "site"
    for name in ("index.html", "explain/a.html", "_static/page.0123456789.js", "exhibits/a.png"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name)
    return site


@pytest.mark.parametrize(
    ("name", "lasts"),
    [
        ("_static/page.0123456789.js", True),
        ("_static/fonts/x.abcdef0123.woff2", True),
        ("explain/why.html", False),
        ("sw.js", False),
        ("searchindex.js", False),
        ("a.0123456789/b.html", False),
    ],
)
def test_only_what_is_named_by_its_content_is_kept_for_ever(name, lasts):
    sent = hosts.headers(name)
    assert ("immutable" in sent["Cache-Control"]) is lasts
    assert sent["Content-Security-Policy"] == POLICY


def test_hosts_are_told_the_same(small_site):
    hosts.write(small_site)
    rules, name = {}, ""
    for line in (small_site / "_headers").read_text().splitlines():
        if line.startswith("/"):
            name = line
        else:
            rules.setdefault(name, []).append(line.strip())
    assert rules["/_static/page.0123456789.js"] == [f"Cache-Control: {hosts.CACHE_FOREVER}"]
    assert f"Content-Security-Policy: {POLICY}" in rules["/*"]
    assert set(rules) == {"/*", "/_static/page.0123456789.js"}
    for other in ("nginx.conf", ".htaccess"):
        text = (small_site / other).read_text()
        assert text.count("{") == text.count("}") or other == ".htaccess"
        assert POLICY in text
        assert hosts.CACHE_FOREVER in text


def kept(site):
    code = (site / "sw.js").read_text()
    return json.loads(re.match(r"const SITE=(\{.*?\});", code)[1])


def test_the_offline_version_follows_what_is_kept_and_nothing_else(small_site):
    extra_files.write_worker(small_site)
    before = kept(small_site)
    assert before["first"] == ["index.html", "_static/page.0123456789.js"]
    assert before["then"] == ["explain/a.html", "index.html"]
    (small_site / "exhibits/a.png").write_text("new")
    extra_files.write_worker(small_site)
    assert kept(small_site) == before
    (small_site / "explain/a.html").write_text("new")
    extra_files.write_worker(small_site)
    assert kept(small_site)["version"] != before["version"]


def test_the_same_site_gives_the_same_zip(small_site, tmp_path):
    first = site_zip.zip_site(small_site, tmp_path / "a.zip").read_bytes()
    (small_site / "index.html").touch()
    assert site_zip.zip_site(small_site, tmp_path / "b.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert min(packed.namelist()) == "why-sigma/_static/page.0123456789.js"
        assert packed.read("why-sigma/index.html") == b"index.html"
