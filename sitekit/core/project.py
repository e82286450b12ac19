"""Share state between the parts of one build: one object per Sphinx application."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sitekit.core.imports import ImportGraph
from sitekit.core.record import Inputs, Record

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sitekit.claims.prove import Claim, Proofs
    from sitekit.linking.redirects import Redirects


@dataclass(eq=False)
class Project:
    """State of one build: paths, record, proofs, claims, figures, redirects."""

    root: Path
    state: Path  # where builds keep records and caches, beside Sphinx's
    record: Record = field(init=False)
    proofs: Proofs = field(init=False)
    claims: dict[str, Claim] = field(default_factory=dict)  # by id, once they have been proved
    failed_figures: set[str] = field(default_factory=set)
    redirects: Redirects | None = None  # docs/redirects.txt, once read

    def __post_init__(self) -> None:
        self.record = Record(self.state / "made_from.json")

    @cached_property
    def imports(self) -> ImportGraph:
        """The import graph of the project's library."""
        return ImportGraph(self.root)

    @cached_property
    def machinery(self) -> ImportGraph:
        """The import graph of sitekit and of the library, which styles its figures."""
        return ImportGraph(Path(__file__).resolve().parents[2], ("sitekit", "explainer"))

    @cached_property
    def figure_writers(self) -> Inputs:
        """Digests of the code that writes figures, which are inputs of every figure."""
        here = Path(__file__).resolve().parents[1]
        return self.machinery.inputs(here / "figures/render.py")


_PROJECTS: WeakKeyDictionary[Sphinx, Project] = WeakKeyDictionary()


def project(app: Sphinx) -> Project:
    """Return the project of an application."""
    if app not in _PROJECTS:
        _PROJECTS[app] = Project(Path(app.srcdir).parent, Path(app.doctreedir))
    return _PROJECTS[app]
