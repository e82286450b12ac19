"""What import contracts in pyproject.toml cannot say: outside packages, scripts, pages, conf.py."""

import ast
import re
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[1]
LIBRARY = sorted((ROOT / "explainer").glob("*.py"))
DRAWING = sorted((ROOT / "explainer" / "drawing").rglob("*.py"))
GALLERY = sorted((ROOT / "gallery").rglob("*.py"))
PAGES = sorted(
    page
    for page in (ROOT / "docs").rglob("*.md")
    if "gallery" not in page.relative_to(ROOT / "docs").parts[:1]  # made by the build
)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def imported(code):
    """Return the dotted name of everything the code imports, wherever in it the import stands."""
    names = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            names += [f"{start}.{alias.name}" for alias in node.names]
    return names


def packages(path):
    """Return the packages outside Python's own that a file imports from."""
    tops = {name.partition(".")[0] for name in imported(path.read_text("utf-8"))}
    return tops - set(sys.stdlib_module_names)


def inside(path):
    """Return what of `explainer` a file reads: names of modules, or of what the package offers."""
    dotted = [name.split(".") for name in imported(path.read_text("utf-8"))]
    return {parts[1] if len(parts) > 1 else "" for parts in dotted if parts[0] == "explainer"}


def code_of(text):
    """Return the code of a page: its cells, and the code that it only shows."""
    fences = (each for each in MarkdownIt().parse(text) if each.type == "fence")
    return "\n".join(each.content for each in fences if re.match(r"\{code-cell|(?!\{)", each.info))


# --- The library ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", LIBRARY, ids=name_of)
def test_the_library_needs_numpy_and_nothing_else(path):
    others = packages(path) - {"numpy", "explainer"}
    assert not others, f"do it with NumPy alone: {others}"


@pytest.mark.parametrize("path", DRAWING, ids=name_of)
def test_drawing_is_a_leaf(path):
    """It may read the library; that the library never reads it, the arrows say."""
    others = packages(path) - {"numpy", "matplotlib", "explainer"}
    assert not others, f"draw with Matplotlib alone: {others}"


def test_the_package_only_offers_what_its_modules_have():
    for node in ast.parse((ROOT / "explainer" / "__init__.py").read_text("utf-8")).body:
        declares = isinstance(node, (ast.Expr, ast.ImportFrom, ast.Assign))
        assert declares, f"move this into a module of its own: {ast.unparse(node)}"
        if isinstance(node, ast.Assign):
            assert [ast.unparse(target) for target in node.targets] == ["__all__"]


# --- Pictures, pages and the site -----------------------------------------------------------------


@pytest.mark.parametrize("path", GALLERY, ids=name_of)
def test_a_gallery_script_reads_the_library_and_its_drawing_tools(path):
    others = packages(path) - {"numpy", "matplotlib", "explainer"}
    private = [name for name in inside(path) if name.startswith("_")]
    assert not others, f"a script may import explainer, NumPy and Matplotlib: {others}"
    assert not private, f"these are the library's own: {private}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_draws(page):
    """A picture is a gallery script, so that it is drawn in one place and proved in another."""
    drawn = re.findall(r"\bplt\.\w+|\bmatplotlib\b", code_of(page.read_text("utf-8")))
    assert not drawn, f"make it a script in gallery/ and show it with {{exhibit}}: {drawn}"


def test_code_fences_are_found():
    page = (
        "Say `plt.plot` in words.\n```python\nplt.show()\n```\n"
        "Or plt.show.\n````{code-cell}\nx = 1\n````\n"
    )
    assert "plt.show()" in code_of(page)
    assert "x = 1" in code_of(page)
    assert "plt.plot" not in code_of(page)
    assert "plt.show." not in code_of(page)


def test_the_configuration_only_declares():
    text = (ROOT / "docs" / "conf.py").read_text("utf-8")
    kinds = {type(node) for node in ast.parse(text).body}
    others = kinds - {ast.Expr, ast.Assign, ast.Import, ast.ImportFrom}
    assert not others, f"docs/conf.py only assigns; move these to sitekit: {others}"
    assert len(text.splitlines()) < 100, "docs/conf.py has 100 lines or more"
