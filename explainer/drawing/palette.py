"""The palette of all figures, with colours named by their meaning.

A figure is drawn in the light colours.
Its dark form is the same figure with each light colour exchanged for its dark one,
so a role's light colour belongs to no other role.

Where colour-blind eyes may take two lines for one, their dashes differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Role:
    """One meaning, its colour in each theme and the dash its lines wear."""

    name: str
    light: str
    dark: str
    dash: str = "-"


_ROLES = (
    Role("ink", "#23262b", "#d8d9da"),  # words and numbers
    Role("muted", "#5f646c", "#9ca0a5"),  # axes, notes, what may be overlooked
    Role("grid", "#e0ded8", "#33373d"),  # hairlines that only guide the eye
    Role("shade", "#f0eee8", "#212429"),  # a stretch of the plane worth pointing at
    Role("paper", "#fdfcf9", "#15171a"),  # the page itself, behind and between things
    Role("sigma", "#1a5fb4", "#7ab3f7"),  # σ, the hero of the story
    Role("switch", "#b5430d", "#f79a62"),  # the step, on or off
    Role("straight", "#1d7a46", "#78cf97", "--"),  # straight lines: identity, tangent, prediction
    Role("cousin", "#7b3fa8", "#c79df0", "--"),  # other S-shaped curves: tanh, arctan, ...
    Role("hinge", "#0a7480", "#4fc6ce", ":"),  # ReLU and its family
    Role("truth", "#806000", "#dcb94e", ":"),  # data, targets, what is to be matched
    Role("error", "#b81f6a", "#f784b6", "-."),  # the gap between what is and what should be
)

ROLES: Mapping[str, Role] = MappingProxyType({role.name: role for role in _ROLES})
LINES = ("sigma", "switch", "straight", "cousin", "hinge", "truth", "error")
WORDS = ("ink", "muted", *LINES)  # a line's label wears the line's colour


def role(name: str) -> Role:
    """Return the role called `name`."""
    if name not in ROLES:
        raise ValueError(f"role is {name!r}; it may be one of {', '.join(ROLES)}")
    return ROLES[name]


def colour(name: str) -> str:
    """Return the light colour of a role, in which figures are drawn."""
    return role(name).light


def stroke(name: str) -> dict[str, str]:
    """Return the colour and dash of a line as Matplotlib keywords."""
    return {"color": role(name).light, "linestyle": role(name).dash}


def area(name: str, strength: float = 0.18) -> dict[str, str | float]:
    """Return Matplotlib keywords for a tinted area without an edge; text on it is in ink."""
    return {"facecolor": role(name).light, "alpha": strength, "linewidth": 0}


def css(theme: Theme) -> str:
    """Return the theme's colours as CSS declarations, `--fig-ink:#23262b;` and so on."""
    return "".join(f"--fig-{each.name}:{getattr(each, theme)};" for each in _ROLES)
