"""The Chromium that is installed on this machine, for what is printed, measured or tested in it."""

import shutil

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the path of the system's Chromium; None lets Playwright look for its own."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)
