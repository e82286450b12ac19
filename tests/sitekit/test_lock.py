"""Test that two builds never run in the same folders at once."""

import os
import subprocess
import sys
import textwrap
import threading

import pytest

from sitekit.build.lock import build_lock

BUILD = textwrap.dedent("""
    import sys
    from pathlib import Path
    from sitekit.build.lock import build_lock

    with build_lock(Path(sys.argv[1])):
        print("in", flush=True)
        sys.stdin.read()
    print("out", flush=True)
""")


@pytest.fixture
def start(tmp_path):
    """Start builds whose output is buffered, as it is in a pipe; none outlives the test."""
    running = []
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}

    def start_one():
        command = [sys.executable, "-c", BUILD, str(tmp_path)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        running.append(subprocess.Popen(command, env=buffered, **pipes))
        return running[-1]

    def kill_all():
        for process in running:
            process.kill()

    timer = threading.Timer(30, kill_all)  # so that a line that never comes fails, not hangs
    timer.start()
    yield start_one
    timer.cancel()
    kill_all()
    for process in running:
        process.communicate()


def test_the_second_build_says_that_it_waits_and_then_runs(start):
    first = start()
    assert first.stdout.readline() == "in\n"
    second = start()
    assert second.stdout.readline().startswith("Another build of this project is under way")
    assert first.communicate()[0] == "out\n"
    assert second.communicate()[0] == "in\nout\n"


def test_a_build_that_was_killed_keeps_nobody_waiting(start, tmp_path):
    first = start()
    assert first.stdout.readline() == "in\n"
    first.kill()
    first.wait()
    with build_lock(tmp_path):
        pass
