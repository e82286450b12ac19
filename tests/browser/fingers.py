"""Touch a page as a finger does, through Chromium's own input events."""


class Finger:
    """A finger, or two, on a page that was opened with `has_touch`."""

    def __init__(self, page):
        self.page = page
        self.client = page.context.new_cdp_session(page)

    def send(self, kind, *points):
        places = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    def drag(self, start, by, steps=8):
        """Put the finger down, move it by so much, and lift it."""
        self.send("touchStart", start)
        for step in range(1, steps + 1):
            self.send("touchMove", place(start, by, step / steps))
        self.send("touchEnd")


def place(start, by, share=1.0):
    """Return the place that is so much of the way along."""
    return start[0] + by[0] * share, start[1] + by[1] * share


def middle(locator):
    """Return the middle of an element in the window."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
