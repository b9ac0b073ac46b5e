"""Commands of those who keep the board: data versions, replies to facts, sources."""
