"""pytest plugin that writes down the claims: what each says, and whether its test passed.

``python -m pytest -p sitekit.claims.plugin --claims-report FILE tests/claims/test_x.py``

The report has a JSON object a line, each written at once, so that it is known which test was
running when the process ended: a ``claim`` as it is collected, an ``error`` in how one is made, a
``start`` and an ``end`` for each test, and ``finished``.
"""

import ast
import faulthandler
import json
import signal
from collections.abc import Generator
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import pytest

GRACE = 10.0  # seconds after which what cannot be interrupted ends the process
NEEDS = "needs @pytest.mark.claim(id) and a docstring"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("claims")
    group.addoption("--claims-report", type=Path, help="where to write down the claims")
    group.addoption("--claim-seconds", type=float, default=60.0, help="limit for each test")


def pytest_configure(config: pytest.Config) -> None:
    """Know the mark; record only where a report is asked for."""
    config.addinivalue_line("markers", "claim(id): a proof; the docstring is the sentence")
    report = config.getoption("--claims-report")
    if report:
        config.pluginmanager.register(Recorder(config.rootpath, report, config), "claims-recorder")


class Recorder:
    """Writes the report of one run."""

    def __init__(self, root: Path, report: Path, config: pytest.Config) -> None:
        self.root, self.stream = root, report.open("w", encoding="utf-8", buffering=1)
        self.seconds: float = config.getoption("--claim-seconds")

    def write(self, event: str, **facts: Any) -> None:
        """Add a line to the report."""
        self.stream.write(json.dumps({"event": event, **facts}) + "\n")

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Note which file is being imported, and for how long it may be."""
        if isinstance(collector, pytest.Module):
            self.write("import", file=self._name(collector.path))
            faulthandler.dump_traceback_later(self.seconds + GRACE, exit=True)

    def pytest_exception_interact(
        self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[Any]
    ) -> None:
        """Report a file that cannot be imported."""
        if isinstance(node, pytest.Collector) and call.excinfo:
            error = call.excinfo.value.__cause__ or call.excinfo.value
            line, message = _locate(pytest.ExceptionInfo.from_exception(error), node.path)
            self._error(self._name(node.path), line, f"the proofs do not start: {message}")

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Write down the claim that a test makes, or what it lacks."""
        file, function = self._name(item.path), getattr(item, "function", None)
        mark = item.get_closest_marker("claim")
        name = mark.args[0] if mark and mark.args else None
        node = _definition(item)
        if isinstance(item.parent, pytest.Class) or not isinstance(node, ast.FunctionDef):
            self._error(file, node.lineno, f"{node.name} is no plain function; {NEEDS}")
        elif not isinstance(name, str) or not (function and function.__doc__):
            self._error(file, node.lineno, f"{node.name} {NEEDS}")
        else:
            sentence = " ".join(function.__doc__.split())
            source = _source(item.path.read_text("utf-8"), node)
            facts = {"id": name, "test": node.name, "line": node.lineno}
            self.write("claim", file=file, **facts, sentence=sentence, source=source)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Note which test runs, and stop it when it takes too long."""
        self.write("start", file=self._name(item.path), test=_definition(item).name)
        faulthandler.dump_traceback_later(self.seconds + GRACE, exit=True)
        with_alarm = hasattr(signal, "setitimer")
        if with_alarm:
            signal.signal(signal.SIGALRM, self._stop)
            signal.setitimer(signal.ITIMER_REAL, self.seconds)
        try:
            return (yield)
        finally:
            if with_alarm:
                signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Write down each step of a test that did not pass, and that it is over."""
        report = yield
        facts: dict[str, Any] = {"file": self._name(item.path), "test": _definition(item).name}
        if call.excinfo:
            line, message = _locate(call.excinfo, item.path)
            self.write("unproved", **facts, line=line, message=message)
        elif report.outcome != "passed" or hasattr(report, "wasxfail"):
            self.write("unproved", **facts, line=0, message="it is marked as one that may fail")
        if call.when == "teardown":
            self.write("end", **facts)
        return report

    def pytest_sessionfinish(self) -> None:
        """Say that nothing ended the run early."""
        faulthandler.cancel_dump_traceback_later()
        self.write("finished")

    def _stop(self, _signal: int, _frame: FrameType | None) -> NoReturn:
        pytest.fail(f"it took longer than {self.seconds:g} s")

    def _error(self, file: str, line: int, message: str) -> None:
        self.write("error", file=file, line=line, message=message)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _definition(item: pytest.Item) -> ast.FunctionDef | ast.AsyncFunctionDef:
    """Return the syntax of a test."""
    name = getattr(item, "originalname", None) or item.name
    first = item.location[1] or 0
    tree = ast.parse(item.path.read_text("utf-8"))
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
    ]
    return min(found, key=lambda node: abs(node.lineno - first))


def _source(text: str, node: ast.FunctionDef) -> str:
    """Return a test as written, without the docstring, which the page shows as its sentence."""
    lines, docstring = text.splitlines(), node.body[0]
    first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)]) - 1
    above = lines[first : docstring.lineno - 1]
    return "\n".join(above + lines[docstring.end_lineno : node.end_lineno])


def _locate(error: pytest.ExceptionInfo[BaseException], path: Path) -> tuple[int, str]:
    """Return the last line of a file that an error passed through, and the error in one line."""
    value = error.value
    lines = [entry.lineno + 1 for entry in error.traceback if Path(entry.path) == path]
    if isinstance(value, SyntaxError) and value.filename == str(path):
        return value.lineno or 1, f"not Python: {value.msg}"
    if isinstance(value, pytest.skip.Exception | pytest.xfail.Exception | pytest.fail.Exception):
        message = value.msg or "no reason given"
    else:
        message = error.exconly(tryshort=True)
    return (lines or [0])[-1], message.strip().splitlines()[0]
