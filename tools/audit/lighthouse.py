"""Run Lighthouse on one page, as a slow phone on simulated slow 4G with an empty cache."""

import json
import os
import re
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sitekit.core.browser import PROGRAMS, find_chromium
from sitekit.writing.quality import SCORES

TIMES = {
    "lcp": "largest-contentful-paint",
    "tbt": "total-blocking-time",
    "cls": "cumulative-layout-shift",
}


class NoBrowserError(Exception):
    """Raised when no Chromium is installed for Lighthouse."""


class Lighthouse:
    """The Lighthouse program and the browser it drives."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.browser = find_chromium()
        if self.browser is None:
            raise NoBrowserError(f"no browser to measure in; install one of {', '.join(PROGRAMS)}")
        said = subprocess.run(
            [self.browser, "--version"], capture_output=True, text=True, check=False
        )
        version = re.search(r"\d+(\.\d+)+", said.stdout)
        self.versions = {"chromium": version[0] if version else "?"}

    def measure(self, address: str) -> dict:
        """Return a page's scores, weight and times."""
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.json")
            command = [
                "node", self.program, address, "--quiet",
                "--output=json", f"--output-path={report}",
                "--form-factor=mobile", "--throttling-method=simulate",
                "--chrome-flags=--headless=new --no-sandbox",
            ]  # fmt: skip
            environment = {**os.environ, "CHROME_PATH": self.browser}
            run = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=False
            )
            if not report.exists():
                raise SystemExit(f"Lighthouse stopped: {run.stderr.strip().splitlines()[-1:]}")
            return read(json.loads(report.read_text("utf-8")))


def read(report: dict) -> dict:
    """Return the scores, weight and times from a Lighthouse report."""
    scores = {name: _percent(report["categories"].get(name)) for name in SCORES}
    requests = report["audits"]["network-requests"]["details"]["items"]
    fetched = [each for each in requests if each["url"].startswith("http")]
    times = {short: report["audits"][name]["numericValue"] for short, name in TIMES.items()}
    return {
        "lighthouse": report["lighthouseVersion"],
        "date": datetime.now(UTC).date().isoformat(),
        **scores,
        "bytes": sum(each["transferSize"] for each in fetched),
        "requests": len(fetched),
        "lcp": round(times["lcp"]),
        "tbt": round(times["tbt"]),
        "cls": round(times["cls"], 4),
    }


def _percent(category: dict | None) -> int | None:
    """Return a score out of 100, or None if this Lighthouse has no such score."""
    if category is None or category["score"] is None:
        return None
    return round(category["score"] * 100)
