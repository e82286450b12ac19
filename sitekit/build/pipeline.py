"""Build the site: run Sphinx, check every link and address, publish all or nothing."""

import sys
import time
from pathlib import Path

from sitekit.build.environment import prepare_environment
from sitekit.build.lock import build_lock
from sitekit.build.publish import State
from sitekit.build.sources import digest_sources
from sitekit.build.sphinx_run import run_sphinx
from sitekit.core.errors import BuildError, BuildFailed
from sitekit.core.project import project
from sitekit.core.record import difference
from sitekit.linking import addresses, redirects
from sitekit.linking.link_check import Site


def main(root: Path, *, why: bool = False) -> int:
    """Build the site, print a short report, and return the exit code.

    ``why`` lists everything that is rebuilt, with the reason.
    """
    start = time.perf_counter()
    prepare_environment(root)
    try:
        with build_lock(root / "build"):
            reasons = build(root)
    except BuildFailed as stop:
        print(*stop.errors, sep="\n", file=sys.stderr)
        print(f"{len(stop.errors)} error(s); site/ is left as it was.", file=sys.stderr)
        return 1
    if why:
        print(*reasons, sep="\n")
    took = f"{time.perf_counter() - start:.1f} s"
    print(f"Built in {took}." if reasons else f"Nothing has changed ({took}).")
    print(f"Open {root / 'site' / 'index.html'}")
    return 0


def build(root: Path) -> list[str]:
    """Update site/; return what was rebuilt, and why. Raise `BuildFailed` on errors."""
    state, sources = State(root), digest_sources(root)
    reason = difference(state.published(), sources)
    if not reason:
        return []
    state.begin()
    errors: list[BuildError] = []
    app = run_sphinx(state, errors)
    if app is None:
        raise BuildFailed(errors)
    led = redirects.read(root)
    site = Site(state.html, app.config.html_baseurl)
    left = {f"site/{page}" for page in led.pages}  # reported for redirects.txt instead
    found = [error for error in site.errors(root) if error.file not in left]
    found += addresses.errors(root, site, led)
    errors += _without_consequences(found, errors, project(app).failed_figures)
    errors += _find_changes(sources, digest_sources(root))
    if errors:
        raise BuildFailed(errors)
    state.succeed(sources, site.wanted)
    if more := len(addresses.new(root, site, led)):
        print(f"{more} new address(es), not yet in {addresses.FILE}: add: nox -s docs -- --links")
    return [*project(app).record.explain(), f"site: {reason}"]


def _without_consequences(
    found: list[BuildError], reported: list[BuildError], failed: set[str]
) -> list[BuildError]:
    """Drop errors on lines that are reported already, and those caused by failed figures."""
    lines = {(error.file, error.line) for error in reported}
    found = [error for error in found if (error.file, error.line) not in lines]
    marks = [mark for name in failed for mark in (name, name.replace("/", "/plot_"))]
    marks += [name.replace("/", "-").replace("_", "-") for name in failed]
    return [error for error in found if not any(mark in error.message for mark in marks)]


def _find_changes(before: dict[str, str], now: dict[str, str]) -> list[BuildError]:
    """Return an error for each source that changed during the build, as pages may mix both."""
    message = "changed while the site was being built; build again"
    return [BuildError(name, 1, message) for name, _ in before.items() ^ now.items()]
