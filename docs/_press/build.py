"""Build the site: prove the claims, set the pages, check every link, publish all or nothing."""

import os
import platform
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from docs._press.faults import Fault, Faults
from docs._press.links import check
from docs._press.proofs import prove
from docs._press.provenance import digest, file_digest
from docs._press.publish import State

HERE = Path(__file__).resolve().parents[1]  # docs/, with the extensions and conf.py

#: A change in one of these may touch every page, so everything is made anew.
RECIPE = ("_ext", "_press", "_static", "_templates", "_fonts", "_styles", "conf.py")
#: A change in one of these may touch some page.
SOURCES = ("docs", "explainer", "gallery", "tests/claims")


def recipe(root: Path) -> str:
    """Hash what all pages are made with: the machinery and the versions it runs on."""
    packages = ("sphinx", "docutils", "myst-nb", "numpy", "matplotlib", "furo")
    tools = [platform.python_version(), *(version(name) for name in packages)]
    parts = [f"{name} {file_digest(HERE / name)}" for name in RECIPE]
    return digest(*tools, *parts, file_digest(root / "requirements.lock"))


def fingerprint(root: Path) -> str:
    """Hash everything the site is made from."""
    parts = []
    for name in SOURCES:
        files = [p for p in sorted((root / name).rglob("*")) if p.is_file() and _is_source(root, p)]
        parts += [f"{path.relative_to(root)} {file_digest(path)}" for path in files]
    return digest(recipe(root), *parts)


def _is_source(root: Path, path: Path) -> bool:
    made = (root / "docs" / "gallery").parts
    return "__pycache__" not in path.parts and path.parts[: len(made)] != made


def _share_path(root: Path) -> None:
    """Let proofs and page kernels, which run elsewhere, import the root's library and this press."""
    kept = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    wanted = [str(root), str(HERE.parent), *(str(Path(p).resolve()) for p in kept if p)]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(wanted))


def build(root: Path) -> bool:
    """Bring site/ up to date; tell whether there was anything to do. Raise :class:`Faults`."""
    state = State(root)
    wanted = fingerprint(root)
    if state.published() == wanted:
        return False
    now = recipe(root)
    state.begin(now)
    _share_path(root)
    prove(root, state.work / "claims.json")
    set_pages(root, state)
    html = state.work / "html"
    faults = [_dead(root, *found) for found in check(html)]
    if faults:
        raise Faults(faults)
    state.succeed(now, wanted, html)
    return True


def set_pages(root: Path, state: State) -> None:
    """Run Sphinx; raise a fault for each of its warnings."""
    from sphinx.application import Sphinx  # slow to import, and a build with no work needs none

    from docs._ext.faults import GATHERED

    html, log = state.work / "html", state.build / "sphinx.log"
    with log.open("w", encoding="utf-8") as quiet, _stderr_to(quiet):
        try:
            app = Sphinx(
                root / "docs", HERE, html, state.work / "doctrees", "html", parallel=2,
                confoverrides={"claims_record": str(state.work / "claims.json")},
                status=quiet, warning=quiet,
            )  # fmt: skip
            app.build()
        except Exception as error:
            quiet.write(traceback.format_exc())
            GATHERED.append(_stopped(root, error))
    if GATHERED:
        raise Faults(GATHERED)
    for page in html.rglob("*.html"):
        name = page.relative_to(html).with_suffix("").as_posix()
        if name not in app.env.found_docs and name not in ("genindex", "py-modindex", "search"):
            page.unlink()


@contextmanager
def _stderr_to(log: TextIO) -> Iterator[None]:
    """Send what kernels and other child processes write to stderr into the log."""
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _stopped(root: Path, error: Exception) -> Fault:
    """Say in a line what stopped Sphinx itself, and where the rest can be read."""
    return Fault.at(root, "docs/conf.py", 1, f"Sphinx stopped: {error} (more in build/sphinx.log)")


def _dead(root: Path, page: str, address: str, wrong: str) -> Fault:
    """Trace a bad address in a built page back to the line of its source that names it."""
    stem = page.removesuffix(".html")
    for source in (root / f"docs/{stem}.md", root / f"docs/{stem}.rst"):
        if source.exists():
            wanted = address.partition("#")[2] or Path(address.partition("#")[0]).stem
            lines = source.read_text("utf-8").splitlines()
            line = next((n for n, text in enumerate(lines, 1) if wanted in text), 1)
            return Fault.at(root, source, line, f"the link {address} {wrong}")
    return Fault.at(root, f"site/{page}", 1, f"the link {address} {wrong}")


def main(root: Path) -> int:
    """Build, say how it went in a few lines, and return the exit code."""
    start = time.perf_counter()
    try:
        worked = build(root)
    except Faults as stop:
        print(*stop.faults, sep="\n", file=sys.stderr)
        print(f"{len(stop.faults)} fault(s); site/ is left as it was.", file=sys.stderr)
        return 1
    took = f"{time.perf_counter() - start:.1f} s"
    print(f"Built in {took}." if worked else f"Nothing has changed ({took}).")
    print(f"Open {root / 'site' / 'index.html'}")
    return 0
