"""Contents and records of the small board, for the tests of records."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ranking.decisions.record import Record, seal
from ranking.decisions.record_content import RecordContent
from ranking.decisions.recording import content, typed_texts
from ranking.model import Evidence
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, small_evidence

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    '#[import "y"] $z$ {{ 7*7 }} **b**',
    'Émilie d’Été & Cie \\ "quoted"',
    "@SUM(A1)",
    ":material/home: ~~x~~ [a](javascript:b)",
)


def held(
    scenario: Scenario | None = None,
    question: str = "Which cloud?",
    evidence: Evidence | None = None,
    agreed: Sequence[str] = ("Ada",),
    dissented: Sequence[str] = (),
    why: dict[str, str] | None = None,
) -> RecordContent:
    """The content of a record of the small board."""
    evidence = evidence or small_evidence()
    ranking = rank(evidence, scenario or Scenario(DAY, "sovereign", require=("hds",), rule="tolerant"))
    words = typed_texts(
        question,
        why or {"hds": "the law"},
        why or {"sovereignty": "the ruling", "hds": "its weight"},
        agreed,
        dissented,
    )
    return content(evidence, ranking, words, "12345678", "5a" * 16)


def chained(contents: Sequence[RecordContent]) -> list[Record]:
    """A chain of records of these contents, a minute apart."""
    found: list[Record] = []
    for n, one in enumerate(contents):
        found.append(seal(one, NOON + timedelta(minutes=n), found[-1].digest if found else ""))
    return found
