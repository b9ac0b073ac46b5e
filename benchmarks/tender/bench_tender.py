"""Cost of a large tender: `python benchmarks/tender/bench_tender.py`.

A dossier file of 60 bidders and 400 requirements read, checked and ranked, as the command line does it, beside a peer:
pydantic reading the same bytes into the same dataclasses. Asked for: 2 s. The verdict's draws, and the bidders' sheets
of answers as XLSX beside openpyxl reading their cells alone, are timed besides. So is the tender's page after a move
of the price's weight, before the seal, beside the public board's page after a move of one of its weights.
Processor time, the quickest of RUNS.
"""

import io
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import openpyxl  # noqa: E402
from pydantic import ConfigDict, TypeAdapter, with_config  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402

from benchmarks.ratios import note  # noqa: E402
from exports.tender.dossier_tables import with_tables  # noqa: E402
from exports.tender.forms import answer_sheet  # noqa: E402
from exports.tender.reading.sheet_file import tables_of  # noqa: E402
from ranking.facts.load import data_folder, load  # noqa: E402
from ranking.model import Evidence  # noqa: E402
from ranking.price import Terms  # noqa: E402
from ranking.tender.award import award, judged  # noqa: E402
from ranking.tender.dossier import Announced, BidAnswer, Bidder, BidPrice, Dossier, TenderRequirement  # noqa: E402
from ranking.tender.dossier_file import expect_sound, read, written  # noqa: E402
from ranking.tender.sealing import seal  # noqa: E402
from ranking.tender.tables import recognised  # noqa: E402
from tests.pages.test_pages import opened  # noqa: E402
from ui.tender.session_dossier import HELD, SAVED  # noqa: E402
from words.language import language  # noqa: E402

BIDDERS, REQUIREMENTS, RUNS, LIMIT = 60, 400, 5, 2.0
AT = datetime(2026, 1, 5, tzinfo=UTC)
ROWS = (
    {"kind": "criterion", "scale": "levels", "levels": ("aucune", "jours ouvrés", "24 h/24"), "weight": 1.0},
    {"kind": "criterion", "scale": "number", "worst": 0.0, "best": 100.0, "weight": 1.0},
    {"kind": "criterion", "scale": "yes_no", "weight": 1.0},
    {"kind": "must_have", "scale": "yes_no"},
)


def dossier(public: Evidence) -> Dossier:
    """A sealed tender: three quarters criteria, one quarter must-haves; half of the answers verified."""
    rng = random.Random(0)
    rows = tuple(
        TenderRequirement(
            f"R-{n}", f"Exigence numérotée {n} : " + "une phrase assez longue " * 5, group=f"Lot {n % 8}", **row
        )
        for n in range(REQUIREMENTS)
        for row in [ROWS[n % len(ROWS)]]
    )
    bidders = tuple(Bidder(f"b{n}", f"Société n° {n}") for n in range(BIDDERS))
    bare = Dossier("Marché", AT.date(), Announced("Quel hébergeur ?", rows, "best_ratio", Terms(weight=40.0)), bidders)
    answers = tuple(
        BidAnswer(b.id, r.id, _value(rng, r), rng.choice(("claimed", "verified")), f"p. {rng.randint(1, 99)}")
        for b in bidders
        for r in rows
    )
    prices = tuple(BidPrice(b.id, 100.0 + n) for n, b in enumerate(bidders))
    return replace(seal(bare, AT, public.version), answers=answers, prices=prices)


def _value(rng: random.Random, one: TenderRequirement) -> str:
    if one.scale == "levels":
        return rng.choice(one.levels)
    return str(rng.randint(0, 100)) if one.scale == "number" else "yes"


def quickest(job: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of processor time."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        job()
        spent.append(time.process_time() - start)
    return min(spent)


def answered(held: Dossier, sheets: list[bytes], public: Evidence) -> None:
    """Lay the bidders' sheets into the dossier, one after the other, as the page does."""
    for sheet in sheets:
        held = with_tables(held, "answers", recognised(tables_of(sheet)), public)


def by_openpyxl(sheets: list[bytes]) -> list[list[tuple]]:
    """The cells of the sheets by openpyxl in its fastest mode, without a check."""
    books = (openpyxl.load_workbook(io.BytesIO(sheet), read_only=True) for sheet in sheets)
    return [list(page.values) for book in books for page in book.worksheets]


def moved(page: str, move: Callable[[AppTest, int], object], held: Dossier | None = None) -> float:
    """Seconds for a run of a page after a move of a weight, `move` making the n-th; held: the dossier on the page."""
    test, turns = opened(page, date="2020-07-06", lang="fr"), count(1)
    if held:
        test.session_state[HELD] = test.session_state[SAVED] = held
        test.run()

    def once() -> None:
        move(test, next(turns))
        test.run()
        assert not test.exception

    return quickest(once, 2 * RUNS)


def of_board(test: AppTest, n: int) -> None:
    """Move a weight of the public board."""
    test.session_state["scenario"] = replace(test.session_state["scenario"], weights=(("key_control", 30.0 + n),))


def of_price(test: AppTest, n: int) -> None:
    """Move the weight of a tender's price."""
    test.text_input(key="tender_weight").set_value(str(30 + n))


def main() -> None:
    public = load(data_folder())
    held = dossier(public)
    content, peer = written(held), TypeAdapter(with_config(ConfigDict(extra="ignore"))(Dossier))
    assert read(content) == held and peer.validate_json(content) == held
    parts = {
        "read": quickest(lambda: read(content)),
        "checked": quickest(lambda: expect_sound(held, public)),
        "ranked": quickest(lambda: award(held, public)),
    }
    whole, theirs = sum(parts.values()), quickest(lambda: peer.validate_json(content))
    said = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in parts.items())
    print(
        f"{BIDDERS} bidders x {REQUIREMENTS} requirements, {len(content) / 1e6:.1f} MB: {said}; {whole:.2f} s, limit "
        f"{LIMIT:g} s: {'ok' if whole <= LIMIT else 'too slow'}; pydantic reads it in {theirs:.2f} s"
    )
    answer, sheets = award(held, public), [answer_sheet(language("fr"), held, b, public) for b in held.bidders]
    verdict = quickest(lambda: judged(answer), 2)
    print(f"first of {len(answer.places)}: its verdict {verdict:.2f} s")
    taken, besides = quickest(lambda: answered(held, sheets, public), 2), quickest(lambda: by_openpyxl(sheets), 1)
    print(f"{BIDDERS} sheets of answers read in {taken:.2f} s; openpyxl reads their cells in {besides:.2f} s")
    bare = replace(held, answers=(), prices=(), seals=())
    board, draft = moved("ranking", of_board), moved("tender", of_price, bare)
    print(f"a weight moved before the seal: {1000 * draft:.0f} ms; on the public board: {1000 * board:.0f} ms")
    note("tender 60 x 400, a weight moved before the seal / on the public board", draft / board, higher=False)
    note("tender 60 x 400, read, checked and ranked / pydantic's reading", whole / theirs, higher=False)
    note("tender 60 sheets of 400 answers laid in / openpyxl's reading of their cells", taken / besides, higher=False)


if __name__ == "__main__":
    main()
