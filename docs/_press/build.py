"""Build the site: prove the claims, set the pages, check every link, publish all or nothing."""

import os
import sys
import time
from contextlib import closing
from pathlib import Path

from docs import conf
from docs._press import addresses, hosts, offline, redirects
from docs._press.alone import alone
from docs._press.faults import Fault, Faults
from docs._press.links import Site
from docs._press.pages import set_pages
from docs._press.proofs import Proofs
from docs._press.publish import State
from docs._press.sources import HERE, fingerprint, recipe, sources


def main(root: Path) -> int:
    """Build, say how it went in a few lines, and return the exit code."""
    start = time.perf_counter()
    _share_environment(root)
    try:
        with alone(root / "build"):
            worked = build(root)
    except Faults as stop:
        print(*stop.faults, sep="\n", file=sys.stderr)
        print(f"{len(stop.faults)} fault(s); site/ is left as it was.", file=sys.stderr)
        return 1
    took = f"{time.perf_counter() - start:.1f} s"
    print(f"Built in {took}." if worked else f"Nothing has changed ({took}).")
    print(f"Open {root / 'site' / 'index.html'}")
    return 0


def build(root: Path) -> bool:
    """Bring site/ up to date; tell whether there was anything to do. Raise :class:`Faults`."""
    state, by, known = State(root), recipe(), sources(root)
    wanted = fingerprint(known, by)
    if state.published() == wanted:
        return False
    state.begin(by)
    with closing(Proofs(root, state.claims)) as proofs:
        set_pages(root, state, proofs.finish)
    led = redirects.read(root)
    site = Site(state.html, conf.html_baseurl)
    faults = site.faults(root) + addresses.faults(root, site, led) + _moved(known, sources(root))
    if faults:
        raise Faults(faults)
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
    wanted = [str(root), str(HERE.parent), *(str(Path(p).resolve()) for p in kept if p)]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(wanted))
    os.environ["MPLBACKEND"] = "agg"  # no window, wherever it runs
    os.environ.pop("SOURCE_DATE_EPOCH", None)  # would change the year of the copyright
    sys.path.insert(0, str(root))


def _moved(before: dict[str, str], now: dict[str, str]) -> list[Fault]:
    """Return a fault for each source that changed during the build: pages may show either state."""
    moved = {name for name, _ in before.items() ^ now.items()}
    return [Fault(name, 1, "changed while the site was being built; build again") for name in moved]
