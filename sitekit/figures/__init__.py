"""Figures: run gallery scripts, write every format, show them on pages, offer downloads."""
