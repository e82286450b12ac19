"""What makes pages good to link to: addresses that last, redirects, cards, lists for machines."""
