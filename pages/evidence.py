"""What is known of whom, how well, since when, and from which source."""

from ui.evidence import fact_tables, matrix
from ui.frame.frame import frame
from ui.parts.pictures import buttons

with frame("evidence") as board:
    matrix.draw(board)
    buttons(board, "evidence")
    fact_tables.downloads(board)
