"""What a page of the board offers for somebody else's article."""
