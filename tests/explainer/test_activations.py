"""Every curve against eighty digits: its values, its slope, and what is said about both."""

import math

import numpy as np
import pytest
from exact import CURVES, mp, slope, ulps, value
from hypothesis import given
from hypothesis import strategies as st

from explainer import _numerics
from explainer.activations import (
    ACTIVATIONS,
    Activation,
    activation,
    gelu,
    heaviside,
    log_odds,
    sigmoid,
    silu,
    sine,
    softplus,
    softsign,
    square,
    tanh,
)

CURVE = pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
SMOOTH = [c for c in ACTIVATIONS.values() if c.name not in ("heaviside", "relu", "leaky_relu")]
RISING = [c for c in ACTIVATIONS.values() if c.name not in ("sine", "square", "gelu", "silu")]
ODD = ("identity", "tanh", "arctan", "softsign", "sine")

TINIEST = 5e-324
SMALLEST_NORMAL = float(np.finfo(float).tiny)
GREATEST = float(np.finfo(float).max)

NEAR = np.linspace(-12.0, 12.0, 200)
FAR = np.array([13.3, 20.7, 36.7, 37.3, 38.6, 40.1, 99.9, 353.0, 361.2, 700.1, 708.3, 744.9, 1e5])
PLACES = np.concatenate((-FAR[::-1], NEAR, FAR, [0.0, 1e-5, -1e-5, 1e-300, -1e-300]))
numbers = st.floats(-1e3, 1e3)

# How many units in the last place a value or a slope may be off. Next to its own zero a sum can be
# good to the last place of its terms only, and a bell curve's far tails magnify the rounding of z.
VALUE_ULPS = {"normal_cdf": 3000, "gelu": 3000}
SLOPE_ULPS = {"normal_cdf": 1500, "gelu": 3000, "sigmoid": 5, "tanh": 7, "silu": 8, "arctan": 4}


def off(got, exact, terms=0.0):
    """By how many ulp `got` is off: of `exact`, or of the terms of a sum, or of next to nothing."""
    unit = math.ulp(max(abs(float(exact)), terms, 1e-300))
    return float(abs(mp.mpf(float(got)) - exact)) / unit


# --- Values and slopes ----------------------------------------------------------------------------


@CURVE
def test_values_are_right_to_the_last_digits_in_both_tails(curve):
    for z in PLACES:
        assert off(curve(z), value(curve.name, z)) <= VALUE_ULPS.get(curve.name, 2), z


@CURVE
def test_slopes_are_right_to_the_last_digits_in_both_tails(curve):
    for z in PLACES:
        near_zero = 1.0 if curve.name in ("gelu", "silu") and -3.0 < z < 0.0 else 0.0
        exact = slope(curve.name, z)
        assert off(curve.slope(z), exact, near_zero) <= SLOPE_ULPS.get(curve.name, 3), z


@CURVE
def test_slopes_are_what_two_values_close_by_say(curve):
    h = 1e-5
    z = NEAR[np.abs(NEAR) > 2 * h]  # not across a kink
    measured = (curve(z + h) - curve(z - h)) / (2 * h)
    np.testing.assert_allclose(curve.slope(z), measured, rtol=1e-8, atol=2e-9)


@CURVE
def test_the_slope_told_by_the_output_is_the_slope(curve):
    if curve.slope_from_output is None:
        return
    for z in np.linspace(-4.0, 4.0, 161):
        exact = slope(curve.name, z)
        a = float(curve(z))
        lost = abs(mp.mpf(a) - value(curve.name, z)) + mp.mpf(math.ulp(a))
        told = curve.slope_from_output(a)
        allowed = 4 * lost + (40 if curve.name == "normal_cdf" else 4) * math.ulp(float(exact))
        assert abs(mp.mpf(float(told)) - exact) <= allowed, z


def test_where_no_function_of_the_output_tells_the_slope_two_slopes_share_a_height():
    def other(name, z, guess):
        return mp.findroot(lambda u: CURVES[name](u) - value(name, z), guess)

    twins = {
        sine: (0.5, mp.pi - mp.mpf(0.5)),
        square: (1.5, mp.mpf(-1.5)),
        gelu: (-0.3, other("gelu", -0.3, -1.5)),
        silu: (-0.5, other("silu", -0.5, -3)),
    }
    assert set(twins) == {c for c in ACTIVATIONS.values() if c.slope_from_output is None}
    for curve, (z, twin) in twins.items():
        assert abs(CURVES[curve.name](twin) - value(curve.name, z)) < mp.mpf(10) ** -40
        assert curve.slope(float(twin)) == pytest.approx(float(slope(curve.name, twin)))
        assert abs(curve.slope(float(twin)) - curve.slope(z)) > 0.1


@CURVE
def test_at_the_bounds_the_output_tells_the_slope_of_the_far_ends(curve):
    if curve.slope_from_output is None or curve.name in ("heaviside", "identity", "leaky_relu"):
        return
    for bound in curve.bounds:
        if math.isinf(bound):
            assert curve.slope_from_output(1e5) == curve.slope(1e5) == 1.0
        else:
            assert abs(curve.slope_from_output(bound)) < 1e-30


def test_at_a_kink_or_jump_the_slope_is_the_left_one():
    for name, left in {"heaviside": 0.0, "relu": 0.0, "leaky_relu": 0.01}.items():
        curve = ACTIVATIONS[name]
        assert curve(0.0) == 0.0
        for zero in (0.0, -0.0):
            assert curve.slope(zero) == left
            assert curve.slope_from_output(zero) == left


# --- The sigmoid ----------------------------------------------------------------------------------


def test_sigmoid_is_within_two_ulp_wherever_it_is_a_normal_number():
    lowest = -708.3964185322641  # ln of the smallest normal float64
    assert sigmoid(lowest) >= SMALLEST_NORMAL
    random = np.random.default_rng(1)
    z = np.concatenate(
        [
            random.uniform(low, high, 1500)
            for low, high in ((lowest, -40), (-40, -4), (-4, 4), (4, 40))
        ]
        # Hardest is what lies just below a power of two: the same slip is two ulp there.
        + [
            np.nextafter(-np.log(2.0**k - 1.0), -9.0) - random.exponential(0.01, 40)
            for k in range(1, 53)
        ]
        + [np.geomspace(1e-300, 1.0, 200), -np.geomspace(1e-300, 1.0, 200)]
    )
    worst = max(ulps(got, value("sigmoid", at)) for at, got in zip(z, sigmoid(z), strict=True))
    assert worst <= 2.0


def test_sigmoid_fades_out_through_the_subnormal_numbers():
    for z in (-708.5, -715.3, -730.0, -744.0, -745.1):
        assert ulps(sigmoid(z), value("sigmoid", z)) <= 1.0
        assert ulps(sigmoid.slope(z), value("sigmoid", z)) <= 2.0
    assert sigmoid(-746.0) == sigmoid(-GREATEST) == 0.0


def test_sigmoid_is_one_from_where_one_is_the_nearest_number_to_it():
    rounds_to_one = 54.0 * math.log(2.0)  # there 1 - a is a quarter of the last place of 1
    assert sigmoid(rounds_to_one - 1e-9) == 1.0 - 2.0**-53
    assert sigmoid(rounds_to_one + 1e-9) == sigmoid(GREATEST) == 1.0


def test_sigmoid_of_many_numbers_is_the_sigmoid_of_each():
    block = _numerics._BLOCK
    for size in (block - 1, block, block + 1, 2 * block, 2 * block + 3):
        z = np.random.default_rng(size).normal(scale=9.0, size=size)
        a = sigmoid(z)
        for i in {0, 1, block - 1, block, block + 1, 2 * block - 1, 2 * block, size - 1}:
            if i < size:
                assert ulps(a[i], value("sigmoid", z[i])) <= 2.0, i
        few_at_a_time = [sigmoid(z[i : i + 1000]) for i in range(0, size, 1000)]
        np.testing.assert_allclose(a, np.concatenate(few_at_a_time), rtol=5e-16)
    table = np.random.default_rng(3).normal(size=(3, 2, block)).transpose(2, 0, 1)
    np.testing.assert_allclose(sigmoid(table), 1.0 / (1.0 + np.exp(-table)), rtol=1e-15)


@given(numbers)
def test_sigmoid_turned_by_half_a_turn_is_itself(z):
    assert sigmoid(-z) == pytest.approx(1.0 - sigmoid(z), rel=0, abs=2.3e-16)


@given(numbers)
def test_the_logistic_equation(z):
    assert sigmoid.slope(z) == pytest.approx(sigmoid(z) * sigmoid(-z), rel=2e-15, abs=TINIEST)


@given(st.floats(-300.0, 300.0))
def test_tanh_is_a_sigmoid_stretched(z):
    assert tanh(z) == pytest.approx(2.0 * sigmoid(2.0 * z) - 1.0, rel=0, abs=5e-16)


# --- Log-odds -------------------------------------------------------------------------------------


def test_log_odds_are_right_to_the_last_digits_in_both_tails():
    above = np.concatenate((np.geomspace(TINIEST, 0.3, 200), np.linspace(0.2, 0.8, 301)))
    below_one = 1.0 - np.geomspace(2.0**-53, 0.3, 100)
    near_half = 0.5 + np.geomspace(2.0**-53, 0.1, 50)
    quarters = [np.nextafter(q, to) for q in (0.25, 0.75) for to in (0.0, q, 1.0)]
    for p in np.concatenate((above, below_one, near_half, 1.0 - near_half, quarters)):
        exact = mp.log(mp.mpf(p) / (1 - mp.mpf(p)))
        assert ulps(log_odds(p), exact) <= 3.0, p


@given(st.floats(-700.0, 30.0))
def test_log_odds_undo_the_sigmoid(z):
    a = sigmoid(z)
    slack = 2.0 * np.spacing(a) / (a * (1.0 - a)) + 4.0 * np.spacing(abs(z))
    assert abs(log_odds(a) - z) <= slack


def test_there_are_no_log_odds_of_certainty():
    for p in (0.0, 1.0, -0.1, 1.1):
        with pytest.raises(
            ValueError, match=f"^p must be strictly between 0 and 1, but it was {p}"
        ):
            log_odds(p)
    assert type(log_odds(0.5)) is np.float64
    assert log_odds([[0.5], [0.5]]).tolist() == [[0.0], [0.0]]


# --- Bounds, greatest slope, greatest curvature ---------------------------------------------------


def everywhere(curve):
    """A dense sweep of the curve's domain, both tails included."""
    tail = np.geomspace(50.0, min(curve.value.domain[1], 1e300), 2000)
    return np.concatenate((-tail[::-1], np.linspace(-50.0, 50.0, 200_001), tail))


# Where each curve is steepest and where it bends most, worked out on paper; None: only approached.
STEEPEST = {
    "sigmoid": 0,
    "tanh": 0,
    "relu": 1,
    "leaky_relu": 1,
    "softplus": None,
    "arctan": 0,
    "normal_cdf": 0,
    "softsign": 0,
    "sine": 0,
    "gelu": mp.sqrt(2),
    "silu": 2 * mp.findroot(lambda x: x * mp.tanh(x) - 1, 1.2),
    "identity": 0,
}
MOST_BENT = {
    "identity": 0,
    "sigmoid": mp.log(2 + mp.sqrt(3)),
    "tanh": mp.atanh(1 / mp.sqrt(3)),
    "softplus": 0,
    "arctan": 1 / mp.sqrt(3),
    "normal_cdf": 1,
    "softsign": None,
    "sine": mp.pi / 2,
    "square": 0,
    "gelu": 0,
    "silu": 0,
}


@CURVE
def test_the_bounds_are_never_passed_and_cannot_be_drawn_closer(curve):
    low, high = curve.bounds
    a = curve(everywhere(curve))
    assert low <= a.min()
    assert a.max() <= high
    assert a.min() < -1e140 if math.isinf(low) else a.min() - low < 1e-5
    assert a.max() > 1e140 if math.isinf(high) else high - a.max() < 1e-5


@pytest.mark.parametrize("curve", [gelu, silu], ids=["gelu", "silu"])
def test_the_lowest_point_of_a_dip(curve):
    lowest = mp.findroot(lambda z: mp.diff(CURVES[curve.name], z), -1)
    assert ulps(curve.bounds[0], CURVES[curve.name](lowest)) <= 1.0


def test_bounds_in_closed_form():
    expected = {"heaviside": (0, 1), "sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, mp.inf)}
    expected |= {"softplus": (0, mp.inf), "arctan": (-mp.pi / 2, mp.pi / 2), "sine": (-1, 1)}
    expected |= {"normal_cdf": (0, 1), "softsign": (-1, 1), "square": (0, mp.inf)}
    for name, bounds in expected.items():
        assert ACTIVATIONS[name].bounds == tuple(float(bound) for bound in bounds)


@pytest.mark.parametrize("name", STEEPEST)
def test_no_slope_is_steeper_than_the_greatest_which_is_reached(name):
    curve = ACTIVATIONS[name]
    steepest = np.abs(curve.slope(everywhere(curve))).max()
    assert steepest <= curve.lipschitz * (1 + 1e-15)
    assert steepest >= curve.lipschitz * (1 - 1e-7)
    if STEEPEST[name] is not None:
        assert ulps(curve.lipschitz, abs(mp.diff(CURVES[name], STEEPEST[name]))) <= 1.0
    else:
        assert curve.lipschitz == 1.0


@pytest.mark.parametrize("name", MOST_BENT)
def test_no_bend_is_sharper_than_the_greatest_which_is_reached(name):
    curve, h = ACTIVATIONS[name], mp.mpf(10) ** -15

    def bend(z):
        return abs(mp.diff(CURVES[name], z, 2, h=h))

    swept = everywhere(curve)[::20]
    nearby = swept[(np.abs(swept) < 8.0) & (swept != 0.0)]
    assert max(bend(mp.mpf(float(z))) for z in nearby[::25]) <= curve.slope_lipschitz * (1 + 1e-15)
    bends = np.abs(np.diff(curve.slope(swept))) / np.diff(swept)
    assert bends[np.isfinite(bends)].max() <= curve.slope_lipschitz * (1 + 1e-7) + 1e-12
    if MOST_BENT[name] is not None:
        assert ulps(curve.slope_lipschitz, bend(MOST_BENT[name])) <= 1.0 or name == "identity"
    else:
        assert abs(bend(mp.mpf(10) ** -9) - curve.slope_lipschitz) < 1e-8


def test_a_straight_line_does_not_bend():
    assert ACTIVATIONS["identity"].slope_lipschitz == 0.0


def test_what_is_infinite_is_infinite():
    near, far = 1e-300, 1e150
    for curve in ACTIVATIONS.values():
        steep = math.isinf(curve.lipschitz)
        sharp = math.isinf(curve.slope_lipschitz)
        assert steep == (curve in (heaviside, square))
        assert sharp == (curve not in SMOOTH)
        if curve is square:
            assert curve.slope(far) > 1e149
        elif steep:
            assert (curve(near) - curve(0.0)) / near > 1e299
        if sharp and curve is not heaviside:
            assert (curve.slope(near) - curve.slope(0.0)) / near > 1e299


@CURVE
@given(u=numbers, v=numbers)
def test_no_two_outputs_are_further_apart_than_the_greatest_slope_allows(curve, u, v):
    if math.isfinite(curve.lipschitz):
        rounding = 4e-13 * (1.0 + max(abs(u), abs(v)))
        assert abs(curve(u) - curve(v)) <= curve.lipschitz * abs(u - v) + rounding


@CURVE
@given(u=numbers, v=numbers)
def test_no_two_slopes_are_further_apart_than_the_greatest_curvature_allows(curve, u, v):
    if math.isfinite(curve.slope_lipschitz):
        rounding = 4e-13 * (1.0 + max(abs(u), abs(v)))
        most = curve.slope_lipschitz * abs(u - v)
        assert abs(curve.slope(u) - curve.slope(v)) <= most + rounding


@pytest.mark.parametrize("curve", RISING, ids=lambda c: c.name)
@given(u=numbers, v=numbers)
def test_what_rises_never_falls(curve, u, v):
    low, high = sorted((u, v))
    assert curve(high) >= curve(low) - 4e-13 * abs(curve(low))
    assert curve.slope(u) >= 0.0


@given(numbers)
def test_what_is_odd_is_odd_and_the_square_is_even(z):
    for name in ODD:
        assert ACTIVATIONS[name](-z) == -ACTIVATIONS[name](z)
        assert ACTIVATIONS[name].slope(-z) == ACTIVATIONS[name].slope(z)
    assert square(-z) == square(z)
    assert ACTIVATIONS["normal_cdf"](-z) == pytest.approx(
        1 - ACTIVATIONS["normal_cdf"](z), abs=3e-16
    )
    assert softplus(z) - softplus(-z) == pytest.approx(z, rel=3e-16, abs=3e-16)


# --- What goes in and what comes out --------------------------------------------------------------


def functions(curve):
    """Everything of a curve that can be called."""
    return [f for f in (curve, curve.value, curve.slope, curve.slope_from_output) if f]


@CURVE
def test_shapes_are_kept_and_nothing_is_changed(curve):
    for function in functions(curve):
        for number in (1, 0.5, np.float32(0.5), np.array(0.5)):
            assert type(function(number)) is np.float64
        for shape in ((0,), (3,), (1, 1), (2, 0, 3), (2, 3, 4)):
            given = np.random.default_rng(1).uniform(0.1, 0.9, shape)
            given.flags.writeable = False
            result = function(given)
            assert result.shape == shape
            assert result.dtype == np.float64
            assert not np.shares_memory(result, given)
            flipped = given.T[..., ::-1]  # not in one piece
            np.testing.assert_allclose(function(flipped), result.T[..., ::-1], rtol=1e-15)
        np.testing.assert_array_equal(function([0, 1]), function(np.array([0.0, 1.0])))


@CURVE
def test_the_ends_of_the_number_line_warn_of_nothing(curve):
    low, high = np.clip(curve.value.domain, -GREATEST, GREATEST)
    z = np.array([low, -1e5, -800.0, -40.0, -TINIEST, 0.0, TINIEST, 40.0, 800.0, 1e5, high])
    assert np.isfinite(curve(z)).all()
    assert np.isfinite(curve.slope(z)).all()
    if curve.slope_from_output:
        assert np.isfinite(curve.slope_from_output(curve(z))).all()


@CURVE
def test_what_is_no_real_number_is_refused(curve):
    for function in functions(curve):
        name = "a" if function is curve.slope_from_output else "z"
        for wrong in (math.nan, math.inf, -math.inf, [0.5, math.nan]):
            with pytest.raises(ValueError, match=f"^{name} must be finite, but it was"):
                function(wrong)
        for wrong in ("0", 1j, None, True, [0.5, "1"], [object()]):
            with pytest.raises(TypeError, match=f"^{name} must hold real numbers, but it was"):
                function(wrong)
        with pytest.raises(ValueError, match=f"^{name} must be an array"):
            function([[0.1], [0.1, 0.2]])


def test_an_output_must_lie_within_the_bounds():
    with pytest.raises(
        ValueError, match=r"^a must be from 0 to 1, but it was 1\.5 at index \(1,\)$"
    ):
        sigmoid.slope_from_output([0.5, 1.5])
    with pytest.raises(ValueError, match=r"^a must be at least 0, but it was -1\.0$"):
        softplus.slope_from_output(-1)
    with pytest.raises(ValueError, match=r"^a must be from -1 to 1, but it was -2\.0$"):
        softsign.slope_from_output(-2)


def test_a_square_must_fit():
    assert square(1e150) == 1e150**2
    for function in (square, square.slope):
        for sign in (1, -1):
            with pytest.raises(ValueError, match=r"^z must be from -1e\+150 to 1e\+150"):
                function(sign * 1.1e150)


def test_curves_are_found_by_name_in_reading_order():
    names = (
        "heaviside identity sigmoid tanh relu leaky_relu softplus arctan normal_cdf softsign sine"
    )
    assert list(ACTIVATIONS) == [*names.split(), "square", "gelu", "silu"]
    for name, curve in ACTIVATIONS.items():
        assert isinstance(curve, Activation)
        assert activation(name) is curve
        assert curve.name == name
        assert "z" in curve.formula
        assert repr(curve) == f"<{name}: {curve.formula}>"
    with pytest.raises(
        ValueError, match=r"^name must be one of heaviside, .*, silu, but it was 'sigma'$"
    ):
        activation("sigma")
    with pytest.raises(TypeError, match=r"^name must be of type str"):
        activation(sigmoid)
    with pytest.raises(TypeError):
        ACTIVATIONS["sigmoid"] = sigmoid


def test_pages_call_the_heaviside_step_a_step():
    assert activation("step") is ACTIVATIONS["heaviside"]
    assert "step" not in ACTIVATIONS
