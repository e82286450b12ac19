"""Time several ways to do one work by turns, and print how they compare.

Turns alternate (A B C, A B C, ...), so that whatever else the machine does meets all of them alike,
and a ratio is the median of the ratios in each round. What counts is the time that the processor
spends on the work, in all threads together; on a quiet machine that is the time that passes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True)
class Entrant:
    """One way to do the work; ``run(times)`` does it so many times over.

    ``at_least`` asks that it take at least so many times as long as ours;
    ``at_most`` that ours take at most so many times as long as it.
    """

    name: str
    run: Callable[[int], object]
    at_least: float | None = None
    at_most: float | None = None


def race(title: str, ours: Entrant, others: list[Entrant], *, rounds: int = 21) -> None:
    """Time all entrants by turns of about 20 ms, or one work if that is longer; print a table."""
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
    """Return the seconds that one work takes; the first is left out, for it may set things up."""
    entrant.run(1)
    start = process_time()
    entrant.run(3)
    return (process_time() - start) / 3


def print_title(title: str) -> None:
    """Print what a table is about, and its head."""
    print(f"\n{title}\n{'':42}{'median':>10}{'best':>10}{'ratio':>9}{'of best':>9}  target")


def print_row(
    name: str,
    taken: list[float],
    over: tuple[list[float], list[float]] | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
) -> None:
    """Print the seconds taken, and how the first times in `over` compare with the second."""
    row = f"  {name:40}{_seconds(median(taken)):>10}{_seconds(min(taken)):>10}"
    if over:
        ratio = median(above / below for above, below in zip(*over, strict=True))
        best = min(over[0]) / min(over[1])
        row += f"{_times(ratio):>9}{_times(best):>9}  {verdict(ratio, at_least, at_most)}"
    print(row.rstrip(), flush=True)


def verdict(
    value: float, at_least: float | None = None, at_most: float | None = None, unit: str = ""
) -> str:
    """Say what was asked of a value, and whether it was reached."""
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
