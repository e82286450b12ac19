"""Record the NumPy operations that a formula performs, such as `subtract`, `multiply`."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer.activations import Formula


def operations(formula: Formula, at: float) -> tuple[str, ...]:
    """List the operations that `formula` performs on the number `at`, in their order.

    An array that keeps a diary goes through the bare formula. Choosing between two results, as
    `np.where` does, and writing down a constant are no operations.
    """
    diary: list[str] = []

    class Watched(np.ndarray[Any, np.dtype[Any]]):
        def __array_ufunc__(
            self, ufunc: np.ufunc, method: Any, *inputs: Any, **options: Any
        ) -> Any:
            diary.append(ufunc.__name__)
            return watched(getattr(ufunc, method)(*map(np.asarray, inputs), **options))

        def __array_function__(
            self, function: Callable[..., Any], types: Any, args: Any, options: Any
        ) -> Any:
            return watched(super().__array_function__(function, types, args, options))

    def watched(result: Any) -> NDArray[Any]:
        return np.asarray(result).view(Watched)

    formula.raw(watched([at]))
    return tuple(diary)
