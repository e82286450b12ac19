"""Time several implementations of one task in turns, and print how they compare.

Turns alternate (A B C, A B C, ...), so that other load on the machine affects all alike, and a
ratio is the median of the ratios within rounds. CPU time of all threads is measured; with one
thread on a quiet machine it equals wall time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True)
class Entrant:
    """One implementation of a task; ``run(times)`` repeats the task.

    ``at_least`` is the target for its time divided by ours;
    ``at_most`` is the target for our time divided by its.
    """

    name: str
    run: Callable[[int], object]
    at_least: float | None = None
    at_most: float | None = None


def race(title: str, ours: Entrant, others: list[Entrant], *, rounds: int = 21) -> None:
    """Time all entrants in turns of about 20 ms, or of one run if longer; print a table."""
    entrants = [ours, *others]
    times = [max(1, round(0.02 / _once(each))) for each in entrants]
    taken: list[list[float]] = [[] for _ in entrants]
    for _ in range(rounds):
        for each, count, mine in zip(entrants, times, taken, strict=True):
            start = process_time()
            each.run(count)
            mine.append((process_time() - start) / count)
    print_title(title)
    print_row(ours.name, taken[0])
    for each, theirs in zip(others, taken[1:], strict=True):
        over = (theirs, taken[0]) if each.at_most is None else (taken[0], theirs)
        print_row(each.name, theirs, over, each.at_least, each.at_most)


def _once(entrant: Entrant) -> float:
    """Return the seconds that one run takes, after a warm-up run."""
    entrant.run(1)
    start = process_time()
    entrant.run(3)
    return (process_time() - start) / 3


def print_title(title: str) -> None:
    """Print a table's title and header."""
    print(f"\n{title}\n{'':42}{'median':>10}{'best':>10}{'ratio':>9}{'of best':>9}  target")


def print_row(
    name: str,
    taken: list[float],
    over: tuple[list[float], list[float]] | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
) -> None:
    """Print median and best times, and the ratio of the first times in `over` to the second."""
    row = f"  {name:40}{_seconds(median(taken)):>10}{_seconds(min(taken)):>10}"
    if over:
        ratio = median(above / below for above, below in zip(*over, strict=True))
        best = min(over[0]) / min(over[1])
        row += f"{_times(ratio):>9}{_times(best):>9}  {verdict(ratio, at_least, at_most)}"
    print(row.rstrip(), flush=True)


def verdict(
    value: float, at_least: float | None = None, at_most: float | None = None, unit: str = ""
) -> str:
    """Return the target of a value, and whether it is reached; empty if there is none."""
    if at_least is not None:
        return f"at least {at_least:g}{unit}: {'reached' if value >= at_least else 'missed'}"
    if at_most is not None:
        return f"at most {at_most:g}{unit}: {'reached' if value <= at_most else 'missed'}"
    return ""


def _seconds(value: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value / 1e-6:.3g} µs"


def _times(ratio: float) -> str:
    return f"{ratio:.3g}x" if ratio < 1000 else f"{ratio:.0f}x"
