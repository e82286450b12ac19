"""The fixtures of claims: ``derive`` checks the lines of a derivation, ``cite`` a source."""

import pytest
from derivation import Derivation

from sitekit.claims.sources import cite  # noqa: F401 # a fixture


@pytest.fixture
def derive(record_property):
    """Return a function that checks a derivation line by line (see derivation.py)."""

    def check(*lines, where=(), given=(), positive=(), between=()):
        chain = Derivation(dict(where), given, positive, between)
        for formula, reason, *by in lines:
            left, right = chain.add(formula, *by)
            record_property("line", {"left": left, "right": right, "reason": reason})

    return check
