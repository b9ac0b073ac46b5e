"""What is known of whom, how well, since when, and from which source."""

from ui import evidence_tables, evidence_view
from ui.frame import frame
from ui.picture_buttons import buttons

with frame("evidence", keys=("cell", "grades")) as board:
    evidence_view.draw(board)
    buttons(board, "evidence")
    evidence_tables.downloads(board)
