"""A fault: one line that names a file, a line and what to mend."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """Something that keeps the site from being published."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    @classmethod
    def at(cls, root: Path, file: str | Path, line: int | None, message: str) -> "Fault":
        """Make a fault of a message of any length, naming the file as seen from the root."""
        path = Path(file)
        if path.is_absolute() and path.is_relative_to(root):
            path = path.relative_to(root)
        return cls(path.as_posix(), line or 1, re.sub(r"\s+", " ", message).strip())


class Faults(Exception):  # noqa: N818 # it carries faults; it is not one error
    """One or more faults, to be printed a line each."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))
