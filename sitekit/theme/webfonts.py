"""The site's faces, each cut down to the glyphs its pages show, as WOFF2 in _static/fonts.

A file's name is the hash of what it was cut from and for, so a host may cache it for ever, and a
build that shows no new glyph cuts nothing.
"""

import hashlib
import io
import logging
from pathlib import Path

import fontTools
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from sitekit.core.files import write_atomically
from sitekit.theme.glyphs import Used

logging.getLogger("fontTools").setLevel(logging.ERROR)  # it tells of every table it cuts

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "regular": ROOT / "explainer/drawing/fonts/STIXTwoText-Regular.ttf",
    "italic": ROOT / "explainer/drawing/fonts/STIXTwoText-Italic.ttf",
    "bold": ROOT / "explainer/drawing/fonts/STIXTwoText-Bold.ttf",
    "math": ROOT / "sitekit/theme/fonts/STIXTwoMath-Regular.woff2",
}
FONT_LICENCE = ROOT / "sitekit/theme/fonts/OFL.txt"
ALWAYS = {chr(code) for code in range(0x20, 0x7F)}  # for words that scripts add

#: ``ssty``, other shapes for small sizes, would double the math font, and only Firefox asks for it.
FEATURES = ["kern", "liga", "ccmp", "mark"]


def cut_all(used: Used, folder: Path) -> dict[str, str]:
    """Cut every face to the characters used; return each file's name."""
    wanted = {face: used[face] | (ALWAYS if face == "regular" else set()) for face in SOURCES}
    return {face: cut(face, characters, folder).name for face, characters in wanted.items()}


def keep(files: set[str], folder: Path) -> None:
    """Clear away the cuts of earlier builds, and lay the licence beside those of this one."""
    for old in folder.glob("*.woff2"):
        if old.name not in files:
            old.unlink()
    (folder / FONT_LICENCE.name).write_bytes(FONT_LICENCE.read_bytes())


def cut(face: str, characters: set[str], folder: Path) -> Path:
    """Write the part of a face that shows `characters`, unless it is there; return its path."""
    source, text = SOURCES[face], "".join(sorted(characters))
    made_of = source.read_bytes() + text.encode() + fontTools.version.encode()
    path = folder / f"{source.stem.lower()}.{hashlib.sha256(made_of).hexdigest()[:10]}.woff2"
    if not path.exists():
        font, file = TTFont(source, recalcTimestamp=False), io.BytesIO()
        subsetter = Subsetter(options(pairs=face != "italic"))
        subsetter.populate(text=text)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(file)
        write_atomically(path, file.getvalue())
    return path


def options(*, pairs: bool) -> Options:
    """Keep what sets text and formulas, and who made the font under what licence.

    How close `pairs` of letters stand is a fifth of a face; italic words are few and short.
    """
    chosen = Options()
    chosen.layout_features = [each for each in FEATURES if each != "kern" or pairs]
    chosen.name_IDs = [0, 1, 2, 6, 14]
    chosen.bidi_closure = False
    chosen.glyph_names = False
    chosen.notdef_outline = True
    return chosen
