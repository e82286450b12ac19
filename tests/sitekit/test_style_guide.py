"""Test that the style guide lists every directive and role of the site, with its options."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest

from sitekit import PARTS


class Recorder:
    """An application that only remembers which directives and roles it is given."""

    def __init__(self):
        self.directives, self.roles = {}, {}
        self.config = SimpleNamespace(overrides={})

    def add_directive(self, name, directive, **_):
        self.directives[name] = directive

    def add_role(self, name, role, **_):
        self.roles[name] = role

    def __getattr__(self, name):
        return lambda *_, **__: None


@pytest.fixture(scope="module")
def added():
    app = Recorder()
    for part in PARTS:
        import_module(f"sitekit.{part}").setup(app)
    return app


@pytest.fixture(scope="module")
def rows(root):
    """Return each row of the guide's table by the name in its first cell."""
    lines = (root / "docs/contribute/style.md").read_text("utf-8").splitlines()
    found = (re.match(r"\| `+ ?\{([\w:-]+)\}", line) for line in lines)
    return {row[1]: row.string for row in found if row}


def test_every_directive_and_role_is_in_the_table(added, rows):
    assert {"exhibit", "claim", "questions"} <= added.directives.keys()
    assert {"minutes", "talk"} <= added.roles.keys()
    assert added.directives.keys() | added.roles.keys() <= rows.keys()


def test_every_option_is_in_its_row(added, rows):
    options = [(n, o) for n, each in added.directives.items() for o in each.option_spec or ()]
    assert ("exhibit", "bare") in options
    assert [each for each in options if f":{each[1]}:" not in rows[each[0]]] == []


def test_no_row_is_of_a_directive_that_is_not_there(added, rows):
    others = {"eval", "term", "cite:t"}  # of MyST-NB, Sphinx and sphinxcontrib-bibtex
    assert rows.keys() - others <= added.directives.keys() | added.roles.keys()
