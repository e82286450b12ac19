"""The build around Sphinx: lock, run, check, publish or leave everything as it was."""
