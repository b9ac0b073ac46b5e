"""What lets one process hold many visitors: files it may open, sessions that wait for a visitor whose line was cut.

And two things less at each of their moves: the theme is worked out once, and no part of an answer waits in the socket.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, wraps

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.memory_session_storage import MemorySessionStorage

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None

# Files of a visitor who is there (his socket, his runner's event loop), and of one whose line was cut.
EACH, GONE = 4, 3
# Sessions kept of a crowd whose lines were all cut at once; Streamlit keeps 128. Each is about 0.1 MB.
MOST, LEAST = 600, 128
# More files than one process can have visitors for.
ENOUGH = 65_536
_LOG = logging.getLogger("board")


def prepare() -> None:
    """Raise this process's limit of open files as far as the system lets it, and keep sessions accordingly; say both.

    How long they are kept is server.disconnectedSessionTTL in .streamlit/config.toml. Replaces Streamlit's reckoning of
    the theme, which it does at every run, before the run is heard of.
    """
    app_session._populate_theme_msg = reckoned_once(app_session._populate_theme_msg)
    files = _raised()
    sessions = MOST if files is None else max(LEAST, min(MOST, files // (2 * GONE)))
    MemorySessionStorage.__init__.__defaults__ = (sessions, *MemorySessionStorage.__init__.__defaults__[1:])
    if files is not None:
        line = "up to %d open files, which is room for about %d visitors; %d sessions wait for whoever comes back"
        _LOG.info(line, files, files // EACH, sessions)
        if files < EACH * MOST:
            _LOG.warning("few open files are allowed (%d): raise the hard limit, LimitNOFILE of systemd", files)


def send_at_once() -> int:
    """Set TCP_NODELAY on each socket this process listens on, which those it accepts inherit; return how many.

    asyncio sets it only where a socket names its protocol, which those of Streamlit and of uvicorn's workers do not:
    the second part of an answer then waits up to 40 ms until the browser has said that the first came (RFC 896, 1122).
    """
    sockets = 0
    for number in os.listdir("/dev/fd") if os.path.isdir("/dev/fd") else ():
        with suppress(OSError, ValueError), _socket_of(int(number)) as one:
            if one.family in (socket.AF_INET, socket.AF_INET6) and one.getsockopt(
                socket.SOL_SOCKET, socket.SO_ACCEPTCONN
            ):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sockets += 1
    return sockets


@contextmanager
def _socket_of(number: int) -> Iterator[socket.socket]:
    """Lend the socket that is open under a number, and leave it open; OSError if there is none."""
    lent = socket.socket(fileno=number)
    try:
        yield lent
    finally:
        lent.detach()


def reckoned_once(fill: Callable[..., None]) -> Callable[..., None]:
    """Return `fill(message, section)`, which puts a section of the theme into a message, with each worked out once."""

    @cache
    def section_of(section: str) -> CustomThemeConfig:
        fill(made := CustomThemeConfig(), section)
        return made

    @wraps(fill)
    def filled(message: CustomThemeConfig, section: str = "theme") -> None:
        if (made := section_of(section)).ByteSize():
            message.MergeFrom(made)

    return filled


def _raised() -> int | None:
    """Return how many files this process may open, None where there is no limit."""
    if resource is None or os.name != "posix":
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # Where no hard limit is told, macOS still refuses more than this.
    wanted = max(soft, min(hard, ENOUGH) if hard != resource.RLIM_INFINITY else 10_240)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):
        return soft
    return wanted
