"""Benchmark the library and the build against others doing the same work: ``nox -s bench``."""
