"""What a visitor reads where a run of a page fails: a sentence, and a code that the server's log has with the cause.

Streamlit's own red box is in English and says nothing that the visitor or the server's keeper could use together.
"""

import logging
import secrets
from collections import Counter

from streamlit import error_util
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.elements import exception

from ui.session import address
from words.language import language

_LOG = logging.getLogger("board")
_counted: Counter[str] = Counter()


class SentenceShown(Exception):
    """The sentence shown; Streamlit draws an exception as "name: text", and this one has no name."""

    alternate_name = ""


def install() -> None:
    """Let Streamlit's script runner say and log failures our way: of pages, of fragments, of callbacks."""
    error_util._log_uncaught_app_exception = _log
    error_util.show_uncaught_app_exception = _show


def _log(error: BaseException) -> None:
    """Write the failure into the server's log, under a code drawn for it; no name and no code of a meeting is in it."""
    error.board_code = secrets.token_hex(4)
    _counted["uncaught"] += 1
    _LOG.error("Uncaught error %s", error.board_code, exc_info=error, extra={"code": "uncaught"})


def counted() -> int:
    """Return how many page runs of this process ended in an error that nothing caught."""
    return _counted["uncaught"]


def _show(error: BaseException) -> None:
    """Draw the sentence in the page's language."""
    code = getattr(error, "board_code", "–")
    try:
        say = language(address.language_code())
        sentence = say(
            "Something failed here that the board did not foresee. Reload the page; if it comes again, tell the "
            "server's keeper this code: {code}.",
            code=code,
        )
        exception._exception(get_dg_singleton_instance().main_dg, SentenceShown(sentence))
    except Exception:
        # The failure itself is logged already; a second one must not hide it.
        _LOG.exception("Error %s could not be shown", code)
