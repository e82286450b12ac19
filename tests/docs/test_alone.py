"""Two builds never work in the same folders at once."""

import subprocess
import sys
import textwrap

from docs._press.alone import alone

BUILD = textwrap.dedent("""
    import sys
    from pathlib import Path
    from docs._press.alone import alone

    with alone(Path(sys.argv[1])):
        print("in", flush=True)
        sys.stdin.read()
    print("out", flush=True)
""")


def start(folder):
    command = [sys.executable, "-c", BUILD, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_the_second_build_says_that_it_waits_and_then_runs(tmp_path):
    first = start(tmp_path)
    assert first.stdout.readline() == "in\n"
    second = start(tmp_path)
    assert second.stdout.readline().startswith("Another build of this project is under way")
    assert first.communicate()[0] == "out\n"
    assert second.communicate()[0] == "in\nout\n"


def test_a_build_that_was_killed_keeps_nobody_waiting(tmp_path):
    first = start(tmp_path)
    assert first.stdout.readline() == "in\n"
    first.kill()
    first.communicate()
    with alone(tmp_path):
        pass
