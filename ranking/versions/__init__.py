"""Data versions: what differs between two, what each difference does, and what the board has said since when."""
