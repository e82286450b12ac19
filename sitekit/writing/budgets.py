"""What every page is to reach, and where what it does reach is written down.

The quality page and the audit ask here.
"""

from typing import Any

FILE = "docs/reference/quality.json"

SCORES = ("performance", "accessibility", "best-practices", "seo", "agentic-browsing")
MOST = {"lcp": 1200, "tbt": 0, "cls": 0.01}
MOST_SENT = {"bytes": 75_000, "requests": 12}  # of an explainer page, figures and faces included


def misses(page: str, found: dict[str, Any]) -> list[str]:
    """Say of each target that a page misses what it is, and what it was to be."""
    wrong = [f"{name} {found[name]}, not 100" for name in SCORES if found[name] not in (100, None)]
    most = MOST | (MOST_SENT if page.startswith("explain/") else {})
    return wrong + [
        f"{name} {found[name]}, at most {limit}"
        for name, limit in most.items()
        if found[name] > limit
    ]
