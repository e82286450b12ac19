"""Invalidate pages: re-read a page if, and only if, one of its inputs has changed.

Extensions register each *kind* of input with a function that returns the current digest of an input
by name, and ``note`` the inputs that each page uses. Contents are compared, never file times.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.digests import digest, file_digest
from sitekit.core.imports import code_digest
from sitekit.core.project import project
from sitekit.core.record import difference, installed

SITEKIT = Path(__file__).resolve().parents[1]
THEME = SITEKIT / "theme"

Used = dict[str, dict[tuple[str, str], str]]  # page -> (kind, name) -> digest

KINDS: dict[str, Callable[[Sphinx, str], str]] = {}


def register(kind: str, current: Callable[[Sphinx, str], str]) -> None:
    """Register the digest function of a kind; it returns an empty string for a missing input."""
    KINDS[kind] = current


def note(env: BuildEnvironment, kind: str, name: str) -> bool:
    """Record that the current page uses an input; return whether that was recorded already."""
    used = _store(env).setdefault(env.docname, {})
    again = (kind, name) in used
    used[kind, name] = KINDS[kind](env.app, name)
    return again


def users(env: BuildEnvironment, kind: str) -> dict[str, list[str]]:
    """Return the pages that use each input of a kind, by the input's name."""
    found: dict[str, list[str]] = {}
    for docname, used in sorted(_store(env).items()):
        for each, name in used:
            if each == kind:
                found.setdefault(name, []).append(docname)
    return found


def _store(env: BuildEnvironment) -> Used:
    used: Used = vars(env).setdefault("made_from", {})  # pickled with the environment
    return used


def _env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Return the pages to re-read, and record the reason for each."""

    @cache  # pages share inputs
    def digest_now(thing: tuple[str, str]) -> str:
        kind, name = thing
        return KINDS[kind](app, name)

    reasons = dict.fromkeys(added, "a new page")
    for docname, used in _store(env).items():
        if docname not in env.found_docs:
            continue
        before = {" ".join(thing).strip(): was for thing, was in used.items()}
        now = {" ".join(thing).strip(): digest_now(thing) for thing in used}
        if reason := difference(before, now):
            reasons[docname] = reason
    project(app).record.reasons += [("pages", name, why) for name, why in sorted(reasons.items())]
    return list(reasons)


def _source_read(app: Sphinx, docname: str, _content: list[str]) -> None:
    note(app.env, "source", docname)
    note(app.env, "sitekit", "")


def _env_purge_doc(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _store(env).pop(docname, None)


def _env_merge_info(
    _app: Sphinx, env: BuildEnvironment, read: list[str], other: BuildEnvironment
) -> None:
    _store(env).update({name: used for name, used in _store(other).items() if name in read})


def _env_updated(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages to rewrite because content they show from elsewhere has changed."""
    before, shown = vars(env).get("shown_elsewhere", {}), list(_shown_elsewhere(env))
    now = {what: digest(repr(content)) for what, content, _ in shown}
    vars(env)["shown_elsewhere"] = now
    stale = [pages for what, _, pages in shown if now[what] != before.get(what)]
    return sorted(set().union(*stale) & env.found_docs)


def _shown_elsewhere(env: BuildEnvironment) -> Iterator[tuple[str, object, Iterable[str]]]:
    """Yield content that pages show from elsewhere: its name, the content, those pages."""
    titles = {name: title.astext() for name, title in env.titles.items()}
    trees = {name: [str(tree) for tree in toc.findall(toctree)] for name, toc in env.tocs.items()}
    looks = [
        THEME / "templates",
        THEME / "scripts",
    ]  # included in every page, or referenced there by hash
    yield "theme", [file_digest(folder) for folder in looks], env.found_docs
    yield "sidebar", (sorted(titles.items()), sorted(trees.items())), env.found_docs
    std, py = env.domaindata["std"], env.domaindata["py"]
    tables = (std["labels"], std["anonlabels"], std["terms"], std["objects"], py["objects"])
    yield "targets", [sorted(map(repr, table.items())) for table in tables], env.found_docs
    claims = [
        (n, sorted(i for i in u.items() if i[0][0] == "claim")) for n, u in _store(env).items()
    ]
    yield "claims", sorted(claims), users(env, "evidence").get("", [])
    cite = env.domaindata["cite"]
    papers = [(each.citation_id, each.bibliography_key, each.entry) for each in cite["citations"]]
    citing = {each.docname for each in cite["citation_refs"]}
    yield "papers", papers, citing | {key.docname for key in cite["bibliographies"]}


def _builder_inited(app: Sphinx) -> None:
    """Save the inputs of proofs and figures, once all are made."""
    project(app).record.save()


@cache
def _sitekit_digest() -> str:
    """Return the digest of the code that generates pages."""
    parts = [
        path for path in SITEKIT.rglob("*.py") if path.parent.name not in ("build", "editions")
    ]
    return digest(*map(code_digest, sorted(parts)))


@cache
def digest_machinery(docs: Path) -> str:
    """Return the digest of code, conf.py and packages that make pages, ignoring comments."""
    return digest(_sitekit_digest(), code_digest(docs / "conf.py"), *installed().values())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the basic kinds; compare inputs before reading, shared content after."""
    register("sitekit", lambda app, _name: digest_machinery(Path(app.confdir)))
    register("source", lambda app, docname: file_digest(app.env.doc2path(docname)))
    register("file", lambda app, name: file_digest(app.srcdir.parent / name))
    app.connect("source-read", _source_read)
    app.connect("env-get-outdated", _env_get_outdated)
    app.connect("env-purge-doc", _env_purge_doc)
    app.connect("env-merge-info", _env_merge_info)
    app.connect("env-updated", _env_updated)
    app.connect("builder-inited", _builder_inited, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
