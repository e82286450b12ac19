"""What measures the project: benches, audits, mutants, builds that are killed."""
