"""Test the import graph: all modules a script may depend on, and no others."""

import pytest

from sitekit.core.imports import ImportGraph

FILES = {
    "lib/__init__.py": '"""A library."""\nfrom lib.a import one\nfrom lib.b import two\n',
    "lib/a.py": "one = 1\n",
    "lib/b.py": "from lib.a import one\ntwo = one + 1\n",
    "lib/c.py": "from . import b\nfrom .deep import three\n",
    "lib/deep/__init__.py": "from lib.deep.d import three\nregister = print()\n",
    "lib/deep/d.py": 'from pathlib import Path\nthree = Path(__file__).with_name("store")\n',
    "lib/deep/e.py": 'four = "points.txt"\n',
    "lib/deep/look.mplstyle": "font.size: 12\n",
    "lib/deep/store/points.txt": "1 2\n",
    "lib/broken.py": "x = (\n",
}
D = {"lib/deep/__init__.py", "lib/deep/d.py", "lib/deep/store/points.txt"}


@pytest.fixture
def graph(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return ImportGraph(tmp_path, ("lib",))


@pytest.mark.parametrize(
    ("code", "reached"),
    [
        ("import numpy", set()),
        ("from lib.a import one", {"lib/a.py"}),
        ("from lib import two", {"lib/b.py", "lib/a.py"}),
        ("import lib.a", {"lib/a.py"}),
        ("import lib", {"lib/__init__.py", "lib/a.py", "lib/b.py"}),
        ("from lib import *", {"lib/__init__.py", "lib/a.py", "lib/b.py"}),
        ("def f():\n    from lib.a import one", {"lib/a.py"}),
        ("from lib.c import b", {"lib/c.py", "lib/b.py", "lib/a.py", *D}),
        ("import lib.deep.e", {*D, "lib/deep/e.py"}),
        ("style('lib.deep.look')", {"lib/deep/look.mplstyle"}),
        ("from lib.broken import x", {"lib/broken.py"}),
    ],
)
def test_what_code_reaches(graph, code, reached):
    assert graph.reached(code).keys() == reached


@pytest.mark.usefixtures("graph")
def test_code_counts_and_comments_do_not(tmp_path):
    def digest():
        return ImportGraph(tmp_path, ("lib",)).reached("import lib.a")

    before, path = digest(), tmp_path / "lib/a.py"
    path.write_text('"""One."""\none = 1  # the first\n', "utf-8")
    assert digest() == before
    path.write_text("one = 1.0\n", "utf-8")
    assert digest() != before


def test_of_the_script_itself_every_byte_counts(graph, tmp_path):
    script = tmp_path / "plot.py"
    script.write_text('"""Title."""\nfrom lib.a import one\n', "utf-8")
    before = graph.inputs(script)
    assert before.keys() == {"plot.py", "lib/a.py"}
    script.write_text('"""Another title."""\nfrom lib.a import one\n', "utf-8")
    assert graph.inputs(script) != before
    script.write_text("from (", "utf-8")
    assert graph.inputs(script).keys() == {"plot.py"}
