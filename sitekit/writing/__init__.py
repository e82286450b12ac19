"""What pages are written with: directives and roles, and the checks of their text."""
