"""A meeting: everybody weighs on a device of their own, the differences are looked at together, one set is agreed."""

from ui import meeting_common, meeting_room, meeting_seat, meeting_start
from ui.address import view
from ui.frame import frame

with frame("meeting", keys=(meeting_room.CODE, meeting_room.SCREEN), aside=meeting_room.outside) as board:
    room = meeting_room.enter(board.say)
    if room is None:
        meeting_start.draw(board)
    elif view(meeting_room.SCREEN) == "common":
        meeting_common.draw(board, room)
    else:
        meeting_seat.draw(board, room)
