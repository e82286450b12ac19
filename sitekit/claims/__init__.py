"""Sentences with a proof: the tests are run, and pages show the result."""
