"""The site's Sphinx extensions, one concern a file, ``setup`` last in each."""
