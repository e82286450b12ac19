"""Every curve once more, to eighty digits: what the tests hold the library against."""

import math
from functools import cache

from mpmath import MPContext

mp = MPContext()  # a context of our own: what other tests set in mpmath changes nothing here
mp.dps = 80


def share(z):
    """The share of a bell curve below z.

    mpmath before 1.4 takes erfc of a complex number as 1 − erf: digits enough for what cancels.
    """
    with mp.workdps(mp.dps + min(1000, int(abs(z) ** 2 / 4))):
        return mp.erfc(-z / mp.sqrt(2)) / 2


def logistic(z):
    return 1 / (1 + mp.exp(-z))


CURVES = {
    "heaviside": lambda z: mp.mpf(1 if mp.re(z) > 0 else 0),
    "identity": lambda z: z,
    "sigmoid": logistic,
    "tanh": mp.tanh,
    "relu": lambda z: z if mp.re(z) > 0 else 0 * z,
    "leaky_relu": lambda z: z if mp.re(z) > 0 else z * mp.mpf(0.01),
    "softplus": lambda z: mp.log(1 + mp.exp(z)) if mp.re(z) > -50 else mp.exp(z),
    "arctan": mp.atan,
    "normal_cdf": share,
    "softsign": lambda z: z / (1 + z) if mp.re(z) > 0 else z / (1 - z),
    "sine": mp.sin,
    "square": lambda z: z * z,
    "gelu": lambda z: z * share(z),
    "silu": lambda z: z * logistic(z),
}


@cache
def value(name, z):
    """The curve called `name` at the float z."""
    return CURVES[name](mp.mpf(float(z)))


@cache
def slope(name, z):
    """Its slope there, by a complex step: f(z + ih) = f(z) + ih f'(z) + O(h²), so no difference.

    At a kink or jump it is the slope on the left.
    """
    h = mp.mpf(10) ** -40
    return mp.im(CURVES[name](mp.mpc(float(z), h))) / h


def ulps(got, exact):
    """How many units in its last place `got` is off."""
    return float(abs(mp.mpf(float(got)) - exact) / mp.mpf(math.ulp(float(exact))))
