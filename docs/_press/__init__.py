"""The build around Sphinx: prove, draw, set, check, publish; read in the order of ``build.py``."""
