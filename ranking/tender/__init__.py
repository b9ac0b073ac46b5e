"""A buyer's own tender: requirements sealed before the bids are opened, bids laid over the public facts."""
