"""Shared foundations: errors, digests, invalidation, records, files, source locations."""
