"""Map locations in generated pages back to the source file and line to fix."""

import re
from itertools import takewhile
from pathlib import Path, PurePosixPath


def source(root: Path, made: str) -> Path | None:
    """Return the source file of a page, given the page's path in ``docs`` or in the site."""
    page = PurePosixPath(made).with_suffix("")
    if page.parts[0] == "gallery":
        header = page.name == "index"
        page = page.with_name("GALLERY_HEADER") if header else page
        path = root / f"{page}{'.rst' if header else '.py'}"
    else:
        path = root / f"docs/{page}.md"
    return path if path.is_file() else None


def behind(root: Path, page: str, address: str) -> tuple[str | Path, int]:
    """Return the source file and line of an address in a built page."""
    file = source(root, page)
    if file is None:
        return f"site/{page}", 1
    path, _, anchor = address.partition("#")
    return file, find(file, address, anchor or address, PurePosixPath(path).stem)


def origin(root: Path, file: Path, line: int) -> tuple[Path, int]:
    """Return the script and line behind a line of a generated gallery page."""
    docs = root / "docs"
    script = source(root, file.relative_to(docs).as_posix()) if docs in file.parents else None
    if script is None or docs / "gallery" not in file.parents or not file.is_file():
        return file, line
    lines = file.read_text("utf-8", "replace").splitlines()
    return script, find(script, lines[line - 1].strip() if line <= len(lines) else "")


def narrowed(file: Path, line: int, message: str) -> int:
    """Return the line, in the paragraph that starts at ``line``, that the message quotes."""
    lines = enumerate(file.read_text("utf-8", "replace").splitlines()[line - 1 :], line)
    paragraph = list(takewhile(lambda each: each[1].strip(), lines))
    quoted = [*re.findall(r"""(?<!\w)['"`](.+?)['"`]""", message), message.rpartition(": ")[2]]
    return next((n for word in reversed(quoted) for n, text in paragraph if word in text), line)


def find(file: Path, *clues: str) -> int:
    """Return the first line that contains the first clue found in a file, or 1."""
    lines = file.read_text("utf-8", "replace").splitlines()
    places = [n for clue in clues if clue for n, text in enumerate(lines, 1) if clue in text]
    return (places or [1])[0]
