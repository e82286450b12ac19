"""What is wrong in a page is told in a line that names it, and does the last good site no harm."""

#: Pages with one thing wrong: what each says, the text whose line is named, what is said of it.
WRONG = {
    "unknown exhibit": (
        "```{exhibit} tiny/nothing\n```",
        "```{exhibit}",
        "unknown exhibit 'tiny/nothing'; known: tiny/double, tiny/stored, tiny/triple",
    ),
    "exhibit twice": (
        "```{exhibit} tiny/double\n```\n\nAgain:\n\n```{exhibit} tiny/double\n:bare:\n```",
        "```{exhibit} tiny/double\n:bare:",
        "exhibit 'tiny/double' stands on this page already",
    ),
    "unknown claim": (
        "```{claim} wholes\n```",
        "```{claim}",
        "unknown claim 'wholes'; known: doubles, halves, thirds, triples",
    ),
    "claim twice": (
        "```{claim} halves\n```\n\n```{claim} halves\n\n```",
        "```{claim} halves\n\n",
        "claim 'halves' stands on this page already",
    ),
    "typed decimal": (
        "Not much.\nAbout 0.25 of it.",
        "About",
        "0.25 is typed by hand; compute it with {eval}, or cite a claim",
    ),
    "link to no page": (
        "Not much.\nSee [this](nowhere.md).",
        "See",
        "cross-reference target not found: 'nowhere.md'",
    ),
    "link to no anchor": (
        "Not much.\nSee [this](tiny.md#nowhere).",
        "See",
        "local id not found in doc 'explain/tiny': 'nowhere'",
    ),
    "link to no anchor here": (
        "Not much.\nSee [this](#nowhere).",
        "See",
        "cross-reference target not found: 'nowhere'",
    ),
    "unknown term": (
        "Not much.\nSee {term}`nothing`.",
        "See",
        "term not in glossary: 'nothing'",
    ),
    "unknown citation": (
        "Not much.\nSee {cite:p}`tiny1987`.",
        "See",
        'could not find bibtex key "tiny1987"',
    ),
    "failing cell": (
        "```{code-cell} python3\n---\ntags: [hide-input]\n---\nx = 2\nx / 0\n```",
        "x / 0",
        "the cell stopped: ZeroDivisionError: division by zero",
    ),
    "cell failing in a function": (
        "```{code-cell} python3\ndef f(x):\n    return x / 0\n\n\nf(1)\n```",
        "f(1)",
        "the cell stopped: ZeroDivisionError: division by zero",
    ),
    "cell that is not Python": (
        "```{code-cell} python3\nx = 2\nx = (\n```",
        "x = (",
        "the cell stopped: SyntaxError: ",
    ),
    "cell with a bad header": (
        "```{code-cell} python3\n---\nx: 1\ntags: [hide-input\n---\n2\n```",
        "tags:",
        "the header is not YAML: ",
    ),
    "cell with a bad option": (
        "```{code-cell} python3\n:tags: [hide-input\n2\n```",
        ":tags:",
        "the header is not YAML: ",
    ),
    "failing eval": (
        "One is\n{eval}`nothing + 1`.\n\n```{code-cell} python3\n2\n```",
        "{eval}",
        "NameError: name 'nothing' is not defined",
    ),
    "unknown level": (
        "```{deeper} geometry\nA circle.\n```",
        "```{deeper}",
        '"geometry" unknown; choose from "algebra", or "calculus"',
    ),
    "long breath": (
        "```{in-one-breath}\n" + 41 * "word " + "\n```",
        "```{in-one-breath}",
        "in-one-breath: 41 words; at most 40",
    ),
    "formula that cannot be set": (
        "Not much.\nBut $\\frac{2$.",
        "But",
        "this formula cannot be set: ",
    ),
    "heading without an anchor": (
        "## So",
        "## So",
        "this heading needs a short anchor, for ever its own: a line {#like-this} above it",
    ),
    "heading with a long anchor": (
        "{#as-long-as-the-words-of-its-heading}\n## So",
        "## So",
        "this heading needs a short anchor",
    ),
    "anchor twice": (
        "{#so}\n## So\n\n{#so}\n## And so",
        "## And so",
        'Duplicate explicit target name: "so"',
    ),
    "no description": (
        "```{deeper} algebra\nA sum.\n```",
        "---\norphan",
        "this page needs a description: a first sentence, or `description:` in its first lines",
    ),
    "unknown directive": (
        "```{exhibt} tiny/double\n```",
        "```{exhibt}",
        "Unknown directive type: 'exhibt'",
    ),
}


def test_each_fault_is_told_with_its_line(tiny):
    tiny.told(*write_pages(tiny), *write_elsewhere(tiny))


def test_a_fault_is_told_until_it_is_mended(tiny):
    before = tiny.site()
    tiny.edit("docs/explain/tiny.md", "Less than large.", "Less. " * 41)
    error = ("docs/explain/tiny.md", "```{in-one-breath}", "in-one-breath: 41 words; at most 40")
    assert tiny.told(error) == tiny.told(error)
    tiny.edit("docs/explain/tiny.md", "Less. " * 41, "Less than large.")
    assert tiny.publish() == before


def write_pages(project):
    """Write each page, and give the place and the words of its error."""
    cells = "file_format: mystnb\nkernelspec: {name: python3}\n"
    for name, (text, line, said) in WRONG.items():
        file = f"docs/explain/{name.replace(' ', '-')}.md"
        words = "" if name == "no description" else "Words.\n\n"
        front = f"---\norphan: true\n{cells if '{code-cell}' in text else ''}---\n"
        project.write(file, f"{front}\n# A page: {name}\n\n{words}{text}\n")
        yield file, line, said


def write_elsewhere(project):
    """Make a claim that no page cites, and give the place and the words of its error."""
    claim = '@pytest.mark.claim("thirds")\ndef test_thirds():\n    """A third is a third."""\n'
    project.write("tests/claims/test_more.py", f"import pytest\n\n\n{claim}")
    yield "tests/claims/test_more.py", "def test_thirds", "claim 'thirds' stands on no page"
