"""Test that malformed or unproved claims are reported in one line each, by name."""

HEAD = "import pytest\n\n"

#: Tests that make no claim, or one made before: the text, that of the line named, what is said.
UNMADE = {
    "silent": (
        '@pytest.mark.claim("silent", kind="cases")\ndef test_silent():\n    assert True\n',
        "def test_silent",
        "test_silent needs @pytest.mark.claim(id, kind=...) and a docstring",
    ),
    "unmarked": (
        'def test_unmarked():\n    """It is so."""\n',
        "def test_unmarked",
        "test_unmarked needs @pytest.mark.claim(id, kind=...) and a docstring",
    ),
    "twice": (
        '@pytest.mark.claim("doubles", kind="cases")\ndef test_twice():\n    """It is so."""\n',
        "def test_twice",
        "claim 'doubles' is made at tests/claims/test_tiny.py:8 too",
    ),
    "broken": ("x = (\n", "x = (", "the proofs do not start: not Python: '(' was never closed"),
}

#: Tests that prove nothing: the body, the text of the line named, what is said.
UNPROVED = {
    "fails": ("assert 1 + 1 == 3", "assert", "assert (1 + 1) == 3"),
    "raises": ("list().pop()", "list()", "IndexError: pop from empty list"),
    "skips": ("pytest.skip('too slow')", "pytest.skip", "too slow"),
    "gives up": ("pytest.xfail('not yet')", "pytest.xfail", "not yet"),
    "leaks a warning": ("import warnings; warnings.warn('odd')", "warn(", "UserWarning: odd"),
}


def test_a_test_that_makes_no_claim_is_told(tiny):
    expected = []
    for name, (text, line, said) in UNMADE.items():
        file = f"tests/claims/test_{name}.py"
        tiny.write(file, HEAD + text)
        expected.append((file, line, said))
    tiny.told(*expected)


def test_a_claim_that_is_not_proved_is_told(tiny):
    expected = []
    for name, (body, line, said) in UNPROVED.items():
        file = f"tests/claims/test_{name.replace(' ', '_')}.py"
        test = f'def test_it():\n    """It is so."""\n    {body}\n'
        tiny.write(file, f'{HEAD}@pytest.mark.claim("{name}", kind="cases")\n{test}')
        expected.append((file, line, f"claim '{name}' is not proved: {said}"))
        expected.append((file, "def test_it", f"claim '{name}' stands on no page"))
    tiny.edit("tests/claims/test_tiny.py", "[1, 4]", "[1, 4, float('nan')]")
    expected.append(("tests/claims/test_tiny.py", "assert triple", "claim 'triples' is not proved"))
    tiny.told(*expected)


def test_a_claim_that_is_deselected_is_told(tiny):
    drop = "items[:] = [item for item in items if item.name != 'test_halves']"
    tiny.write("tests/conftest.py", f"def pytest_collection_modifyitems(items):\n    {drop}\n")
    said = "claim 'halves' is not proved: its test did not run"
    tiny.told(("tests/claims/test_tiny.py", "def test_halves", said))


def test_proofs_that_cannot_be_collected_are_told_once(tiny):
    tiny.edit("tests/claims/test_tiny.py", "import double, triple", "import double, treble")
    said = "the proofs do not start: ImportError: cannot import name 'treble'"
    tiny.told(("tests/claims/test_tiny.py", "import double", said))


def test_what_keeps_the_proofs_from_running_is_told(tiny):
    tiny.write("tests/conftest.py", "raise RuntimeError('not today')\n")
    said = "the proofs did not run: E RuntimeError: not today"
    tiny.told(("tests/claims/test_tiny.py", '"""Proofs', said))


def test_each_case_of_a_test_must_pass(tiny):
    cases = '@pytest.mark.parametrize("n", [3, 2, 1])\n@pytest.mark.claim("low", kind="cases")\n'
    test = 'def test_it(n):\n    """It is so."""\n    assert n != 2\n'
    file = "tests/claims/test_cases.py"
    tiny.write(file, HEAD + cases + test)
    tiny.told(
        (file, "assert n", "claim 'low' is not proved: assert 2 != 2"),
        (file, "def test_it", "claim 'low' stands on no page"),
    )
