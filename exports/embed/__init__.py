"""The board, or a picture, inside somebody else's page: a frame for articles, and one file that works offline."""
