"""Frames for articles: the live board, or a picture with its finding, under /embed."""
