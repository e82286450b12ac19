"""How Hypothesis works here: the same examples on every run, and never against the clock."""

import os

from hypothesis import Phase, settings

settings.register_profile(
    "thorough", deadline=None, derandomize=True, database=None, max_examples=60
)
# For tools/mutants.py, which asks whether a test fails, and not for the simplest way it does.
settings.register_profile(
    "quick",
    settings.get_profile("thorough"),
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "thorough"))
