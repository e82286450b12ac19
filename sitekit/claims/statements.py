"""Read what a test claims: its kind, its sentence, its exact statement, its settings.

What does not fit the kind is told in one message: no kind, an experiment whose statement leaves out
a setting, a theorem whose test only tries examples.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import chain
from types import ModuleType
from typing import Any

#: What each kind of claim is, as pages say it.
KINDS = {
    "theorem": "proved for everything that the sentence covers",
    "cases": "every case was gone through",
    "experiment": "run anew with these settings when the site was built",
    "source": "somebody wrote or did that, and this is where to read it",
}

#: Modules that prove for all numbers, and not for examples.
EXACT = {"sympy", "z3", "flint", "exact_algebra", "ball_arithmetic"}

#: What fixes how an experiment comes out, wherever it is given by name in a call.
SETTINGS = {
    "batch_size", "decay", "epochs", "initial_scale", "learning_rate", "momentum", "scale", "seed",
    "seeds", "spread", "steps",
}  # fmt: skip

#: Small whole numbers in words.
WORDS = [
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
]


@dataclass
class Statement:
    """What a test claims, and what of it is wrong."""

    kind: str
    sentence: str
    exact: str  # the exact statement, or nothing
    settings: dict[str, str] = field(default_factory=dict)  # of an experiment, by name
    reason: str = ""  # why the test of a theorem needs no exact tool

    def as_dict(self) -> dict[str, Any]:
        """Return the parts by name, as the report stores them."""
        return asdict(self)


def read_statement(test: Callable[..., object], mark: dict[str, Any]) -> Statement:
    """Return what a test claims, from its docstring, its default arguments and its mark."""
    sentence, _, exact = inspect.cleandoc(test.__doc__ or "").partition("\n\n")
    return Statement(
        kind=mark.get("kind", ""),
        sentence=" ".join(sentence.split()),
        exact=" ".join(exact.split()),
        settings={name: describe_setting(value) for name, value in _defaults(test).items()},
        reason=mark.get("reason", ""),
    )


def find_faults(test: Callable[..., object], made: Statement, module: ModuleType) -> Iterator[str]:
    """Yield what a statement or its test lacks for its kind."""
    if made.kind not in KINDS:
        yield (
            f"its kind is {made.kind!r}; it may be {', '.join(KINDS)}"
            if made.kind
            else (f"it has no kind; give the mark kind= one of {', '.join(KINDS)}")
        )
    if made.kind == "theorem" and not made.reason and not _is_exact(test, module):
        yield (
            "a theorem is proved by examples only; prove it by algebra, z3 or ball arithmetic,"
            " or give the mark a reason= why the examples are enough"
        )
    if made.kind == "experiment":
        for name, value in _defaults(test).items():
            if not is_named(value, f"{made.sentence} {made.exact}"):
                yield f"its statement does not name the setting {name} = {describe_setting(value)}"
        for name, value in _typed_settings(test, module):
            yield f"the setting {name}={value} is typed in the test; make it a default argument"
    if made.kind == "source" and "cite" not in inspect.signature(test).parameters:
        yield "a source is cited with the fixture `cite`"


def _defaults(test: Callable[..., object]) -> dict[str, Any]:
    """Return the arguments that have a default: pytest takes them for no fixtures."""
    given = inspect.signature(test).parameters.values()
    return {each.name: each.default for each in given if each.default is not each.empty}


def describe_setting(value: object) -> str:
    """Return a setting in words: a row of whole numbers as its first and last."""
    if isinstance(value, range | tuple | list) and len(value) > 0:
        items = list(value)
        whole = all(isinstance(each, int) for each in items)
        if whole and len(items) > 2 and items == list(range(items[0], items[-1] + 1)):
            return f"{items[0]} to {items[-1]}"
        return ", ".join(map(describe_setting, items))
    return str(value)


def is_named(value: object, text: str) -> bool:
    """Return whether a text names a setting: in digits, or small whole numbers in words."""
    if isinstance(value, range | tuple | list):
        row = describe_setting(value)
        return row in text or all(is_named(each, text) for each in value)
    if isinstance(value, str):
        return _plain(value) in _plain(text)
    forms = [f"{value}", f"{value:,}", f"{value:,}".replace(",", " ")]
    if isinstance(value, float) and value.is_integer():
        forms.append(f"{value:.0f}")
    if isinstance(value, int) and 0 <= value < len(WORDS):
        forms.append(WORDS[value])
    forms += [each.replace("-", "−") for each in forms]
    whole = rf"(?<![\w.])(?:{'|'.join(map(re.escape, forms))})(?!\w|\.\d)"
    return re.search(whole, text, re.IGNORECASE) is not None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold()


def _is_exact(test: Callable[..., object], module: ModuleType) -> bool:
    """Return whether a test, or a function of its module that it calls, uses an exact tool."""
    tree = ast.parse(inspect.getsource(module))
    exact = set(chain.from_iterable(map(_exact_names, ast.walk(tree))))
    return any(
        isinstance(node, ast.Name) and node.id in exact
        for function in _reached(test.__name__, tree)
        for node in ast.walk(function)
    )


def _exact_names(node: ast.AST) -> list[str]:
    """Return the names that an import of an exact module binds."""
    if isinstance(node, ast.Import):
        found = [each for each in node.names if each.name.partition(".")[0] in EXACT]
        return [each.asname or each.name for each in found]
    if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in EXACT:
        return [each.asname or each.name for each in node.names]
    return []


def _typed_settings(test: Callable[..., object], module: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield each setting that a test, or a function that it calls, gives as a literal."""
    for function in _reached(test.__name__, ast.parse(inspect.getsource(module))):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            given = [(each.arg or "", each.value) for each in call.keywords]
            if isinstance(call.func, ast.Attribute) and call.func.attr == "default_rng":
                given += [("seed", each) for each in call.args]
            for name, value in given:
                if name in SETTINGS and isinstance(value, ast.Constant):
                    yield name, ast.unparse(value)


def _reached(name: str, tree: ast.Module) -> list[ast.FunctionDef]:
    """Return the functions of a module that the one with this name reaches, itself included."""
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    found, waiting = dict[str, ast.FunctionDef](), [name]
    while waiting:
        current = waiting.pop()
        if current in functions and current not in found:
            found[current] = functions[current]
            used = (node for node in ast.walk(functions[current]) if isinstance(node, ast.Name))
            waiting += [node.id for node in used]
    return list(found.values())
