"""Test that endless code is stopped and reported, and that dying processes do not end the build."""

HEAD = "import pytest\n\n"
CLAIM = (
    '@pytest.mark.claim("{id}", kind="cases")\ndef test_it():\n    """It is so."""\n    {body}\n'
)

#: Claims that end badly: the body of the test, the text of the line named, and what is said.
CLAIMS = {
    "loops": ("while True: pass", "while True", "it took longer than 4 s"),
    "sleeps": ("import time; time.sleep(99)", "time.sleep", "it took longer than 4 s"),
    "exits": ("import os; os._exit(3)", "def test_it", "it ended the process (exit code 3)"),
    "crashes": (
        "import ctypes; ctypes.string_at(0)",
        "def test_it",
        "it ended the process (exit code -11)",
    ),
}

#: Scripts that end badly: what is put before the assert, and what is said of the script.
SCRIPTS = {
    "loops": ("while True: pass", "the script took longer than 4 s"),
    "exits": ("import os; os._exit(3)", "the script ended its process (exit code 3)"),
    "crashes": (
        "import ctypes; ctypes.string_at(0)",
        "the script ended its process (exit code -11)",
    ),
    "interrupts": ("raise KeyboardInterrupt", "the script stopped: KeyboardInterrupt"),
}

THREAD = "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()\nassert"


def test_each_is_told_in_one_run(tiny):
    tiny.edit("docs/conf.py", "", "\nscript_seconds = claim_seconds = 4\n")
    expected = []
    for name, (body, line, said) in CLAIMS.items():
        file = f"tests/claims/test_{name}.py"
        tiny.write(file, HEAD + CLAIM.format(id=name, body=body))
        expected += [
            (file, line, f"claim '{name}' is not proved: {said}"),
            (file, "def test_it", f"claim '{name}' stands on no page"),
        ]
    good = (tiny / "gallery/tiny/plot_double.py").read_text("utf-8")
    for name, (code, said) in SCRIPTS.items():
        file = f"gallery/tiny/plot_{name}.py"
        tiny.write(file, good.replace("assert", f"{code}\nassert"))
        expected.append((file, code if name == "interrupts" else '"""\nA doubled', said))
    tiny.told(*expected)


def test_a_thread_that_a_script_leaves_ends_with_it(tiny):
    tiny.edit("gallery/tiny/plot_double.py", "assert", THREAD)
    tiny.publish()


def test_a_claims_file_that_never_ends_its_import_is_named(tiny):
    tiny.edit("docs/conf.py", "", "\nclaim_seconds = 1\n")
    tiny.write("tests/claims/test_endless.py", "while True: pass\n")
    said = "the proofs do not start: it ended the process (exit code 1)"
    tiny.told(("tests/claims/test_endless.py", "while True", said))
