"""Tools that measure the project: benchmarks, audits, mutation tests, killed builds."""
