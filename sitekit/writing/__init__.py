"""Directives and roles for writing pages, and checks of their text."""
