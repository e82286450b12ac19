"""The same site in other forms: a book, handouts, one zip, offline, headers for hosts."""
