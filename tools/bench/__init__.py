"""How fast the library and the build are, against others doing the same work: ``nox -s bench``."""
