"""The days of the live board as plain data: what differs from one day of change to the next, and the case's events."""

import math
from collections.abc import Sequence
from datetime import date

from ranking.model import Evidence
from ranking.through_time.days import ChangeDay
from ranking.weighing.scenario import Scenario
from words.language import Language
from words.ranking.conditions import exclusion_text, not_enough
from words.ranking.days import scrubber_words


def live_days(say: Language, evidence: Evidence, scenario: Scenario, days: Sequence[ChangeDay], end: date) -> dict:
    """Return everything that the browser needs to show any day from the first of `days` to `end`, for json.dumps.

    days    [day, cells, offers, thin]: days since `start`; [row, column, value] or [row, column, value, low, high],
            value None where nothing is known, the ends 0 and 100 there; [row, why it is out, reason, unproven], the
            sentences as numbers into `texts`, None for what stays; columns set aside, None where they stay
    events  [day, title, whether it is a major one]
    Rows and columns are those of `live_board`.
    """
    start, texts, thin, sent = days[0].day, _Texts(), None, []
    rows = {o: i for i, o in enumerate(o for o in evidence.offers if scenario.offers is None or o in scenario.offers)}
    columns = {c: j for j, c in enumerate(evidence.criteria)}
    for day in days:
        aside = [] if scenario.thin else sorted(columns[c] for c in day.thin)
        cells = [_cell(rows[o], columns[c], *numbers) for o, c, *numbers in day.cells]
        sent.append(
            [(day.day - start).days, cells, _offers(say, evidence, day, rows, texts), aside if aside != thin else None]
        )
        thin = aside
    return {
        "start": start.isoformat(),
        "end": (end - start).days,
        "days": sent,
        "texts": list(texts),
        "events": [
            [(e.day - start).days, say.text(e.title), e.major] for e in evidence.events if start <= e.day <= end
        ],
        "words": scrubber_words(say),
    }


class _Texts(dict):
    """Sentences, each under its number; asked for a new one, it gives it the next."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def _cell(row: int, column: int, value: float, low: float, high: float) -> list:
    if math.isnan(value):
        return [row, column, None] if (low, high) == (0.0, 100.0) else [row, column, None, low, high]
    return [row, column, value] if low == value == high else [row, column, value, low, high]


def _offers(say: Language, evidence: Evidence, day: ChangeDay, rows: dict[str, int], texts: _Texts) -> list[list]:
    rows_of_day = []
    for offer in [o for o in rows if o in day.bars or o in day.coverage]:
        bar = reason = unproven = None
        if offer in day.bars:
            out = day.bars[offer]
            bar = out.reason if out else ""
            reason = texts[exclusion_text(say, evidence, out) if out and out.reason != "not_on_sale" else ""]
        if offer in day.coverage:
            unproven = texts[not_enough(say, day.coverage[offer])]
        rows_of_day.append([rows[offer], bar, reason, unproven])
    return rows_of_day
