"""What every first visitor needs, made before there is one."""

import gc
import logging
import threading
from datetime import date

import plotly.io  # noqa: F401  (Streamlit imports it with the first chart of the first visitor)

from charts.ranking import ranking_table
from charts.through_time import bump  # noqa: F401  (imported before the first visitor)
from exports.documents import report, slides  # noqa: F401
from ranking.errors import BoardError
from ranking.weighing.scenario import Scenario
from results import results
from ui.server.page import first
from ui.session import data
from ui.session.calendar import DECISION_DAY
from words.language import LANGUAGES, language

_warm = threading.Event()


def warm() -> bool:
    """Return whether this process has been warmed up."""
    return _warm.is_set()


def up() -> None:
    """Import, read the data, and draw what the board opens with; then set all of it aside from the garbage collector.

    Bad data are no matter here: the page says them.
    """
    for code in LANGUAGES:
        language(code)
    try:
        evidence = data.evidence()
        for day in (date.today(), DECISION_DAY):
            ranking = results.ranking(evidence, Scenario(day))
            ranking_table.board_html(language(LANGUAGES[0]), evidence, ranking)
            if len(ranking.rows) > 1:
                results.shares(evidence, ranking.scenario)
        first.warm(evidence, date.today())
    except BoardError as error:
        logging.getLogger(__name__).warning("the board opens with a message: %s", error)
    gc.collect()
    gc.freeze()
    # What is set aside no longer counts, so that with Python's own thresholds a crowd has the rest searched whole every
    # three seconds, for a tenth of a second in which nobody is answered.
    gc.set_threshold(10_000, 10, 10)
    _warm.set()
