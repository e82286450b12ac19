"""Test that a proof which does not fit the kind of its claim stops the build, by name and line."""

import json
import re

import pytest

from sitekit.claims.statements import is_named

HEAD = "import numpy as np\nimport pytest\nimport sympy\n\n"
FILE = "tests/claims/test_kinds.py"

#: By kind: the arguments of the test, its sentence, its body, what is said of it.
FAULTS = {
    "loop": (
        "theorem", "", "Each square is at least 0.",
        "assert all(n * n >= 0 for n in range(-9, 9))",
        "a theorem is proved by examples only",
    ),
    "unsaid": (
        "experiment", "learning_rate=0.1, steps=250", "After 250 steps it has learned.",
        "assert learning_rate * steps == 25",
        "its statement does not name the setting learning_rate = 0.1",
    ),
    "typed": (
        "experiment", "steps=3", "After three steps it has learned.",
        "assert dict(steps=steps, seed=7)['seed'] == 7",
        "the setting seed=7 is typed in the test",
    ),
    "generator": (
        "experiment", "", "It falls.",
        "assert np.random.default_rng(5).random() < 1",
        "the setting seed=5 is typed in the test",
    ),
    "uncited": (
        "source", "", "Somebody said so.", "assert True", "a source is cited with the fixture",
    ),
    "guess": ("guess", "", "It is so.", "assert True", "its kind is 'guess'; it may be theorem"),
}  # fmt: skip

#: Calls of `cite` that are wrong, each with what is said of it.
CITED = {
    "no page": ('cite("euler1748", known="read")', "say on which page of 'euler1748'"),
    "no entry": ('cite("nobody1900", page="3", known="read")', "'nobody1900' is not in docs"),
    "another page": ('cite("euler1748", page="900", known="read")', "page 900 is not among"),
    "too long": (
        'cite("euler1748", page="3", known="read", quotation="one two " * 8)',
        "quote at most 15 words of 'euler1748', not 16",
    ),
    "other words": (
        'cite("euler1748", page="3", known="read", quotation="not said")',
        "the sentence does not say what it quotes: 'not said'",
    ),
    "how known": ('cite("euler1748", page="3", known="heard")', "known is 'heard'; it may be"),
    "second hand": ('cite("euler1748", page="3", known="quoted")', "known='quoted' goes with by="),
}

BOOK = """
@book{euler1748,
  author = {Euler, Leonhard}, title = {Introductio}, publisher = {Bousquet}, year = {1748},
  pages = {1--320}
}
"""


def add_claim(tiny, kind, arguments, sentence, body, mark=""):
    """Add a claim to the tiny project, and cite it on a page."""
    claim = f'@pytest.mark.claim("odd", kind="{kind}"{mark})\ndef test_odd({arguments}):\n'
    tiny.write(FILE, f'{HEAD}{claim}    """{sentence}"""\n    {body}\n')
    tiny.edit("docs/explain/other.md", "", "\n```{claim} odd\n```\n")


@pytest.mark.parametrize("name", FAULTS)
def test_a_proof_that_does_not_fit_its_kind_is_told(tiny, name):
    *given, said = FAULTS[name]
    add_claim(tiny, *given)
    tiny.told((FILE, "def test_odd", f"claim 'odd': {said}"))


@pytest.mark.parametrize("name", CITED)
def test_a_source_that_is_not_named_well_is_told(tiny, name):
    call, said = CITED[name]
    tiny.edit("docs/papers.bib", "", BOOK)
    add_claim(tiny, "source", "cite", "Euler wrote it.", call)
    tiny.told((FILE, "cite(", f"claim 'odd' is not proved: {said}"))


def test_each_kind_is_shown_and_counted(tiny):
    tiny.edit("docs/papers.bib", "", BOOK)
    tiny.edit("docs/reference/papers.md", "", "\n{cite:t}`euler1748`\n")
    quoted = 'cite("euler1748", page="7", quotation="let there be a function", known="read")'
    add_claim(tiny, "source", "cite", "Euler wrote “let there be a function”.", quoted)
    page = tiny.publish()["explain/other.html"].decode()
    assert 'data-kind="source"' in page
    assert "Source: somebody wrote or did that" in page
    assert "page 7: read in the source itself" in page
    evidence = json.loads(tiny.site()["reference/evidence.json"])
    assert evidence["counts"]["source"] == 1
    assert evidence["counts"]["cases"] == 3
    made = next(claim for claim in evidence["claims"] if claim["id"] == "odd")
    assert made["sources"][0]["key"] == "euler1748"
    assert made["pages"] == ["explain/other.html"]


def test_a_theorem_by_examples_says_why_they_are_enough(tiny):
    reason = ', reason="a line that is 0 at two places is 0"'
    add_claim(tiny, "theorem", "", "It is 0.", "assert 0 == 0", reason)
    page = tiny.publish()["explain/other.html"].decode()
    assert "Why its examples are enough: a line that is 0 at two places is 0." in page


def test_a_derivation_is_set_line_by_line(tiny):
    line = '{"left": "a", "right": "= b", "reason": "as $b$ is $a$"}'
    test = (
        '@pytest.mark.derivation("chain")\ndef test_chain(record_property):\n    """A chain."""\n'
    )
    tiny.write(FILE, f'{HEAD}{test}    record_property("line", {line})\n')
    tiny.edit("docs/explain/other.md", "", "\n```{derivation} chain\n```\n")
    page = tiny.publish()["explain/other.html"].decode()
    assert re.search(r"<mtext>as\s</mtext><mi>b</mi>", page)
    assert "each line checked by a test" in page
    tiny.edit(
        FILE, f'    record_property("line", {line})\n', "    assert 1 == 2, 'it stops here'\n"
    )
    said = "claim 'chain' is not proved: AssertionError: it stops here"
    tiny.told((FILE, "assert 1 == 2", said))


def test_a_misspelt_derivation_is_told(tiny):
    tiny.edit("docs/explain/other.md", "", "\n```{derivation} doubles\n```\n")
    said = "unknown derivation 'doubles'; all are listed in docs/reference/evidence.md"
    tiny.told(("docs/explain/other.md", "{derivation} doubles", said))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "at a learning rate of 0.1,"), (250, "after 250 steps"), (3000, "3,000 steps"),
        (1.0, "of spread 1"), (3, "three starts"), ((0, 1, 2), "seeds 0 to 2"),
        ((0, 4), "seeds 0 and 4"), (range(20), "seeds 0 to 19"),
        ("cross-entropy", "with cross entropy"), ("float32", "in float32"), (-2, "from −2 and"),
    ],
)  # fmt: skip
def test_a_setting_is_named(value, text):
    assert is_named(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.15"), (1, "10 steps"), (10, "1 step"), (3, "30"), ((0, 2), "seeds 0 to 3"), (5, "")],
)
def test_a_setting_that_is_not_named_is_noticed(value, text):
    assert not is_named(value, text)
