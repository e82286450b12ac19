"""What all tests share: the option that forbids skipping browser tests, else one loud line."""

import sys

import pytest

NO_BROWSER = "no Chromium found, and none could be downloaded"


def pytest_addoption(parser):
    parser.addoption(
        "--require-browser", action="store_true", help="fail, not skip, where there is no browser"
    )


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if count:
        advice = "install chromium or google-chrome, or run `python -m playwright install chromium`"
        line = f"!! {count} BROWSER TESTS SKIPPED: {NO_BROWSER}; {advice} !!"
        terminalreporter.write_line(line, red=True, bold=True)


@pytest.fixture(scope="session")
def no_browser():
    """Why browser tests are skipped, word for word as the summary looks for it."""
    return NO_BROWSER


@pytest.fixture(scope="session")
def root(pytestconfig):
    """The project's root."""
    return pytestconfig.rootpath


@pytest.fixture(autouse=True)
def close_figures():
    """Close what a test has drawn: pyplot keeps every figure, and warns of the twentieth."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
