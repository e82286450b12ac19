"""The build around Sphinx: lock, run, check, then publish or change nothing."""
