"""Build the site: prove the claims, set the pages, check every link, publish all or nothing."""

import os
import sys
import time
from contextlib import closing
from pathlib import Path

from sitekit.build.lock import build_lock
from sitekit.build.publish import State
from sitekit.build.sources import SITEKIT, fingerprint, recipe, sources
from sitekit.build.sphinx_run import set_pages
from sitekit.claims.prove import Proofs
from sitekit.core.errors import BuildError, BuildFailed
from sitekit.editions import hosts, offline
from sitekit.linking import addresses, redirects
from sitekit.linking.link_check import Site


def main(root: Path) -> int:
    """Build, say how it went in a few lines, and return the exit code."""
    start = time.perf_counter()
    _share_environment(root)
    try:
        with build_lock(root / "build"):
            worked = build(root)
    except BuildFailed as stop:
        print(*stop.errors, sep="\n", file=sys.stderr)
        print(f"{len(stop.errors)} error(s); site/ is left as it was.", file=sys.stderr)
        return 1
    took = f"{time.perf_counter() - start:.1f} s"
    print(f"Built in {took}." if worked else f"Nothing has changed ({took}).")
    print(f"Open {root / 'site' / 'index.html'}")
    return 0


def build(root: Path) -> bool:
    """Bring site/ up to date; tell whether there was anything to do. Raise :class:`BuildFailed`."""
    state, by, known = State(root), recipe(root), sources(root)
    wanted = fingerprint(known, by)
    if state.published() == wanted:
        return False
    state.begin(by)
    with closing(Proofs(root, state.claims)) as proofs:
        address = set_pages(root, state, proofs.finish)
    led = redirects.read(root)
    site = Site(state.html, address)
    errors = site.errors(root) + addresses.errors(root, site, led) + _moved(known, sources(root))
    if errors:
        raise BuildFailed(errors)
    redirects.leave_pages(led, state.html)
    hosts.write(state.html)
    offline.write(state.html)
    state.succeed(by, wanted, site.wanted)
    if more := len(addresses.new(root, site, led)):
        print(
            f"{more} new address(es), not yet in {addresses.FILE}: add with nox -s docs -- --links"
        )
    return True


def _share_environment(root: Path) -> None:
    """Let proofs, scripts and kernels import the root's library, and know of no screen or date."""
    kept = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    wanted = [str(root), str(SITEKIT.parent), *(str(Path(p).resolve()) for p in kept if p)]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(wanted))
    os.environ["MPLBACKEND"] = "agg"  # no window, wherever it runs
    os.environ.pop("SOURCE_DATE_EPOCH", None)  # would change the year of the copyright
    sys.path.insert(0, str(root))


def _moved(before: dict[str, str], now: dict[str, str]) -> list[BuildError]:
    """Return an error for each source that changed during the build: pages may show either."""
    moved = {name for name, _ in before.items() ^ now.items()}
    return [
        BuildError(name, 1, "changed while the site was being built; build again") for name in moved
    ]
