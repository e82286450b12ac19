"""Test that incremental and clean builds write the same search index."""

import json

import pytest

MODULE = '"""Lines."""\n\n\ndef line(x):\n    """Return x."""\n    return x\n'
PAGE = "# Lines\n\n```{eval-rst}\n.. automodule:: explainer.lines\n   :members:\n```\n"


@pytest.fixture
def two_modules(tiny):
    """The tiny project with two pages that each explain a module."""
    tiny.write("explainer/lines.py", MODULE)
    tiny.write("docs/reference/zz.md", PAGE)
    tiny.edit("docs/index.md", "reference/api\n", "reference/api\nreference/zz\n")
    assert tiny.build().returncode == 0
    return tiny


def index(project):
    """What Sphinx's search knows."""
    text = project.site()["searchindex.js"].decode()
    return json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))


def test_entries_of_pages_not_written_again_keep_their_order(two_modules):
    before = index(two_modules)
    assert len(before["indexentries"]["module"]) == 2
    for seed in "1234":  # orders the names in a set in as many ways
        two_modules.edit("docs/explain/other.md", "", f"\nAgain {'and again ' * int(seed)}.\n")
        run = two_modules.build(PYTHONHASHSEED=seed)
        assert run.returncode == 0, run.stderr
        after = index(two_modules)
        assert json.dumps(after["indexentries"]) == json.dumps(before["indexentries"])
