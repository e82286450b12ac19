"""Other editions of the site: EPUB, handouts, zip, offline cache; and headers for hosts."""
