"""Mutation-test the library: change one sign, factor or index at a time, and run the tests.

    python tools/mutants.py

Cosmic-ray makes the mutants. Each is tested in a fork of this process, which has already imported
slow modules and computed the exact numbers by running the tests once on the original library. No
file is changed. A mutant that passes all tests survives. `tools/mutants.md` explains why each
survivor is harmless; a survivor without a reason, or a reason without a survivor, is an error.
"""

import contextlib
import os
import re
import signal
import sys
from collections import deque
from collections.abc import Iterator
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.util import spec_from_loader
from itertools import chain
from pathlib import Path
from typing import NamedTuple

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is imported: threads do not survive a fork
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # none is needed, and each costs time
os.environ["HYPOTHESIS_PROFILE"] = "quick"

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[1]
REASONS = ROOT / "tools" / "mutants.md"

# The tests of each module, those most likely to fail first.
TESTS = {
    "explainer/_numerics.py": ("activations",),
    "explainer/activations.py": ("activations", "frozen"),
    "explainer/losses.py": ("losses", "backprop", "frozen"),
    "explainer/neuron.py": ("neuron", "story", "frozen"),
    "explainer/backprop.py": ("backprop", "frozen"),
}

# Signs, factors, indices, comparisons, conditions. Bitwise and integer operators do not apply to
# the arrays here, and the | of an annotation is not arithmetic.
MEANT = re.compile(
    r"core/(NumberReplacer|AddNot|Replace(And|Or|True|False)\w+|ZeroIterationForLoop"
    r"|ReplaceBinaryOperator_(Add_Sub|Add_Mul|Sub_Add|Mul_Div|Mul_Add|Div_Mul|Pow_Mul|BitAnd_BitOr)"
    r"|ReplaceUnaryOperator_Delete_\w+|ReplaceComparisonOperator_\w+_(Eq|NotEq|LtE?|GtE?|IsNot))"
)
SECONDS = 60


class Mutant(NamedTuple):
    """One change to one file: an occurrence at which a cosmic-ray operator applies."""

    path: str
    source: str
    operator: Operator
    occurrence: int

    def code(self) -> str:
        """Return the file's text with the change applied."""
        return mutate_code(self.source, self.operator, self.occurrence)

    def lines(self) -> tuple[str, str, str]:
        """Return the file, and the line before and after the change."""
        pairs = zip(self.source.splitlines(), self.code().splitlines(), strict=True)
        before, after = next((old, new) for old, new in pairs if old != new)
        return self.path, " ".join(before.split()), " ".join(after.split())


def mutants() -> Iterator[Mutant]:
    """Yield a mutant for every place in every module where an operator applies."""
    operators = [get_operator(name) for name in operator_names() if MEANT.fullmatch(name)]
    for path in TESTS:
        source = (ROOT / path).read_text("utf-8")
        nodes = list(ast_nodes(get_ast(source)))
        for operator in (each() for each in operators if not each.arguments()):
            places = sum(len(list(operator.mutation_positions(node))) for node in nodes)
            yield from (Mutant(path, source, operator, i) for i in range(places))


class Disguise(MetaPathFinder, InspectLoader):
    """Import hook that loads the mutant in place of the original module."""

    def __init__(self, mutant: Mutant) -> None:
        self.module = mutant.path.removesuffix(".py").replace("/", ".")
        self.code = mutant.code()

    def find_spec(self, name, *_):
        return spec_from_loader(name, self) if name == self.module else None

    def get_source(self, _name):
        return self.code


def passes(*names: str) -> bool:
    """Return whether these tests pass in this process."""
    tests = [f"tests/explainer/test_{name}.py" for name in names]
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):  # noqa: PTH123 (no path)
        return pytest.main(["-x", "--tb=no", "-p", "no:cacheprovider", *tests]) == 0


def warm_up() -> None:
    """Run all tests on the original library, then unload our modules except the exact numbers."""
    if not passes(*dict.fromkeys(chain(*TESTS.values()))):
        sys.exit("The tests fail on the library as it is: mend that first.")
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if file.startswith(f"{ROOT}{os.sep}") and name not in ("exact", "__main__"):
            del sys.modules[name]


def survives(mutant: Mutant) -> bool:
    """Return whether a mutant passes the tests; spoils this process for any other."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # kills endless loops, which counts as a failure
    sys.meta_path.insert(0, Disguise(mutant))
    return passes(*TESTS[mutant.path])


def run_all(waiting: deque[Mutant]) -> list[Mutant]:
    """Test all mutants in parallel, one per core, and return the survivors."""
    running: dict[int, Mutant] = {}
    survivors = []
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            mutant = waiting.popleft()
            child = os.fork()
            if child == 0:
                os._exit(0 if survives(mutant) else 1)
            running[child] = mutant
        child, status = os.wait()
        mutant = running.pop(child)
        print("." if status else "S", end="", flush=True)
        if status == 0:
            survivors.append(mutant)
    print()
    return survivors


def reasons() -> set[tuple[str, str, str]]:
    """Return the survivors that mutants.md explains: file, line before, line after."""
    rows = re.findall(
        r"^\| (\S+) \| `(.+?)` \| `(.+?)` \| .+ \|$", REASONS.read_text("utf-8"), re.MULTILINE
    )
    return {(f"explainer/{file}", before, after) for file, before, after in rows}


def main() -> int:
    """Test every mutant, and compare the survivors with the documented reasons."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    warm_up()
    every = deque(mutants())
    count = len(every)
    survivors = {mutant.lines() for mutant in run_all(every)}
    unexplained, stale = survivors - reasons(), reasons() - survivors
    for title, found in (("No test notices", unexplained), ("A test notices", stale)):
        for path, before, after in sorted(found):
            print(f"{title}: {path}\n    - {before}\n    + {after}")
    print(
        f"{count} mutants, {len(survivors)} survive, {len(unexplained)} of them without a reason."
    )
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main())
