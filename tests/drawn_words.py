"""What a Matplotlib figure draws, in the order of drawing: strokes, fills and words in points."""

from dataclasses import dataclass

import matplotlib.pyplot as plt
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from sitekit.figures.svg import to_svg


@dataclass(frozen=True)
class Shape:
    """A path on the canvas."""

    path: Path

    @property
    def bounds(self):
        """The box around it."""
        return self.path.get_extents()


@dataclass(frozen=True)
class Stroke(Shape):
    """A line, or the edge of a shape, as far as its axes show it."""

    width: float
    colour: str
    seen: Bbox | None


@dataclass(frozen=True)
class Fill(Shape):
    """The inside of a shape that hides what is below it."""


@dataclass(frozen=True)
class Word:
    """A line of text; `box` is its ink before it is turned by `angle` about (x, y)."""

    text: str
    colour: str
    x: float
    y: float
    angle: float
    box: Bbox
    text_number: int  # the same for all lines of one text

    @property
    def corners(self):
        """The four corners on the canvas."""
        turned = Affine2D().rotate_deg_around(self.x, self.y, self.angle)
        return turned.transform(self.box.corners())

    @property
    def bounds(self):
        """The upright box around it."""
        return Bbox([self.corners.min(axis=0), self.corners.max(axis=0)])

    def touches(self, stroke, clearance):
        """Whether a stroke comes nearer to the word than the clearance, in points."""
        reach = clearance + stroke.width / 2
        if stroke.seen is not None and not stroke.seen.padded(reach).overlaps(self.bounds):
            return False
        level = Affine2D().rotate_deg_around(self.x, self.y, -self.angle)
        return stroke.path.transformed(level).intersects_bbox(self.box.padded(reach), filled=False)

    def within(self, shape):
        """Whether the whole word lies inside of a stroke or fill."""
        return bool(shape.path.contains_points(self.corners).all())


class _Recorder(RendererBase):
    """A renderer that notes what it is told to draw; one point is one unit."""

    def __init__(self, size):
        super().__init__()
        self.size = size
        self.drawn = []
        self.texts = 0

    def get_canvas_width_height(self):
        return self.size

    def flipy(self):
        return False

    def open_group(self, s, gid=None):  # noqa: ARG002
        self.texts += s == "text"

    def draw_path(self, gc, path, transform, rgbFace=None):  # noqa: N803 # Matplotlib's name
        parts = path.to_polygons(transform, closed_only=False)
        if not parts:
            return
        shape = Path.make_compound_path(*(Path(part) for part in parts))
        if rgbFace is not None and _opacity(gc, rgbFace) == 1:
            self.drawn.append(Fill(shape))
        if gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0:
            box = gc.get_clip_rectangle()
            seen = None if box is None else Bbox(box.get_points())
            self.drawn.append(Stroke(shape, gc.get_linewidth(), to_hex(gc.get_rgb()), seen))

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):  # noqa: ARG002
        if not s.strip():
            return
        width, height, below = self.get_text_width_height_descent(s, prop, ismath)
        box = Bbox.from_bounds(x, y - below, width, height)
        text = s.replace("$", "") if ismath else s
        self.drawn.append(Word(text, to_hex(gc.get_rgb()), x, y, angle, box, self.texts))


def _opacity(gc, face):
    """How opaque a face is: the alpha of the context holds where the face has none."""
    own = len(face) == 4 and not gc.get_forced_alpha()
    return face[3] if own else gc.get_alpha()


def drawn(figure):
    """Return all that a figure draws, laid out as in its SVG."""
    recorder = _Recorder((72 * figure.get_figwidth(), 72 * figure.get_figheight()))
    with plt.style.context("explainer.drawing.house"):
        to_svg(figure, "laid-out")
        dpi, engine = figure.dpi, figure.get_layout_engine()
        figure.set_layout_engine("none")
        figure.dpi = 72
        figure.draw(recorder)
    figure.dpi = dpi
    figure.set_layout_engine(engine)
    return recorder.drawn
