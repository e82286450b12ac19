"""How Hypothesis works here: the same examples on every run, and never against the clock."""

from hypothesis import settings

settings.register_profile(
    "why-sigma", deadline=None, derandomize=True, database=None, max_examples=60
)
settings.load_profile("why-sigma")
