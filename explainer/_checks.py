"""Argument validation, with the same error messages everywhere.

Every function returns the validated argument, converted, or raises an error that names the
argument, what it must be and what it was.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Integral, Real
from types import EllipsisType
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Shape = tuple["int | str | EllipsisType", ...]
T = TypeVar("T")


def as_float_array(
    name: str,
    value: ArrayLike,
    *,
    shape: Shape = (...,),
    low: float = -math.inf,
    high: float = math.inf,
    open_: bool = False,
) -> Array:
    """Return `value` as a float64 array of finite real numbers from `low` to `high`.

    In `shape`, a number is an exact length, a letter any length but 0, a leading ``...`` whatever
    comes before. With `open_`, the numbers `low` and `high` themselves are refused.
    The array may be the caller's own: read it, never write to it.
    """
    array = _real_array(name, value)
    if shape != (...,):
        _check_shape(name, array, shape)
    if not _all_finite(array):
        _refuse_first(name, array, np.isfinite(array), "finite")
    if low > -math.inf or high < math.inf:
        inside = (low < array) & (array < high) if open_ else (low <= array) & (array <= high)
        if not inside.all():
            _refuse_first(name, array, inside, _between(low, high, open_))
    return array


def frozen_array(name: str, value: ArrayLike, *, shape: Shape = (...,)) -> Array:
    """Return a read-only float64 copy of `value`, independent of the caller's array."""
    array = as_float_array(name, value, shape=shape).copy()
    array.flags.writeable = False
    return array


def as_float(
    name: str, value: object, *, low: float = -math.inf, high: float = math.inf, open_: bool = False
) -> float:
    """Return `value` as a float: one finite real number from `low` to `high`."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"{name} must be one real number, but it was {_what(value)}")
    try:
        number = float(value)
    except OverflowError:  # a whole number of more than 308 digits
        number = math.inf
    return float(as_float_array(name, number, low=low, high=high, open_=open_))


def as_int(name: str, value: object, *, low: int = 0) -> int:
    """Return `value` as an int of at least `low`."""
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, but it was {_what(value)}")
    if value < low:
        raise ValueError(f"{name} must be at least {low}, but it was {value}")
    return int(value)


def instance(name: str, value: object, kind: type[T]) -> T:
    """Return `value` if it is a `kind`."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be of type {kind.__name__}, but it was {_what(value)}")
    return value


def choice(name: str, value: object, table: Mapping[str, T]) -> T:
    """Return the entry of `table` with the key `value`."""
    if instance(name, value, str) not in table:
        raise ValueError(f"{name} must be one of {', '.join(table)}, but it was {value!r}")
    return table[str(value)]


def same_shape(name: str, array: Array, other_name: str, other: Array) -> None:
    """Raise ValueError if two arrays differ in shape."""
    if array.shape != other.shape:
        raise ValueError(
            f"{name} must have the shape of {other_name}, {other.shape}, "
            f"but it had shape {array.shape}"
        )


def _real_array(name: str, value: ArrayLike) -> Array:
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name} must be an array, but it was none: {error}") from None
    if array.dtype.kind not in "fiu":
        raise TypeError(f"{name} must hold real numbers, but it was {_what(value)}")
    with np.errstate(over="ignore"):  # a longer float may turn infinite, which is refused by name
        return array.astype(np.float64, copy=False)


def _check_shape(name: str, array: Array, shape: Shape) -> None:
    leading = shape[:1] == (...,)
    wanted = shape[1:] if leading else shape
    found = array.shape[-len(wanted) :] if leading else array.shape
    fits = len(found) == len(wanted) and all(
        size == want if isinstance(want, int) else size > 0
        for size, want in zip(found, wanted, strict=True)
    )
    if not fits:
        said = ", ".join("..." if want is ... else str(want) for want in shape)
        said += "," * (len(shape) == 1)
        raise ValueError(f"{name} must have shape ({said}), but it had shape {array.shape}")


def _between(low: float, high: float, open_: bool) -> str:
    if high == math.inf:
        return f"{'above' if open_ else 'at least'} {low:.6g}"
    return (
        f"strictly between {low:.6g} and {high:.6g}" if open_ else f"from {low:.6g} to {high:.6g}"
    )


def _all_finite(array: Array) -> bool:
    """Return whether all numbers are finite, faster than by testing each.

    If the sum is finite, all its terms are. If not, perhaps the sum alone was too large.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        return math.isfinite(array.sum()) or bool(np.isfinite(array).all())


def _refuse_first(name: str, array: Array, allowed: NDArray[np.bool_], must: str) -> None:
    index = tuple(int(i) for i in np.argwhere(~allowed)[0])
    where = f" at index {index}" if index else ""
    raise ValueError(f"{name} must be {must}, but it was {float(array[index])!r}{where}")


def _what(value: object) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of dtype {value.dtype} and shape {value.shape}"
    said = repr(value)
    return f"{said if len(said) <= 60 else said[:57] + '...'}, of type {type(value).__name__}"
