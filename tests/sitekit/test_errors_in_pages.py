"""Test that errors in pages are reported in one line each, and leave the last good site intact."""

#: Pages with one thing wrong: what each says, the text whose line is named, what is said of it.
WRONG = {
    "unknown exhibit": (
        "```{exhibit} tiny/stord\n```",
        "```{exhibit}",
        "unknown exhibit 'tiny/stord'; did you mean 'tiny/stored'",
    ),
    "unknown exhibit of another name": (
        "```{exhibit} a/completely-different-one\n```",
        "```{exhibit}",
        "unknown exhibit 'a/completely-different-one'; all are listed in gallery/",
    ),
    "exhibit twice": (
        "```{exhibit} tiny/double\n```\n\nAgain:\n\n```{exhibit} tiny/double\n:bare:\n```",
        "```{exhibit} tiny/double\n:bare:",
        "exhibit 'tiny/double' stands on this page already",
    ),
    "unknown claim": (
        "```{claim} halfs\n```",
        "```{claim}",
        "unknown claim 'halfs'; did you mean 'halves'",
    ),
    "claim twice": (
        "```{claim} halves\n```\n\n```{claim} halves\n\n```",
        "```{claim} halves\n\n",
        "claim 'halves' stands on this page already",
    ),
    "typed decimal": (
        "Not much.\nAbout 0.25 of it.",
        "About",
        "'0.25' is typed by hand; compute it with {eval}, or cite a claim",
    ),
    "link to no page": (
        "Not much.\nSee [this](completely-elsewhere.md).",
        "See",
        "unknown page 'completely-elsewhere.md'; all are listed in the sidebar",
    ),
    "link to no page but near one": (
        "Not much.\nSee [this](../refernce/papers.md#of).",
        "See",
        "unknown page '../refernce/papers.md'; did you mean '../reference/papers.md'",
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
        "unknown word 'nothing'; all are listed in docs/reference/glossary.md",
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
    "cell that never ends": (
        "```{code-cell} python3\nx = 2\n```\n\n```{code-cell} python3\nwhile x:\n    pass\n```",
        "while x:",
        "the cell stopped: it took longer than 2 s",
    ),
    "cell that ends its kernel": (
        "```{code-cell} python3\nx = 2\n```\n\n```{code-cell} python3\nimport os\nos._exit(3)\n```",
        "import os",
        "the cell stopped: DeadKernelError: it ended its kernel",
    ),
    "page that includes itself": (
        "```{include} page-that-includes-itself.md\n```",
        "```{include}",
        "page-that-includes-itself.md includes itself, or a file that does",
    ),
    "page that is included by what it includes": (
        "```{include} and-back.md\n```",
        "```{include}",
        "and-back.md includes itself, or a file that does",
    ),
    "and back": (
        "```{include} page-that-is-included-by-what-it-includes.md\n```",
        "```{include}",
        "page-that-is-included-by-what-it-includes.md includes itself, or a file that does",
    ),
    "script": (
        "Not much.\n\n<div>\n<SCRIPT>alert(1)</SCRIPT>\n</div>",
        "<SCRIPT>",
        "a page may hold no script: its policy lets none run",
    ),
    "script within a line": (
        "Not much.\nOr <script>alert(1)</script> more.",
        "Or <script>",
        "a page may hold no script: its policy lets none run",
    ),
    "handout of no page": (
        "```{handout} explain/tinny\n```",
        "```{handout}",
        "unknown page 'explain/tinny'; did you mean 'explain/tiny'",
    ),
    "time of no page": (
        "Not much.\nIt takes {minutes}`explain/tinny`.",
        "It takes",
        "unknown page 'explain/tinny'; did you mean 'explain/tiny'",
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


NOT_UTF8 = (
    "docs/explain/other.md",
    "docs/links.txt",
    "docs/redirects.txt",
    "gallery/tiny/plot_double.py",
    "sitekit/theme/styles/page.css",
    "sitekit/theme/scripts/reader.js",
)


def test_each_fault_is_told_with_its_line(tiny):
    tiny.told(*write_pages(tiny), *write_questions(tiny), *write_elsewhere(tiny))


def test_a_fault_is_told_until_it_is_mended(tiny):
    before = tiny.site()
    tiny.edit("docs/explain/tiny.md", "Less than large.", "Less. " * 41)
    error = ("docs/explain/tiny.md", "```{in-one-breath}", "in-one-breath: 41 words; at most 40")
    assert tiny.told(error) == tiny.told(error)
    tiny.edit("docs/explain/tiny.md", "Less. " * 41, "Less than large.")
    assert tiny.publish() == before


def test_files_that_cannot_be_read_are_told_all_at_once(tiny):
    for file in NOT_UTF8:
        with (tiny / file).open("ab") as end:
            end.write(b"\n\nhere\xff\n")
    before, bib = tiny.site(), tiny / "docs/papers.bib"
    start = bib.read_text("utf-8").count("\n") + 1
    tiny.edit("docs/papers.bib", "", "@misc{TINY1986,\n  title = {Again}\n}\n\n")
    tiny.edit("docs/papers.bib", "", "@misc{more,\n  title = bare\n}\n")
    (tiny / "CITATION.cff").write_text("title: x\nauthors: [\n", "utf-8")
    (tiny / "CHANGELOG.md").unlink()
    run = tiny.build()
    assert sorted(run.stderr.splitlines()) == sorted(
        [
            *(f"{file}:{line_of_bad_byte(tiny / file)}: not UTF-8: byte 0xff" for file in NOT_UTF8),
            f"docs/papers.bib:{start}: the key 'TINY1986' is that of line 1 already",
            f"docs/papers.bib:{start + 5}: not BibTeX: undefined string in line {start + 5}: bare",
            "CITATION.cff:3: not YAML",
            "CHANGELOG.md:1: is missing; the feed tells what it says",
            f"{len(NOT_UTF8) + 4} error(s); site/ is left as it was.",
        ]
    )
    assert (run.returncode, tiny.site()) == (1, before)


def line_of_bad_byte(path):
    return next(n for n, line in enumerate(path.read_bytes().splitlines(), 1) if b"\xff" in line)


def write_pages(project):
    """Write each page, and give the place and the words of its error."""
    limit = "mystnb: {execution_timeout: 2}\n"
    cells = f"file_format: mystnb\nkernelspec: {{name: python3}}\n{limit}"
    for name, (text, line, said) in WRONG.items():
        file = f"docs/explain/{name.replace(' ', '-')}.md"
        words = "" if name == "no description" else "Words.\n\n"
        front = f"---\norphan: true\n{cells if '{code-cell}' in text else ''}---\n"
        project.write(file, f"{front}\n# A page: {name}\n\n{words}{text}\n")
        yield file, line, said


def write_questions(project):
    """Write question pages, some of them not registered as they should be."""
    (project / "docs/questions").mkdir()
    index = "# Questions\n\nSome.\n\n{#small}\n## Small\n\n```{questions} small\n```\n"
    project.write("docs/questions/index.md", f"---\norphan: true\n---\n\n{index}")
    headers = {
        "good": "number: 1\ntopic: small",
        "twice": "orphan: true\ntopic: small\nnumber: 1",
        "unnumbered": "topic: small",
        "untold": "orphan: true\nnumber: 2",
        "unlisted": "orphan: true\nnumber: 3\ntopic: smal",
    }
    for name, header in headers.items():
        project.write(f"docs/questions/{name}.md", f"---\n{header}\n---\n\n# {name}?\n\nYes.\n")
    folder = "docs/questions"
    yield f"{folder}/twice.md", "number: 1", "the number 1 is that of good.md already"
    yield f"{folder}/unnumbered.md", "---\ntopic", "needs a number of its own and a topic"
    yield f"{folder}/untold.md", "number: 2", "needs a number of its own and a topic"
    yield f"{folder}/unlisted.md", "topic: smal\n", "unknown topic 'smal'; did you mean 'small'?"


def write_elsewhere(project):
    """Make a claim that no page cites, and give the place and the words of its error."""
    mark = '@pytest.mark.claim("thirds", kind="cases")'
    claim = f'{mark}\ndef test_thirds():\n    """A third is a third."""\n'
    project.write("tests/claims/test_more.py", f"import pytest\n\n\n{claim}")
    yield "tests/claims/test_more.py", "def test_thirds", "claim 'thirds' stands on no page"
