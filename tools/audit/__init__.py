"""How quickly pages are there, and for whom: Lighthouse on every page, as on a bad phone."""
