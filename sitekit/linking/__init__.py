"""Make pages linkable: permanent addresses, redirects, cards, machine-readable indexes."""
