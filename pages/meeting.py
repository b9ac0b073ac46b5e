"""A meeting: everybody weighs on a device of their own, the differences are looked at together, one set is agreed."""

from ui.frame.frame import frame
from ui.meeting import access, common_screen, seat, start
from ui.parts import projector
from ui.session.address import view

with frame("meeting", aside=access.outside) as board:
    room = access.enter(board.say)
    if room is None:
        start.draw(board)
    elif view(access.SCREEN) == "common" or projector.on():
        common_screen.draw(board, room)
    else:
        seat.draw(board, room)
