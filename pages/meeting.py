"""A meeting: everybody weighs on a device of their own, the differences are looked at together, one set is agreed."""

from dataclasses import replace

from ranking.people.meeting import asked_of
from ui.frame.frame import frame
from ui.meeting import access, common_screen, live, seat, start
from ui.parts import projector
from ui.session.address import entry

with frame("meeting", aside=access.outside) as page:
    room = access.enter(page.say)
    if room is None and (code := access.asked()):
        live.await_store(page.say, code)
    elif room is None:
        start.draw(page)
    else:
        # A meeting's question is its own, not that of whoever opens it.
        page = replace(page, evidence=asked_of(page.evidence, room.meeting))
        part = common_screen if entry(access.SCREEN) == "common" or projector.on() else seat
        part.draw(page, room)
