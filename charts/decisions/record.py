"""A decision record as HTML, every typed text escaped: on the page, and in the file that leaves it."""

from collections.abc import Mapping
from types import MappingProxyType

from charts.parts.templates import render
from words.decisions.record import RecordInWords

# Places that a screen shows before the whole order is asked for.
FIRST = 10


def record_html(record: RecordInWords, top: str = "h2", opens: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the record from its question down to its seal. top: the heading that the question is ("h1" in a file).

    opens  of an offer's name, the address at which its score of then stands with all that it rests on

    Below other headings, on a screen, what is long and seldom read stands folded: criteria without a reason of their
    own, places after the tenth, what was unknown, the seal. A file has all of it open.
    """
    folded, (_, weights), (_, places) = top != "h1", record.weights, record.ranking
    brief = {
        "weights": [row for row in weights if row[0] or row[3]] if folded else weights,
        "ranking": places[:FIRST] if folded and len(places) > FIRST + 2 else places,
    }
    return render(
        "decisions/record.html.j2", d=record, t=record.texts, top=top, folded=folded, brief=brief, opens=opens
    )
