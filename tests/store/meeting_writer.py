"""A process that confirms entries without end, for tests that kill it.

Run as python -m tests.store.meeting_writer URL CODE SEAT.
Each receipt is printed only after the store has returned, that is, after the entry was acknowledged.
"""

import sys
from itertools import count

from store.engine import connected
from store.seats import confirm
from tests.meetings import NOW, weighed

if __name__ == "__main__":
    url, code, seat, stem = sys.argv[1:]
    engine = connected(url)
    for n in count():
        made = confirm(engine, code, seat, weighed(n % 101), f"{stem}-{n}", NOW)
        print(f"{stem}-{n} {made.scenario['pillars']['readiness']}", flush=True)
