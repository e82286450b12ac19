"""Test that errors about unknown names suggest close matches."""

import pytest

from sitekit.core.suggest import unknown


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        (["ten-to-ninety", "half"], "did you mean 'ten-to-ninety'?"),
        (["ten-to-ninety", "ten-to-nine"], "did you mean 'ten-to-ninety' or 'ten-to-nine'?"),
        (["half"], "all are listed in there"),
        ([], "all are listed in there"),
    ],
)
def test_a_near_miss_is_suggested(known, hint):
    assert (
        unknown("claim", "ten-to-ninty", known, "there") == f"unknown claim 'ten-to-ninty'; {hint}"
    )


def test_at_most_three_names_are_suggested():
    message = unknown("word", "abcd", ["abce", "abcf", "abcg", "abch"], "there")
    assert message.count("'") == 2 + 3 * 2
