"""Kill builds at random moments: the site stays whole, and the next build makes the right bytes.

Takes minutes, so it is no part of the timed suite. Run it from the project's root:

    python -m tools.kill_builds [--times 20] [--seed 0]
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests/sitekit"))  # an installed package may be named `tests`

from conftest import contents, lay_out  # noqa: E402

#: Two versions of the sources: for each file, the text that differs.
TURNS = {
    "explainer/curves.py": ("THREE = 3.0", "THREE = 4.0 - 1.0"),
    "gallery/tiny/plot_double.py": ("[0, 1]", "[0, 2]"),
    "docs/explain/tiny.md": ("# What is small?", "# What is smaller?"),
    "tests/claims/test_tiny.py": ("make one", "make a whole"),
}


def main() -> None:
    """Parse the command line, and run the test in a temporary project."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how many builds to kill (20)")
    parser.add_argument("--seed", type=int, default=0, help="which moments (0)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        harass(lay_out(Path(folder, "project")), asked.times, random.Random(asked.seed))


def harass(project, times, pick):
    """Kill a build, check the site, rebuild, check again; every fifth time from scratch."""
    start = time.perf_counter()
    right = [project.publish()]
    longest = time.perf_counter() - start
    turn(project, 1)
    right.append(project.publish())
    for number in range(times):
        version = number % 2
        turn(project, version)
        clean = number % 5 == 4
        if clean:
            forget(project)
        moment = pick.uniform(0, longest if clean else 0.7 * longest)
        ended = kill(project, moment)
        left = contents(project / "site")
        assert left in ([{}, right[version]] if clean else right), "the site is not whole"
        assert project.publish() == right[version], "the next build makes other bytes"
        state = "no" if not left else "the new" if left == right[version] else "the old"
        print(f"{number + 1:3}: {ended} after {moment:4.1f} s left {state} site, whole")


def turn(project, version):
    """Switch the sources to one of the two versions."""
    for file, texts in TURNS.items():
        path = project / file
        text = path.read_text("utf-8").replace(texts[1 - version], texts[version])
        path.write_text(text, "utf-8")


def forget(project):
    """Delete all build output."""
    (project / "site").unlink()
    shutil.rmtree(project / "build")
    shutil.rmtree(project / "docs/gallery")


def kill(project, moment):
    """Start a build, kill its process group after a while; return "killed" or "done"."""
    build = subprocess.Popen(
        [sys.executable, "-m", "sitekit.build"],
        cwd=project.root,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(moment)
    running = build.poll() is None
    if running:
        os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    return "killed" if running else "done"


if __name__ == "__main__":
    main()
