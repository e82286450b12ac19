"""Fixtures: a tiny site, built once; each test gets a fresh copy, which it may break."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

collect_ignore = ["tiny"]

ROOT = Path(__file__).parents[2]
TINY = Path(__file__).with_name("tiny")
MACHINERY = (
    "sitekit",
    "docs/conf.py",
    "explainer",
    "pyproject.toml",
    "CITATION.cff",
    "CHANGELOG.md",
)


class Project:
    """A project in its own folder, with the real sitekit and tiny pages."""

    def __init__(self, root):
        self.root = root

    def __truediv__(self, name):
        return self.root / name

    def build(self, *options, **environment):
        """Run the build from the command line; return its exit code and output lines."""
        hidden = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        return subprocess.run(
            [sys.executable, "-m", "sitekit.build", *options],
            cwd=self.root,
            env={**kept, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def told(self, *wrong):
        """Build, and assert that each error is reported in its own line and site/ is unchanged.

        A thing wrong is the file, a text of the line to be named, and what is said of it.
        """
        before, run = self.site(), self.build()
        assert run.returncode == 1, run.stdout + run.stderr
        *lines, last = run.stderr.splitlines()
        assert last == f"{len(lines)} error(s); site/ is left as it was."
        assert self.site() == before
        for file, text, said in wrong:
            start = f"{file}:{self.line(file, text)}: "
            found = [line for line in lines if line.startswith(start) and said in line]
            assert len(found) == 1, f"{start}{said}\nis not in\n{run.stderr}"
        assert len(lines) == len(wrong), run.stderr
        return lines

    def publish(self):
        """Build, expecting success; return the published site."""
        run = self.build()
        assert run.returncode == 0, run.stderr
        return self.site()

    def site(self):
        """Return every file of the published site, by name."""
        return contents(self.root / "site")

    def edit(self, name, before, after):
        """Replace a text that occurs once in a file; an empty ``before`` appends."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert text.count(before) == 1 or not before
        path.write_text(text.replace(before, after) if before else text + after, "utf-8")

    def write(self, name, text):
        """Write a file."""
        (self.root / name).write_text(text, "utf-8")

    def line(self, name, text):
        """Return the line number of a text that occurs once in a file."""
        whole = (self.root / name).read_text("utf-8")
        assert whole.count(text) == 1, (name, text)
        return whole.count("\n", 0, whole.index(text)) + 1


def contents(folder):
    """Return the bytes of every file below a folder, by name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def lay_out(root):
    """Copy the real sitekit and library, and the tiny pages, into a new folder."""
    skipped = shutil.ignore_patterns("__pycache__")
    for path in (path for pattern in MACHINERY for path in ROOT.glob(pattern)):
        target = root / path.relative_to(ROOT)
        if path.is_dir() and path.name != "__pycache__":
            shutil.copytree(path, target, ignore=skipped)
        elif path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    shutil.copytree(TINY, root, dirs_exist_ok=True, ignore=skipped)
    return Project(root)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The tiny project, built, and a pristine copy of it."""
    project = lay_out(tmp_path_factory.mktemp("site") / "project")
    project.publish()
    kept = project.root.with_name("kept")
    shutil.copytree(project.root, kept, symlinks=True)
    return project, kept


@pytest.fixture
def tiny(built):
    """The tiny project as first built, always at the same path."""
    project, kept = built
    shutil.rmtree(project.root)
    shutil.copytree(kept, project.root, symlinks=True)
    return project


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory):
    """The tiny project, built for a subfolder of a host, and that address."""
    project, address = lay_out(tmp_path_factory.mktemp("host")), "https://sigma.example/deep/"
    run = project.build(SITE_ADDRESS=address)
    assert run.returncode == 0, run.stderr
    return project, address


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    """A function that creates another tiny project, not built, under another folder name."""
    return lambda: lay_out(tmp_path_factory.mktemp("another") / "checkout")
