"""Find the installed Chromium, used for printing, measuring and browser tests."""

import shutil

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the path of the system's Chromium, or None so that Playwright uses its own."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)
