"""What every other part stands on: errors, digests, freshness, where a thing was written."""
