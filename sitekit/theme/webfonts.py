"""Subset the site's fonts to the characters that pages show, as WOFF2 in _static/fonts.

A file's name contains the hash of its font and characters, so hosts can cache it permanently, and a
build with the same characters subsets nothing again.
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

logging.getLogger("fontTools").setLevel(logging.ERROR)  # it logs every table it drops

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "regular": ROOT / "explainer/drawing/fonts/STIXTwoText-Regular.ttf",
    "italic": ROOT / "explainer/drawing/fonts/STIXTwoText-Italic.ttf",
    "bold": ROOT / "explainer/drawing/fonts/STIXTwoText-Bold.ttf",
    "math": ROOT / "sitekit/theme/fonts/STIXTwoMath-Regular.woff2",
}
FONT_LICENCE = ROOT / "sitekit/theme/fonts/OFL.txt"
#: Characters of text that scripts add.
ALWAYS = {*map(chr, range(0x20, 0x7F)), *"−×⁻⁰¹²³⁴⁵⁶⁷⁸⁹"}

#: Not ``ssty``, shapes for small sizes: it would double the math font, and only Firefox uses it.
FEATURES = ["kern", "liga", "ccmp", "mark"]


def cut_all(used: Used, folder: Path) -> dict[str, str]:
    """Subset every font to the characters used; return the file names."""
    wanted = {face: used[face] | (ALWAYS if face == "regular" else set()) for face in SOURCES}
    return {face: cut(face, characters, folder).name for face, characters in wanted.items()}


def keep(files: set[str], folder: Path) -> None:
    """Delete all other subset fonts, and write the licence beside those kept."""
    for old in folder.glob("*.woff2"):
        if old.name not in files:
            old.unlink()
    (folder / FONT_LICENCE.name).write_bytes(FONT_LICENCE.read_bytes())


def cut(face: str, characters: set[str], folder: Path) -> Path:
    """Write the subset of a font for `characters`, unless it exists; return its path."""
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
    """Return subsetting options that keep layout features, copyright and licence.

    `pairs` keeps kerning, which is a fifth of a font; italic words are few and short.
    """
    chosen = Options()
    chosen.layout_features = [each for each in FEATURES if each != "kern" or pairs]
    chosen.name_IDs = [0, 1, 2, 6, 14]
    chosen.bidi_closure = False
    chosen.glyph_names = False
    chosen.notdef_outline = True
    return chosen
