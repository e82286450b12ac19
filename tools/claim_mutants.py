"""Mutation-test the theorems: change what a proof says or the curve it is about, and see it fail.

    python tools/claim_mutants.py [claim ...]

A mutant changes one sign, number, operator or comparison in what a test asserts or proves; or puts
another curve in place of σ: steeper, shifted, of another shape, or with a notch. Each theorem needs
at least three mutants that its proof notices. `tools/claim_mutants.md` says of each mutant that
survives why what it says is true as well; a survivor without a reason, or a reason without a
survivor, is an error.
"""

import ast
import copy
import importlib
import importlib.util
import itertools
import os
import re
import signal
import sys
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
REASONS = ROOT / "tools" / "claim_mutants.md"
SECONDS = 60
FEWEST = 3  # mutants that the proof of each theorem must notice

OPERATORS: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Add(), ast.Div: ast.Mult(),
}  # fmt: skip
COMPARISONS: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.Gt(), ast.LtE: ast.Gt(), ast.Gt: ast.Lt(), ast.GtE: ast.Lt(),
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(),
}  # fmt: skip


class Mutant(NamedTuple):
    """One change to the test of one claim."""

    claim: str
    before: str
    after: str
    file: Path
    test: str
    tree: ast.Module | None  # the changed file, if the change is to its text
    curve: str  # else the name that another curve takes
    other: Callable[[Any], Any] | None  # makes that curve of the one there


def theorems() -> Iterator[tuple[str, Path, str]]:
    """Yield the id, the file and the name of the test of each theorem."""
    for path in sorted((ROOT / "tests" / "claims").glob("test_*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            for mark in getattr(node, "decorator_list", ()):
                said = ast.unparse(mark)
                if "mark.claim(" in said and "kind='theorem'" in said:
                    yield mark.args[0].value, path, node.name


def mutants(claim: str, path: Path, test: str) -> Iterator[Mutant]:
    """Yield every mutant of a theorem's test."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    reached = reach(test, functions)
    for name in reached:
        for index in range(len(list(changes(functions[name])))):
            changed = copy.deepcopy(tree)
            body = {n.name: n for n in changed.body if isinstance(n, ast.FunctionDef)}
            statement, node, change = list(changes(body[name]))[index]
            before = ast.unparse(statement)
            change(node)
            changed = ast.fix_missing_locations(changed)
            yield Mutant(claim, before, ast.unparse(statement), path, test, changed, "", None)
    used = {n.id for name in reached for n in ast.walk(functions[name]) if isinstance(n, ast.Name)}
    for curve in sorted(used & OTHER_CURVES.keys()):
        for said, other in OTHER_CURVES[curve].items():
            yield Mutant(claim, curve, said, path, test, None, curve, other)


def reach(test: str, functions: dict[str, ast.FunctionDef]) -> list[str]:
    """Return the names of the functions that a test reaches in its file, itself first."""
    found, waiting = [], deque([test])
    while waiting:
        name = waiting.popleft()
        if name in functions and name not in found:
            found.append(name)
            waiting += [n.id for n in ast.walk(functions[name]) if isinstance(n, ast.Name)]
    return found


def changes(function: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.AST, Callable[[Any], None]]]:
    """Yield the changes to what a function asserts, proves or returns: statement, node, change."""
    for statement in ast.walk(function):
        match statement:
            case ast.Assert(test=part) | ast.Return(value=ast.AST() as part):
                pass
            case ast.Expr(value=ast.Call() as part):
                pass
            case _:
                continue
        for node in ast.walk(part):
            if change := change_of(node):
                yield statement, node, change


def change_of(node: ast.AST) -> Callable[[Any], None] | None:
    """Return how to change a node, or None."""
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return lambda n: setattr(n, "op", OPERATORS[type(n.op)])
    if isinstance(node, ast.Compare):
        return lambda n: setattr(n, "ops", [COMPARISONS.get(type(o), o) for o in n.ops])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return lambda n: setattr(n, "op", ast.UAdd())
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return lambda n: setattr(n, "value", n.value + 1)
    return None


def notched(curve: Callable[[float], Any]) -> Any:
    """Return a curve of the library with a notch: it falls by ¼ at 0.1 and comes back at 0.2."""

    class Notched:
        def __call__(self, z: Any) -> Any:
            return curve(z) - 0.25 * ((z > 0.1) & (z < 0.2))

        def __getattr__(self, name: str) -> Any:
            return getattr(curve, name)

    return Notched()


#: Other curves for each name that stands for σ in the tests, by what they are.
OTHER_CURVES: dict[str, dict[str, Callable[[Any], Any]]] = {
    "logistic": {
        "twice as steep": lambda f: lambda z: f(2 * z),
        "shifted by 1": lambda f: lambda z: f(z - 1),
        "squared": lambda f: lambda z: f(z) ** 2,
    },
    "sigma": {
        "twice as steep": lambda f: lambda z: f(2 * z),
        "shifted by 1": lambda f: lambda z: f(z - 1),
    },
    "sigmoid": {"with a notch": notched},
}


def load(mutant: Mutant) -> ModuleType:
    """Return the test file as a module, changed."""
    spec = importlib.util.spec_from_loader("changed", loader=None)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    module.__file__ = str(mutant.file)
    tree = mutant.tree or ast.parse(mutant.file.read_text("utf-8"))
    exec(compile(tree, str(mutant.file), "exec"), vars(module))
    if mutant.other:
        vars(module)[mutant.curve] = mutant.other(vars(module)[mutant.curve])
    return module


def passes(mutant: Mutant) -> bool:
    """Return whether the changed test passes, in every case that it is run with."""
    try:
        test = getattr(load(mutant), mutant.test)
        for arguments in cases(test):
            test(**arguments)
    except BaseException:  # whatever stops it, it does not prove what it says
        return False
    return True


def cases(test: Callable[..., object]) -> list[dict[str, object]]:
    """Return the arguments of each case of a parametrized test; of any other, none."""
    tables = []
    for mark in getattr(test, "pytestmark", ()):
        if mark.name == "parametrize":
            names = [each.strip() for each in mark.args[0].split(",")]
            rows = [row if len(names) > 1 else (row,) for row in mark.args[1]]
            tables.append([dict(zip(names, row, strict=True)) for row in rows])
    return [dict(itertools.chain(*map(dict.items, parts))) for parts in itertools.product(*tables)]


def run_all(waiting: deque[Mutant]) -> list[tuple[Mutant, bool]]:
    """Run all mutants, one process each and one per core; return which passed."""
    running: dict[int, Mutant] = {}
    results = []
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            mutant = waiting.popleft()
            child = os.fork()
            if child == 0:
                signal.alarm(SECONDS)  # kills endless loops, which counts as noticed
                os._exit(0 if passes(mutant) else 1)
            running[child] = mutant
        child, status = os.wait()
        results.append((running.pop(child), status == 0))
        print("S" if status == 0 else ".", end="", flush=True)
    print()
    return results


def reasons() -> set[tuple[str, str, str]]:
    """Return the survivors that claim_mutants.md explains: claim, before, after."""
    rows = re.findall(
        r"^\| (\S+) \| `(.+?)` \| `(.+?)` \| .+ \|$", REASONS.read_text("utf-8"), re.MULTILINE
    )
    return set(rows)


def main(*chosen: str) -> int:
    """Run every mutant of the theorems, and compare the survivors with the documented reasons."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "claims")]
    os.chdir(ROOT)
    for slow in ("sympy", "flint", "z3", "mpmath", "explainer.training", "pytest"):
        importlib.import_module(slow)  # once, before the processes are forked
    importlib.import_module("exact_algebra").SECONDS = 5
    known = [each for each in theorems() if not chosen or each[0] in chosen]
    results = run_all(deque(itertools.chain(*(mutants(*each) for each in known))))
    noticed: dict[str, int] = defaultdict(int)
    survivors = set()
    for mutant, passed in results:
        noticed[mutant.claim] += not passed
        if passed:
            survivors.add((mutant.claim, *(_one_line(t) for t in (mutant.before, mutant.after))))
    explained = {each for each in reasons() if not chosen or each[0] in chosen}
    few = [claim for claim, _, _ in known if noticed[claim] < FEWEST]
    for title, found in (
        ("No proof notices", survivors - explained), ("A proof notices", explained - survivors),
    ):  # fmt: skip
        for claim, before, after in sorted(found):
            print(f"{title}: {claim}\n    - {before}\n    + {after}")
    for claim in few:
        print(f"Only {noticed[claim]} mutants of {claim} are noticed, and it needs {FEWEST}.")
    print(
        f"{len(known)} theorems, {len(results)} mutants, {len(survivors)} survive,"
        f" {len(survivors - explained)} of them without a reason."
    )
    return 1 if survivors ^ explained or few else 0


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "∣")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
