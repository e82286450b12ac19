"""The site's faces, each cut down to the glyphs its pages show, as WOFF2 in _static/fonts.

A file's name is the hash of what it was cut from and for, so a host may cache it for ever, and a
build that shows no new glyph cuts nothing.
"""

import hashlib
import logging
from pathlib import Path
from typing import Any

import fontTools
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

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
STYLES = {
    "regular": "font-weight:400",
    "italic": "font-weight:400;font-style:italic",
    "bold": "font-weight:700",
}

#: What stands in until a face has come, with how many ems wide it sets the sample. Browsers are
#: told to stretch it to the width of ours, so that nothing moves when ours comes.
SAMPLE = "Turn one knob a little, hold the others still, and watch how fast the answer moves."
STAND_INS: dict[str, dict[str, tuple[Any, ...]]] = {
    "Nearly STIX": {
        "regular": (32.77, "Times New Roman", "Times", "Liberation Serif"),
        "italic": (32.78, "Times New Roman Italic", "Times Italic", "Liberation Serif Italic"),
        "bold": (34.84, "Times New Roman Bold", "Times Bold", "Liberation Serif Bold"),
    },
    "Nearly STIX on Android": {
        "regular": (39.03, "NotoSerif", "Noto Serif"),
        "italic": (38.02, "NotoSerif-Italic", "Noto Serif Italic"),
        "bold": (41.48, "NotoSerif-Bold", "Noto Serif Bold"),
    },
    "Nearly STIX on a bare Linux": {
        "regular": (41.84, "DejaVuSerif", "DejaVu Serif"),
    },
}


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
        folder.mkdir(parents=True, exist_ok=True)
        font = TTFont(source, recalcTimestamp=False)
        subsetter = Subsetter(options(pairs=face != "italic"))
        subsetter.populate(text=text)
        subsetter.subset(font)
        font.flavor = "woff2"
        unfinished = path.with_suffix(".part")
        font.save(unfinished)
        unfinished.replace(path)
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


def css(files: dict[str, str]) -> str:
    """Name the faces to the browser, and what stands in for each that has not come in time.

    Words that have been shown stay as they are, so that nothing moves under a reader's eyes: a
    text face that comes late is kept for the next page. Formulas cannot do without theirs.
    """
    rules = []
    for face, file in files.items():
        family = "STIX Two Math" if face == "math" else "STIX Two Text"
        style = STYLES.get(face, "")
        source = f'url("fonts/{file}") format("woff2")'
        late = "swap" if face == "math" else "optional"
        rules.append(f'font-family:"{family}";{style};font-display:{late};src:{source}')
    for family, faces in STAND_INS.items():
        for face, (width, *names) in faces.items():
            local = ",".join(f'local("{name}")' for name in names)
            metrics = stand_in_metrics(face, width)
            rules.append(f'font-family:"{family}";{STYLES[face]};src:{local};{metrics}')
    return "".join(f"@font-face{{{rule}}}" for rule in rules)


def stand_in_metrics(face: str, width: float) -> str:
    """Say how to scale a face that sets the sample `width` ems wide, so that it takes our room."""
    font = TTFont(SOURCES[face])
    em, glyphs, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    scale = sum(widths[glyphs[ord(letter)]][0] for letter in SAMPLE) / em / width
    line = font["hhea"]
    metrics = {
        "size-adjust": scale,
        "ascent-override": line.ascent / em / scale,
        "descent-override": -line.descent / em / scale,
        "line-gap-override": line.lineGap / em / scale,
    }
    return ";".join(f"{name}:{value:.2%}" for name, value in metrics.items())
