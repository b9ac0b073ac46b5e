"""Every picture of the board, as a file or a set."""
