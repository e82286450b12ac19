"""Build errors, each printed as one line: the file, the line and what to fix."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class BuildError:
    """An error that prevents the site from being published."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    @classmethod
    def at(cls, root: Path, file: str | Path, line: int | None, message: str) -> "BuildError":
        """Return an error with a path relative to the root and its message on one line."""
        path = Path(file)
        if path.is_absolute() and path.is_relative_to(root):
            path = path.relative_to(root)
        return cls(path.as_posix(), line or 1, re.sub(r"\s+", " ", message).strip())


class BuildFailed(Exception):  # noqa: N818 # it carries errors; it is not one error
    """Raised with all errors of a failed build; prints one per line."""

    def __init__(self, errors: list[BuildError]) -> None:
        self.errors = sorted(set(errors))
        super().__init__("\n".join(map(str, self.errors)))
