"""The site: pages beside this file, Sphinx extensions in ``_ext``, the build around them in ``_press``."""
