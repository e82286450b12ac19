"""An error: one line that names a file, a line and what to mend."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class BuildError:
    """Something that keeps the site from being published."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    @classmethod
    def at(cls, root: Path, file: str | Path, line: int | None, message: str) -> "BuildError":
        """Make an error of a message of any length, naming the file as seen from the root."""
        path = Path(file)
        if path.is_absolute() and path.is_relative_to(root):
            path = path.relative_to(root)
        return cls(path.as_posix(), line or 1, re.sub(r"\s+", " ", message).strip())


class BuildFailed(Exception):  # noqa: N818 # it carries errors; it is not one error
    """One or more errors, to be printed a line each."""

    def __init__(self, errors: list[BuildError]) -> None:
        self.errors = sorted(set(errors))
        super().__init__("\n".join(map(str, self.errors)))
