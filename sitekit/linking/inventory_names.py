"""Register short names in ``objects.inv``, so that other Sphinx projects can link to this site.

A page is named after its file, a question page with the prefix ``q-``; claims, exhibits and terms
are named after their anchors. A claim or an exhibit links to the explainer page it was made for, if
it is there; else to the evidence page or the gallery.
"""

from pathlib import PurePosixPath

from docutils.nodes import make_id
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.project import project
from sitekit.writing.summary import record

Target = tuple[str, str, str]  # page, anchor, link text


def name_pages(env: BuildEnvironment) -> dict[str, Target]:
    """Return the pages by short name; gallery pages are covered by their exhibits."""
    names = {docname: _shorten(docname) for docname in sorted(env.found_docs)}
    return {name: (page, "", env.titles[page].astext()) for page, name in names.items() if name}


def _shorten(docname: str) -> str:
    path = PurePosixPath(docname)
    if path.parts[0] == "gallery":
        return "gallery" if docname == "gallery/index" else ""
    if path.name == "index":
        return path.parent.name or "home"
    return f"q-{path.name}" if path.parts[0] == "questions" else path.name


def name_claims(app: Sphinx) -> dict[str, Target]:
    """Return the claims by short name."""
    cited, found = freshness.users(app.env, "claim"), {}
    evidence = freshness.users(app.env, "evidence").get("", [])
    for name, claim in project(app).claims.items():
        own = PurePosixPath(claim.file).stem.removeprefix("test_").replace("_", "-")
        place = [page for page in cited.get(name, []) if page == f"explain/{own}"] or evidence
        for page in place[:1]:
            found[f"claim-{name}"] = (page, f"claim-{name}", claim.sentence)
    return found


def name_exhibits(app: Sphinx) -> dict[str, Target]:
    """Return the exhibits by short name."""
    found = {}
    for name, shown in freshness.users(app.env, "exhibit").items():
        folder, _, stem = name.partition("/")
        at_home = f"explain/{folder}" in shown
        page = f"explain/{folder}" if at_home else f"gallery/{folder}/plot_{stem}"
        anchor = f"exhibit-{make_id(name)}"
        found[anchor] = (page, anchor, record(app, name).get("title", name))
    return found


def name_terms(env: BuildEnvironment) -> dict[str, Target]:
    """Return the glossary terms by short name."""
    terms = env.domaindata["std"]["objects"].items()
    return {place[1]: (*place, word) for (kind, word), place in terms if kind == "term"}


def _env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Register the names as labels, which Sphinx exports to its inventory."""
    named = name_pages(env) | name_claims(app) | name_exhibits(app) | name_terms(env)
    std = env.domaindata["std"]
    for name, (page, anchor, words) in named.items():
        std["labels"][name] = (page, anchor, words)
        std["anonlabels"][name] = (page, anchor)
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the names before ``freshness`` compares shared content."""
    app.connect("env-updated", _env_updated, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
