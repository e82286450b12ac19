"""The site: its pages, its Sphinx extensions in ``_ext``, the build around them in ``_press``."""
