"""The report and the letters: the numbers of the ranking, in both forms; nothing of another bidder in a letter."""

import io
from dataclasses import replace

import docx
import pytest
from pypdf import PdfReader

from exports.answers.tender import ranked
from exports.tender import documents
from exports.tender.letter_content import letter, losing
from exports.tender.pair_content import pair
from exports.tender.pictures import plane
from exports.tender.report_content import report
from ranking.rounding import printed_gap
from ranking.tender.award import award, decisive_at_once, judged, tips
from ranking.tender.dossier import Announced, Bidder, BidPrice, Dossier, TenderError
from ranking.tender.sealing import seal
from tests.examples import DAY
from tests.ranking.tender.example import AT, PUBLIC, REQUIREMENTS, opened, sealed
from words.language import language

EN, ALL = language("en"), opened().answers
REASON = "L’annexe 3 ne prévoit aucune astreinte."


def with_a_change():
    """The tender with one claim refuted for a reason, and a change after the seal."""
    dossier = opened()
    answers = tuple(
        replace(a, word="refuted", found="aucune", reason=REASON) if (a.bidder, a.requirement) == ("glo", "C-1") else a
        for a in dossier.answers
    )
    changed = replace(dossier.announced, unknowns="neutral")
    return seal(replace(dossier, answers=answers, announced=changed), AT, "x", "Une coquille.")


FOUND = award(with_a_change(), PUBLIC)
SAID = judged(FOUND)


def content(lang: str = "fr"):
    return report(language(lang), FOUND, SAID, tips(FOUND, PUBLIC), decisive_at_once(FOUND.dossier, PUBLIC), PUBLIC)


def test_nobody_is_told_of_a_choice_while_second_envelopes_are_closed():
    closed = award(opened(envelopes=2), PUBLIC)
    assert closed.winners and losing(closed) == ()
    with pytest.raises(TenderError, match="nobody is chosen yet"):
        letter(EN, closed, closed.dossier.bidder("neu"))
    assert len(losing(award(replace(closed.dossier, opened=DAY), PUBLIC))) == 2


def test_answers_that_decide_alone_are_named_in_the_report_as_in_the_json():
    told = ranked(award(FOUND.dossier, PUBLIC), PUBLIC)["verdict"]["decisive"]
    lines = next(s.lines for s in content("en").sections if s.heading == "What decides")
    names = {b.id: b.name for b in FOUND.dossier.bidders}
    said = [line for line in lines if ": without it, " in line]
    assert len(said) == min(len(told), 12)
    # A price is no claim: a bid without one has no place.
    assert {d["requirement"] for d in told} <= {"hds", "key_control"} | {r.id for r in REQUIREMENTS}
    assert all(line.startswith(f"{names[d['bidder']]} on ") for line, d in zip(said, told, strict=False))
    assert bool(told) != any("No answer decides alone" in line for line in lines)
    large = report(EN, FOUND, SAID, (), None, PUBLIC)
    assert any("stands in the JSON: above 8,000" in line for s in large.sections for line in s.lines)


def docx_text(file: bytes) -> str:
    made = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in made.paragraphs), *cells])


def pdf_text(file: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages).split())


def parts(held) -> str:
    """Every text of a content."""
    cells = [c for s in held.sections if s.grid for row in (s.grid.heads, *s.grid.rows) for c in row]
    lines = [line for s in held.sections for line in (s.heading, *s.lines, s.small)]
    return "\n".join([held.title, held.finding, held.stands, *lines, *cells])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_number_of_the_ranking_stands_in_the_report_in_both_forms(lang):
    say, document = language(lang), ranked(FOUND, PUBLIC)
    held = content(lang)
    word, paper = docx_text(documents.word(held)), pdf_text(documents.pdf(held))
    for row in document["ranking"]:
        for x in (row["score"], row["low"], row["high"], row["price"], row["price_points"]):
            assert say.number(x, 2) in word and say.number(x, 2) in paper
    for text in (REASON, "p. 14", FOUND.evidence.version, "Une coquille."):
        assert text in word and text in paper


def test_the_points_of_each_bidder_add_up_to_its_printed_total():
    for bidder in FOUND.dossier.bidders:
        section = next(s for s in content("en").sections if s.heading == bidder.name)
        points = sum(float(row[4]) for row in section.grid.rows if row[4])
        price = float(section.lines[0].split("Price: ")[1].split(" ")[0])
        total = float(section.lines[0].split("Total: ")[1].split(" ")[0])
        assert points + price == pytest.approx(total, abs=1e-9)


def test_a_letter_holds_its_bidders_points_and_the_winners_and_nothing_of_the_others():
    assert [b.id for b in losing(FOUND)] == ["glo", "neu"]
    mine = parts(letter(language("fr"), FOUND, FOUND.dossier.bidder("glo")))
    assert "Local SA" in mine and REASON in mine and "Une coquille." in mine
    assert "Neuve" not in mine and "neu" not in mine.split()
    row = FOUND.ranking.row("neu")
    assert language("fr").number(row.score, 2) not in mine
    other = parts(letter(language("fr"), FOUND, FOUND.dossier.bidder("neu")))
    assert "Global" not in other and REASON not in other
    # Prices are not told: the winner's points are.
    assert "110,00" not in mine and language("fr").number(FOUND.ranking.row("loc").score, 2) in mine


def test_why_the_first_stands_above_the_second_adds_up_to_the_printed_gap_and_says_on_whose_word():
    say, (first, second) = language("en"), list(FOUND.places)[:2]
    held = pair(say, FOUND, first, second)
    gap = printed_gap(*(FOUND.ranking.row(b).score for b in (first, second)), 2)
    assert held.lead == f"Local SA has {gap:.2f} points more than Global Inc."
    rows = {row[0].value: [c.value for c in row] for row in held.sheet.rows}
    assert sum(row[4] for row in rows.values()) == pytest.approx(gap, abs=0.02)
    assert rows["C-1 (Astreinte)"][1:3] == ["24 h/24 (claimed)", "aucune (refuted)"]
    assert rows["C-3 (Clés)"][1].endswith("(public, grade A)") and rows["Price"][1:3] == ["110.00", "100.00"]
    section = next(s for s in content("en").sections if s.key == "pair")
    assert section.heading == "Why Local SA above Global Inc?" and section.lines[0] == held.lead
    printed = [float(row[3].replace("−", "-")) for row in section.grid.rows]
    assert sum(printed) == pytest.approx(gap, abs=1e-9)
    assert ranked(FOUND, PUBLIC)["why_first"]["gap"] == pytest.approx(
        FOUND.ranking.row(first).score - FOUND.ranking.row(second).score
    )
    # The other way round it is the same gap; a bid that is shut out is told, not compared by a price it has not.
    assert "points fewer than" in pair(say, FOUND, second, first).lead
    shut = tuple(
        replace(a, value="no") if (a.bidder, a.requirement) == ("neu", "EX-2") else a for a in opened().answers
    )
    barred = pair(say, award(replace(opened(), answers=shut), PUBLIC), "loc", "neu")
    assert barred.lead == "Neuve & Fils has no place: EX-2 (Réversibilité écrite): not met." and barred.sheet is None


def test_the_winner_gets_no_letter():
    with pytest.raises(TenderError, match="no letter of rejection"):
        letter(language("fr"), FOUND, FOUND.dossier.bidder("loc"))


def test_a_bid_shut_out_is_told_by_which_must_have():
    found = award(replace(opened(), answers=tuple(a for a in opened().answers if a.requirement != "EX-2")), PUBLIC)
    assert losing(found) == ()
    held = report(language("en"), found, None, (), (), PUBLIC)
    assert held.finding == "No bid has a place."
    out = next(s for s in held.sections if s.heading == "Bids without a place")
    assert [row[1] for row in out.grid.rows] == ["EX-2 (Réversibilité écrite): not proven"] * 3


def test_what_decides_says_where_the_verdict_is_undecided_and_nothing_of_it_where_it_is_not():
    near = replace(opened(), prices=(BidPrice("loc", 109.0), BidPrice("glo", 97.0), BidPrice("neu", 80.0)))
    for dossier in (near, opened()):
        found = award(dossier, PUBLIC)
        said = judged(found)
        lines = next(s.lines for s in report(EN, found, said, (), (), PUBLIC).sections if s.heading == "What decides")
        names = {found.evidence.offers[o].name for o in said.leaders}
        told = [line for line in lines if line.endswith("apart: the verdict is undecided.")]
        assert len(told) == (said.voice == "undecided") and all(name in line for line in told for name in names)
    assert judged(award(near, PUBLIC)).voice == "undecided"


def test_the_report_has_the_bids_by_price_and_quality_once_prices_count():
    section = next(s for s in content("en").sections if s.key == "plane")
    assert section.lines == [
        "No bid is ahead of Neuve & Fils, Global Inc and Local SA in price and quality taken together."
    ]
    assert [row[1] for row in section.grid.rows] == ["110.00", "100.00", "80.00"]
    # The picture of the page stands in both files, with what it says and how it is read.
    held, reading = content("en"), plane(EN, FOUND).reading
    made = docx.Document(io.BytesIO(documents.word(held)))
    assert len(made.inline_shapes) == 1 and reading in [p.text for p in made.paragraphs]
    assert section.lines[0] in made.inline_shapes[0]._inline.docPr.get("descr")
    assert all(name in section.figure.svg for name in ("Neuve &amp; Fils", "Global Inc", "Local SA"))
    assert reading in pdf_text(documents.pdf(held))
    shut = award(replace(sealed(envelopes=2), answers=ALL), PUBLIC)
    assert not any(s.key == "plane" for s in report(EN, shut, None, (), (), PUBLIC).sections)


def test_a_bid_shut_out_has_no_points_of_its_price_and_no_total_whatever_the_unknown_counts():
    answers = tuple(replace(a, value="no") if (a.bidder, a.requirement) == ("neu", "EX-2") else a for a in ALL)
    found = award(replace(opened(unknowns="neutral"), answers=answers), PUBLIC)
    section = next(s for s in report(EN, found, None, (), (), PUBLIC).sections if s.heading == "Neuve & Fils")
    assert section.lines == [
        "Neuve & Fils has no place: EX-2 (Réversibilité écrite): not met.",
        "Its price is not scored, and it has no total.",
    ]
    rows = next(s for s in letter(EN, found, found.dossier.bidder("neu")).sections if s.grid).grid.rows
    assert [row[2] for row in rows] == ["0.00", "15.00", "4.00", "–", "–"]


def test_files_are_the_same_for_the_same_dossier_and_hold_no_clock():
    held = content()
    assert documents.word(held) == documents.word(held)
    made = docx.Document(io.BytesIO(documents.word(held))).core_properties
    assert made.created.year == 2000 and made.author == ""


def test_before_prices_are_opened_the_report_says_that_it_is_quality_alone():
    found = award(replace(sealed(envelopes=2), answers=opened().answers), PUBLIC)
    held = report(language("en"), found, None, (), (), PUBLIC)
    assert held.finding.endswith("Prices are not opened yet: this is quality alone.")
    assert "110.00" not in parts(held)


def test_without_criteria_of_its_own_there_is_no_report():
    bare = award(Dossier("t", DAY, Announced("q"), (Bidder("a", "A", "local"),)), PUBLIC)
    with pytest.raises(TenderError, match="no criterion of its own"):
        report(language("en"), bare, None, (), (), PUBLIC)


@pytest.mark.parametrize("formula", ["per_price", "banded", "deducted"])
def test_formulas_without_points_show_their_figure(formula):
    found = award(opened(formula=formula), PUBLIC)
    held = report(language("en"), found, None, tips(found, PUBLIC), (), PUBLIC)
    grid = next(s.grid for s in held.sections if s.heading == "Ranking")
    assert grid.heads[-1] == "Figure" and len(grid.rows) == 3
    assert ranked(found, PUBLIC)["verdict"] is None
