"""Sessions whose page asks for a file; all other uploads are refused (ui/server/guard.py)."""

from collections import OrderedDict
from threading import Lock

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

MEGABYTE = 1024 * 1024
# Page -> how many megabytes a file of it may have; the most of them is maxUploadSize of .streamlit/config.toml.
FILE_PAGES = {"records": 1, "framework": 1, "tender": 20}
MOST = 10_000
# Bytes of all visitors' files that this process holds at one time, those on their way included.
MOST_HELD = 200 * MEGABYTE
_asking: OrderedDict[str, int] = OrderedDict()
_lock = Lock()


def on_page(page: str) -> None:
    """Note whether this session's page asks for a file; called whenever a page is opened."""
    context = get_script_run_ctx()
    if context is None:
        return
    with _lock:
        _asking.pop(context.session_id, None)
        if page in FILE_PAGES:
            _asking[context.session_id] = FILE_PAGES[page] * MEGABYTE
            while len(_asking) > MOST:
                _asking.popitem(last=False)


def most(session: str) -> int:
    """Return how many bytes may be sent to the session with this id; 0 where its page asks for no file."""
    with _lock:
        return _asking.get(session, 0)


def held() -> int:
    """Return how many bytes of visitors' files this process holds."""
    if not runtime.exists():
        return 0
    statistics = runtime.get_instance().uploaded_file_mgr.get_stats()
    return sum(one.byte_length for family in statistics.values() for one in family)


def drop(session: str | None = None) -> None:
    """Forget the files of a session, of this run's unless named: read, or about to be replaced."""
    if session is None:
        context = get_script_run_ctx()
        session = context.session_id if context else ""
    if runtime.exists():
        runtime.get_instance().uploaded_file_mgr.remove_session_files(session)
