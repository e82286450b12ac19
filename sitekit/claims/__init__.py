"""Claims: sentences proved by tests that the build runs and pages show."""
