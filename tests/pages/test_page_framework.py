"""The official framework's page in both languages: finding and table agree, the level asked moves them, folds open."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from charts.yardsticks.beside_sheets import award_sheet, parts_sheet, pillar_sheet
from charts.yardsticks.law_sheets import certificates_sheet, proposal_sheet
from charts.yardsticks.sheets import offers_sheet, questions_sheet
from charts.yardsticks.through_time import history_sheet
from ranking.facts.load import ROOT
from ranking.weighing.scenario import Scenario
from ranking.yardsticks.load import proposal
from results import results as base
from results import yardsticks as results
from tests.ranking.yardsticks.test_assess import AWARD_DAY
from words.facts.yardsticks import award_reversed_sentence, history_sentence
from words.language import language


def page(lang: str, **entries: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, text in {"lang": lang, "date": AWARD_DAY.isoformat(), **entries}.items():
        app.query_params[key] = text
    app.switch_page("pages/framework.py")
    return app.run()


def html(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.main.get("html"))


@pytest.mark.parametrize(
    ("lang", "level", "said"),
    [
        ("fr", "", "Les faits documentés interdisent SEAL-2 à 8 offres sur 23, dont Microsoft Azure."),
        ("en", "3", "The documented facts keep 10 offers of 23 from SEAL-3, Microsoft Azure among them."),
        ("fr", "0", "Aucun fait documenté n’interdit SEAL-0 à une offre."),
    ],
)
def test_the_finding_counts_the_rows_under_its_heading(lang, level, said, evidence):
    app = page(lang, **({"seal": level} if level else {}))
    assert not app.exception
    text = html(app)
    found = re.sub(r"<[^>]+>", "", re.search(r'<h1 class="verdict">(.*?)</h1>', text)[1])
    assert found == said
    rows = text.partition("hors d’atteinte" if lang == "fr" else "out of reach by a documented fact")[2]
    out = rows.count('<th scope="row">')
    assert out == int((re.search(r"(\d+) (?:offres|offers)", said) or [0, 0])[1])


def test_the_older_weights_move_scores_and_no_level(evidence):
    scenario = Scenario(AWARD_DAY)
    new, old = (results.reading(evidence, scenario, name) for name in ("", "1.2.1"))
    assert {o: a.seal for o, a in new.known.items()} == {o: a.seal for o, a in old.known.items()}
    assert new.known["azure"].score != old.known["azure"].score


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_table_is_made_for_every_offer_and_day(lang, evidence):
    say = language(lang)
    for day in (AWARD_DAY, date(2020, 7, 6)):
        reading = results.reading(evidence, Scenario(day))
        table = offers_sheet(say, evidence, reading, 2)
        assert len(table.rows) == len(reading.known) == len(table.styles)
        assert sorted(row[0] for row in table.rows) == sorted(reading.known)
        for a in reading.known.values():
            sheet = questions_sheet(say, evidence, reading.framework, a)
            assert len(sheet.rows) == 48 and list(sheet.heads) == [0, 8, 14, 19, 25, 32, 37, 44]
        parts = results.board_reversals(evidence, Scenario(day), reading)
        assert len(parts_sheet(say, evidence, reading, parts).rows) == len({p.higher for p in parts})
    found = award_sheet(say, evidence, results.awarded(evidence))
    assert [row[2].value for row in found.rows] == [3, 3, 3, 3, 3, 2]
    # What holds a level down stands with the fact that says so, and the door to its source.
    assert all(any(line.door for line in row[5].lines) for row in found.rows if row[5].lines)


def test_why_our_pillar_put_a_winner_above_three_others_stands_fact_by_fact(evidence):
    say = language("en")
    answer, offers = results.award_reversed(evidence)
    assert offers[0] == "s3ns" and set(offers[1:]) == {"ovhcloud_public", "stackit", "scaleway"}
    sheet = pillar_sheet(say, evidence, answer, offers)
    columns = {c.key: k for k, c in enumerate(sheet.columns)}
    points = {o: [row[columns[o]].value for row in sheet.rows] for o in offers}
    assert all(sum(added[:-1]) == pytest.approx(added[-1]) for added in points.values())
    assert points["s3ns"][-1] == pytest.approx(75.0) and max(points[o][-1] for o in offers[1:]) < 66
    told = [row[columns[o]] for row in sheet.rows[:-1] for o in offers]
    assert all(cell.lines[1].door and cell.lines[1].quiet for cell in told)
    # 100 x (2/4 + 4/4 + 1/3 + 1/4) / 4: the law as an operator on licensed technology, keys in the provider's vault.
    said = award_reversed_sentence(say, evidence, answer, offers)
    assert "S3NS (75.0) above" in said and "S3NS would have 52.1" in said


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_offer_through_time_changes_from_row_to_row_and_agrees_with_its_days(lang, evidence):
    say, scenario = language(lang), Scenario(AWARD_DAY)
    for offer in ("azure", "scaleway", "s3ns"):
        steps = results.history(evidence, scenario, offer)
        both = [(a.seal, a.score) for _, a in steps]
        assert all(one != other for one, other in zip(both, both[1:], strict=False))
        sheet = history_sheet(say, evidence, offer, steps, AWARD_DAY)
        days = [row[0].value for row in sheet.rows]
        assert days == sorted(days, reverse=True) and sheet.muted == {n for n, d in enumerate(days) if d > AWARD_DAY}
        past = [a for since, a in steps if since <= AWARD_DAY][-1]
        assert past.seal == results.reading(evidence, scenario).known[offer].seal
        assert say.number(len(days) - len(sheet.muted)) in history_sentence(say, evidence, offer, steps, AWARD_DAY)


def test_before_any_offer_there_is_one_sentence(evidence):
    app = page("en", offers="bleu", date="2018-01-01")
    assert not app.exception and "No offer was on sale on 1 January 2018." in html(app)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_certificates_that_bind_stand_with_their_days_and_doors(lang, evidence):
    say = language(lang)
    early, late = (
        certificates_sheet(say, evidence, base.matrix(evidence, Scenario(day)))
        for day in (date(2020, 7, 6), date(2026, 11, 29))
    )
    assert list(early.heads.values()) == [say.text(evidence.gates["hds"].label)]
    assert "Microsoft Azure" in {row[0].value for row in early.rows}
    assert len(late.heads) == 2 and all(cell.lines for row in late.rows for cell in row)
    assert {row[0].value for row in late.rows[list(late.heads)[1] :]} >= {"S3NS", "Outscale", "Cloud Temple"}
    assert [row[0].value for row in proposal_sheet(say, proposal()).rows] == [1, 2, 3, 4]
