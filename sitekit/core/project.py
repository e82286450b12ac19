"""What the parts of one build share: one object for each Sphinx application."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sitekit.core.imports import ImportGraph
from sitekit.core.record import Record

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(eq=False)
class Project:
    """The project that a build reads, and what the build knows of it."""

    root: Path
    state: Path  # where builds keep what they know, beside Sphinx's own
    record: Record = field(init=False)

    def __post_init__(self) -> None:
        self.record = Record(self.state / "made_from.json")

    @cached_property
    def imports(self) -> ImportGraph:
        """The project's packages, as they are in this build."""
        return ImportGraph(self.root)


_PROJECTS: WeakKeyDictionary[Sphinx, Project] = WeakKeyDictionary()


def project(app: Sphinx) -> Project:
    """Return the project of an application."""
    if app not in _PROJECTS:
        _PROJECTS[app] = Project(Path(app.srcdir).parent, Path(app.doctreedir))
    return _PROJECTS[app]
