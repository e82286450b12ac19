"""Set a formula as a book would, once docutils has read it.

Each function mends one habit of the reader in one row of the formula: spacing around bars, signs,
primes and function names; the place of a brace's label; the shape of capital Greek letters.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from docutils.utils.math import mathml_elements as ml

CAPITAL = re.compile("[Α-Ω∇]")
LIMITS = {"lim", "max", "min", "sup", "inf"}
SCRIPTED = {"msub", "msup", "msubsup"}
THIN = "0.1667em"


def typeset(formula: Element) -> None:
    """Tidy every row of `formula`, in place."""
    for row in list(formula.iter()):
        for tidy in TIDY:
            tidy(row)


def neighbours(row: Element) -> Iterator[tuple[Element | None, Element, Element | None]]:
    """Each child of `row` with the one before and the one after it."""
    children = list(row)
    return zip([None, *children], children, [*children[1:], None], strict=False)


def is_value(element: Element | None) -> bool:
    """Whether `element` can end an operand, so that a sign after it adds or subtracts."""
    if element is None or element.tag == "mspace":
        return False
    core = element[0] if element.tag in SCRIPTED else element
    return core.tag != "mo" or core.text in {*")]}′!"} or core.get("form") == "postfix"


def set_primes(row: Element) -> None:
    """Turn the typewriter's ``'`` into a prime."""
    for child in row:
        if child.tag == "mo" and child.text == "'":
            child.text = "′"
            child.set("form", "postfix")


def set_bars(row: Element) -> None:
    """Pair the bars of ``|x|``, so that each hugs what it encloses."""
    cores = [child[0] if child.tag in SCRIPTED else child for child in row]
    bars = [
        core
        for core in cores
        if core.tag == "mo"
        and (core.text == "‖" or (core.text == "|" and core.get("stretchy") == "false"))
    ]
    for number, bar in enumerate(bars if len(bars) % 2 == 0 else ()):
        bar.set("form", "postfix" if number % 2 else "prefix")
        bar.set("stretchy", "false")


def set_signs(row: Element) -> None:
    """Draw a sign close to its number when nothing stands before it to subtract from."""
    for before, sign, _ in neighbours(row):
        if sign.tag == "mo" and sign.text in {*"−+±"} and not is_value(before):
            sign.set("form", "prefix")


def set_numbers(row: Element) -> None:
    """Read the comma of ``(0,1)`` as a comma, and that of ``1,000`` as part of the number."""
    for child in list(row):
        text = child.text or ""
        if child.tag == "mn" and "," in text and not re.fullmatch(r"\d{1,3}(,\d{3})+", text):
            place = list(row).index(child)
            parts = [ml.mo(part) if part == "," else ml.mn(part) for part in re.split("(,)", text)]
            row[place : place + 1] = parts


def set_functions(row: Element) -> None:
    """Leave a thin space between a function's name and what stands bare beside it."""
    for before, child, after in neighbours(row):
        place = list(row).index(child)
        if child.tag == "mi" and len(child.text or "") > 1 and is_value(before):
            row.insert(place, ml.mspace(width=THIN))
        bare = after is not None and (after.tag != "mo" or after.text in {*"|‖"})
        if child.tag == "mo" and child.text == "\u2061" and bare:  # the invisible “applied to”
            row.insert(place + 1, ml.mspace(width=THIN))
        if child.tag == "mo" and child.text in LIMITS:
            child.attrib.update(lspace=THIN, rspace=THIN)


def set_capitals(row: Element) -> None:
    """Keep capital Greek letters upright, as TeX and the words around them do."""
    for child in row:
        if child.tag == "mi" and CAPITAL.fullmatch(child.text or ""):
            child.attrib.pop("class", None)
            child.set("mathvariant", "normal")


def set_braces(row: Element) -> None:
    """Put the label of an under- or overbrace below or above it, not beside it."""
    for script, brace, shape in (("msub", ml.munder, "⏟"), ("msup", ml.mover, "⏞")):
        for place, child in enumerate(row):
            base = child[0] if child.tag == script else None
            if base is not None and base.tag == brace.__name__ and base[1].text == shape:
                row[place] = brace(*child)


def set_derivations(row: Element) -> None:
    """Give the lines of a derivation full-sized fractions."""
    if row.tag == "mtable" and row.get("class") == "ams-align":
        row.set("displaystyle", "true")


TIDY: tuple[Callable[[Element], None], ...] = (
    set_primes,
    set_bars,
    set_signs,
    set_numbers,
    set_functions,
    set_capitals,
    set_braces,
    set_derivations,
)
