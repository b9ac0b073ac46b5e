"""A process that saves a dossier again without end, for tests that kill it.

Run as python -m tests.store.dossier_writer URL CODE. A save's number is printed once it was acknowledged.
"""

import random
import sys

from store.connecting import connected
from store.dossiers import dossiers
from tests.meetings import NOW

MANY = 200_000


def content(number: int) -> bytes:
    """The content of a save: too large to be written in one piece, and known by its number."""
    return b"%d " % number + random.Random(number).randbytes(MANY)


if __name__ == "__main__":
    url, code = sys.argv[1:]
    engine = connected(url)
    number = dossiers.opened(engine, code, NOW)[1].number
    while True:
        number = dossiers.save(engine, code, content(number + 1), number, NOW).number
        print(number, flush=True)
