"""A script is made from all it can reach in the library, however it gets there, and no more."""

import textwrap

import pytest

from sitekit.core.provenance import Library

#: A library with one of each way to reach a number.
MODULES = {
    "__init__.py": """
        from explainer.plain import shown as shown
        from explainer import registry
    """,
    "plain.py": '''
        """Numbers."""
        import math as maths
        from explainer import other
        from .other import far as near
        from . import shelf

        ONE = 1
        TWO, (THREE, FOUR) = 2, (3, 4)
        FIVE = 5
        FIVE += 0
        if ONE:
            SIX = 6

            def seven():
                return 7

        try:
            from explainer.other import eight
        except ImportError:
            eight = 8

        def shown():
            """Say one."""
            return ONE

        def default(value=TWO):
            return value

        def inner():
            def deeper():
                return THREE
            return deeper()

        def late():
            from explainer.other import LATE
            return LATE

        def shadowed(FOUR):
            return FOUR

        def aliased():
            return near()

        def attribute():
            return other.far()

        def decorated():
            return marked()

        def wrap(function):
            return lambda: function() + FIVE

        @wrap
        def marked():
            return 0

        class Counter:
            """Counts."""

            start = SIX

            def count(self):
                """Count."""
                return self.start + seven()

            @classmethod
            def make(cls):
                return cls()

        class Finer(Counter):
            pass

        def annotated(counter: Counter):
            return counter

        def reading():
            return open("numbers.txt").read()

        def styled():
            use("explainer.look")

        def by_name():
            return load("explainer.other")

        def starred():
            return shelf.book()
    ''',
    "other.py": """
        LATE = 0
        FAR = 0
        eight = 8

        def far():
            return FAR
    """,
    "shelf.py": """
        from explainer.books import *
    """,
    "books.py": """
        BOOK = "book"

        def book():
            return BOOK
    """,
    "registry.py": """
        KNOWN = {}
        SEEN = []
        COUNT = 0
        LIST = {}
        LIST["first"] = 1

        def register(function):
            KNOWN[function.__name__] = function
            return function

        def see(item):
            SEEN.append(item)
            return item

        def tick():
            global COUNT
            COUNT += 1

        @register
        def red():
            return 1

        blue = see("blue")

        def all_known():
            return list(KNOWN)
    """,
    "alone.py": """
        def nobody():
            return "uses this"
    """,
    "numbers.txt": "1 2 3",
    "look.mplstyle": "lines.linewidth: 1",
    "notes.txt": "nothing",
}


@pytest.fixture
def library(tmp_path):
    """Return a function that gives what a script is made from, after an edit of the library."""

    def made_from(script, file="", before="", after=""):
        (tmp_path / "explainer").mkdir(exist_ok=True)
        for name, text in MODULES.items():
            text = textwrap.dedent(text)
            if name == file:
                assert text.count(before) == 1
                text = text.replace(before, after)
            (tmp_path / "explainer" / name).write_text(text)
        return Library(tmp_path).made_from(textwrap.dedent(script))

    return made_from


#: What a script says, and the edit of the library that must reach it.
REACHED = {
    "a function": ("from explainer.plain import shown\nshown()", "ONE = 1", "ONE = 10"),
    "its body": ("from explainer.plain import shown\nshown()", "return ONE", "return -ONE"),
    "a name in place of it": ("from explainer.plain import shown as x\nx()", "ONE = 1", "ONE = 10"),
    "a module": ("import explainer.plain\nexplainer.plain.shown()", "ONE = 1", "ONE = 10"),
    "a module by a name": ("import explainer.plain as p\np.shown()", "ONE = 1", "ONE = 10"),
    "a module from its package": (
        "from explainer import plain\nplain.shown()",
        "ONE = 1",
        "ONE = 0",
    ),
    "a module handed on": ("import explainer.plain as p\ndir(p)", "FIVE = 5", "FIVE = 50"),
    "a name from the package": ("from explainer import shown\nshown()", "ONE = 1", "ONE = 10"),
    "everything": ("from explainer.plain import *\nshown()", "ONE = 1", "ONE = 10"),
    "a default": ("from explainer.plain import default\ndefault()", "= 2,", "= 20,"),
    "a function in a function": ("from explainer.plain import inner\ninner()", "(3, 4)", "(30, 4)"),
    "a decorator": ("from explainer.plain import decorated\ndecorated()", "FIVE = 5", "FIVE = 50"),
    "a sum": ("from explainer.plain import FIVE\nFIVE", "FIVE += 0", "FIVE += 1"),
    "a class": ("from explainer.plain import Counter\nCounter()", "SIX = 6", "SIX = 60"),
    "a method": ("from explainer.plain import Counter\nCounter()", "return 7", "return 70"),
    "a class method": ("from explainer.plain import Counter\nCounter", "cls()", "cls() or 1"),
    "a base class": ("from explainer.plain import Finer\nFiner()", "SIX = 6", "SIX = 60"),
    "an annotation": ("from explainer.plain import annotated\nannotated", "SIX = 6", "SIX = 60"),
    "a module of its own": (
        "from explainer.plain import attribute\nattribute()",
        "FAR = 0",
        "FAR = 1",
    ),
    "a relative import": ("from explainer.plain import aliased\naliased()", "FAR = 0", "FAR = 1"),
    "an import in a function": ("from explainer.plain import late\nlate()", "LATE = 0", "LATE = 1"),
    "an import that may fail": (
        "from explainer.plain import eight\neight",
        "eight = 8\n\n",
        "eight = 9\n\n",
    ),
    "an import in a condition": (
        "if True:\n    from explainer.plain import shown\n    shown()",
        "ONE = 1",
        "ONE = 10",
    ),
    "an import in the script's function": (
        "def f():\n    from explainer.plain import shown\n    return shown()",
        "ONE = 1",
        "ONE = 10",
    ),
    "a name that a star brought": (
        "from explainer.plain import starred\nstarred()",
        'BOOK = "book"',
        'BOOK = "tome"',
    ),
    "data": ("from explainer.plain import reading\nreading()", "1 2 3", "1 2 4"),
    "data named by the script": ('open("explainer/numbers.txt")', "1 2 3", "1 2 4"),
    "a style": ("from explainer.plain import styled\nstyled()", "linewidth: 1", "linewidth: 2"),
    "a style named by the script": ('use("explainer.look")', "linewidth: 1", "linewidth: 2"),
    "a module named in words": (
        "from explainer.plain import by_name\nby_name()",
        "FAR = 0",
        "FAR = 1",
    ),
    "an item set from outside": ("from explainer.registry import LIST\nLIST", '"] = 1', '"] = 2'),
    "what is registered": (
        "from explainer.registry import all_known\nall_known()",
        "def red():\n    return 1",
        "def red():\n    return 2",
    ),
    "what is registered by value": (
        "from explainer.registry import SEEN\nSEEN",
        'see("blue")',
        'see("navy")',
    ),
    "a global": ("from explainer.registry import COUNT\nCOUNT", "COUNT += 1", "COUNT += 2"),
    "what an import runs": ("import explainer", '"] = 1', '"] = 2'),
}

#: Edits of the library that must not reach a script.
UNREACHED = {
    "another function": (
        "from explainer.plain import shown\nshown()",
        "return marked()",
        "return 1",
    ),
    "another module": (
        "from explainer.plain import shown\nshown()",
        '"uses this"',
        '"uses it not"',
    ),
    "a docstring": (
        "from explainer.plain import shown\nshown()",
        "Say one.",
        "Say the first number.",
    ),
    "a module's docstring": (
        "from explainer.plain import shown\nshown()",
        '"""Numbers."""',
        '"""Many."""',
    ),
    "a method's docstring": ("from explainer.plain import Counter\nCounter", "Count.", "Count on."),
    "a comment": ("from explainer.plain import shown\nshown()", "ONE = 1", "ONE = 1  # the first"),
    "a blank line": ("from explainer.plain import shown\nshown()", "ONE = 1", "\n\nONE = 1"),
    "data not read": ("from explainer.plain import reading\nreading()", "nothing", "something"),
    "an import not used": (
        "from explainer.plain import shown, inner\nshown()",
        "(3, 4)",
        "(30, 4)",
    ),
    "no import at all": ("print(1)", "ONE = 1", "ONE = 10"),
}


def file_of(text):
    return next(name for name, module in MODULES.items() if text in textwrap.dedent(module))


@pytest.mark.parametrize("name", REACHED)
def test_an_edit_reaches_each_script_that_depends_on_it(library, name):
    script, before, after = REACHED[name]
    assert library(script) != library(script, file_of(before), before, after)


@pytest.mark.parametrize("name", UNREACHED)
def test_an_edit_reaches_no_other_script(library, name):
    script, before, after = UNREACHED[name]
    assert library(script) == library(script, file_of(before), before, after)


def test_what_lies_beside_a_script_counts_but_no_other_script(tmp_path):
    (tmp_path / "explainer").mkdir()
    (tmp_path / "explainer/plain.py").write_text("ONE = 1\n")
    script = tmp_path / "gallery/page/plot_one.py"
    script.parent.mkdir(parents=True)
    seen = [Library(tmp_path).beside(script)]
    for name, text, counts in (
        ("plot_one.py", "1", False),
        ("plot_two.py", "1", False),
        ("GALLERY_HEADER.rst", "Page", False),
        ("data.csv", "1,2", True),
        ("data.csv", "1,3", True),
        ("helper.py", "from explainer.plain import ONE\nONE", True),
        ("../../explainer/plain.py", "ONE = 2\n", True),
    ):
        (script.parent / name).write_text(text)
        seen.append(Library(tmp_path).beside(script))
        assert (seen[-1] != seen[-2]) == counts, name
