"""Test that a killed build leaves no worker processes behind."""

import subprocess
import sys
import time


def test_the_workers_of_a_killed_build_end(tiny):
    note = tiny / "worker"
    wait = f"import os, pathlib, time; pathlib.Path({str(note)!r}).write_text(str(os.getpid()))"
    tiny.edit("gallery/tiny/plot_double.py", "", f"\n{wait}; time.sleep(120)\n")
    build = subprocess.Popen(
        [sys.executable, "-m", "sitekit.build"],
        cwd=tiny.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 90
        while not (note.exists() and note.read_text()) and time.monotonic() < end:
            time.sleep(0.1)
        worker = int(note.read_text())
        assert is_running(worker)
    finally:
        build.kill()
        build.wait()
    end = time.monotonic() + 10
    while is_running(worker) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_running(worker)


def is_running(process):
    """Tell whether a process runs; one that has ended, and that nobody has waited for, does not."""
    ps = ["ps", "-o", "stat=", "-p", str(process)]
    state = subprocess.run(ps, capture_output=True, text=True, check=False).stdout
    return bool(state) and not state.startswith("Z")
