"""The page on internals lists every handler of an event, as the code has it."""

import ast
from pathlib import Path

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/contribute/internals.md"


def connected(path):
    """Yield the event and the priority of each handler that a module connects."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "app.connect":
            given = [each.value.value for each in node.keywords if each.arg == "priority"]
            yield node.args[0].value, given[0] if given else 500


def rows_of_the_code():
    modules = sorted((ROOT / "sitekit").rglob("*.py"))
    found = ((path, *each) for path in modules for each in connected(path))
    return sorted(
        (event, path.relative_to(ROOT / "sitekit").as_posix(), priority)
        for path, event, priority in found
    )


def rows_of_the_page():
    html = MarkdownIt().enable("table").render(PAGE.read_text("utf-8"))
    rows = [[cell.get_text() for cell in row("td")] for row in BeautifulSoup(html, "lxml")("tr")]
    events = {event for event, _, _ in rows_of_the_code()}
    return sorted((event, part, int(rank)) for event, part, rank in _of_three(rows, events))


def _of_three(rows, events):
    return [row for row in rows if len(row) == 3 and row[0] in events]


def test_every_handler_is_in_the_table():
    missing = set(rows_of_the_code()) - set(rows_of_the_page())
    assert not missing, f"add to docs/contribute/internals.md: {sorted(missing)}"


def test_every_row_of_the_table_is_a_handler():
    gone = set(rows_of_the_page()) - set(rows_of_the_code())
    assert not gone, f"take out of docs/contribute/internals.md: {sorted(gone)}"
