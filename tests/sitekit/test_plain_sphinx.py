"""Test that plain ``sphinx-build`` builds the whole site, without warnings or setup."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = (
    "docs", "explainer", "gallery", "sitekit", "tests/claims", "tests/conftest.py",
    "pyproject.toml", "CITATION.cff", "CHANGELOG.md",
)  # fmt: skip
ONLY_SPHINX = {".buildinfo", "_sources", "_downloads", "_images"}  # its own records


def sphinx_build(root, out):
    """Run sphinx-build as a person would, in an environment that knows nothing of the project."""
    hidden = ("PYTHONPATH", "SITE_ADDRESS", "MPLBACKEND")
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "docs", str(out)],
        cwd=root,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        check=False,
    )


def pages(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.html")}


def test_it_gives_the_same_site_as_our_own_command(tiny, tmp_path):
    run = sphinx_build(tiny.root, tmp_path / "out")
    assert run.returncode == 0, run.stdout + run.stderr
    made = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and path.relative_to(tmp_path / "out").parts[0] not in ONLY_SPHINX
    }
    made = {name: text for name, text in made.items() if not name.startswith(".doctrees")}
    assert made == tiny.site()


def test_a_claim_that_is_not_proved_stops_it_with_file_and_line(tiny, tmp_path):
    tiny.edit("tests/claims/test_tiny.py", "0.5 + 0.5 == 1", "0.5 + 0.5 == 2")
    run = sphinx_build(tiny.root, tmp_path / "out")
    assert run.returncode != 0
    line = tiny.line("tests/claims/test_tiny.py", "0.5 + 0.5 == 2")
    assert f"test_tiny.py:{line}: WARNING: claim 'halves' is not proved" in run.stderr


def test_it_builds_the_real_site(tmp_path):
    for name in SOURCES:
        source, target = ROOT / name, tmp_path / "a checkout" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            skipped = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target, ignore=skipped)
        else:
            shutil.copy(source, target)
    shutil.rmtree(tmp_path / "a checkout/docs/gallery", ignore_errors=True)
    run = sphinx_build(tmp_path / "a checkout", tmp_path / "out")
    assert run.returncode == 0, run.stdout + run.stderr
    assert pages(tmp_path / "out") == pages((ROOT / "site").resolve())
