"""Pictures of a tender's bids."""
