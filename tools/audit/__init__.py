"""Audit every page with Lighthouse, as on a slow phone: speed, accessibility, weight."""
