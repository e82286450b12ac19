"""Short names by which other documentation links in: they go into ``objects.inv``.

A page of the story goes by its file's name, a question page by ``q-`` before it, any other by its
file's name too; then ``claim-…``, ``exhibit-…`` and ``term-…``, as in the addresses. A claim and an
exhibit lead to the page of the story that they were made for, if they stand there; else to where
they always stand, the evidence and the gallery.
"""

from pathlib import PurePosixPath

from docutils.nodes import make_id
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.project import project
from sitekit.writing.summary import record

Target = tuple[str, str, str]  # the page, the anchor on it, the words of a link to it


def pages(env: BuildEnvironment) -> dict[str, Target]:
    """Return the short name of each page; those of the gallery go by their exhibits."""
    names = {docname: _short(docname) for docname in sorted(env.found_docs)}
    return {name: (page, "", env.titles[page].astext()) for page, name in names.items() if name}


def _short(docname: str) -> str:
    path = PurePosixPath(docname)
    if path.parts[0] == "gallery":
        return "gallery" if docname == "gallery/index" else ""
    if path.name == "index":
        return path.parent.name or "home"
    return f"q-{path.name}" if path.parts[0] == "questions" else path.name


def of_claims(app: Sphinx) -> dict[str, Target]:
    """Return the short name of each claim."""
    cited, found = freshness.users(app.env, "claim"), {}
    evidence = freshness.users(app.env, "evidence").get("", [])
    for name, claim in project(app).claims.items():
        own = PurePosixPath(claim.file).stem.removeprefix("test_").replace("_", "-")
        place = [page for page in cited.get(name, []) if page == f"explain/{own}"] or evidence
        for page in place[:1]:
            found[f"claim-{name}"] = (page, f"claim-{name}", claim.sentence)
    return found


def of_exhibits(app: Sphinx) -> dict[str, Target]:
    """Return the short name of each exhibit."""
    found = {}
    for name, shown in freshness.users(app.env, "exhibit").items():
        folder, _, stem = name.partition("/")
        at_home = f"explain/{folder}" in shown
        page = f"explain/{folder}" if at_home else f"gallery/{folder}/plot_{stem}"
        anchor = f"exhibit-{make_id(name)}"
        found[anchor] = (page, anchor, record(app, name).get("title", name))
    return found


def of_terms(env: BuildEnvironment) -> dict[str, Target]:
    """Return the short name of each word of the glossary."""
    terms = env.domaindata["std"]["objects"].items()
    return {place[1]: (*place, word) for (kind, word), place in terms if kind == "term"}


def _name_all(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Once all pages are read: give Sphinx the names as labels, which every Sphinx can link to."""
    named = pages(env) | of_claims(app) | of_exhibits(app) | of_terms(env)
    std = env.domaindata["std"]
    for name, (page, anchor, words) in named.items():
        std["labels"][name] = (page, anchor, words)
        std["anonlabels"][name] = (page, anchor)
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Act before anyone looks at what pages share."""
    app.connect("env-updated", _name_all, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
