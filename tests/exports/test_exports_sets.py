"""Sets of pictures, what a screen shows beyond its scenario, and the pictures of facts and decisions."""

import io
import threading
import zipfile
from datetime import date

import pytest
from PIL import Image

from address.entries import PAGES
from address.page_entries import PageEntries, page_entries_of
from charts.evidence.evidence_figure import evidence_figure
from charts.parts.look import Look
from charts.ranking.fact_tipping_sheet import fact_tipping_sheet
from charts.ranking.pair_sheet import pair_sheet
from exports.documents.report_content import report_content
from exports.documents.slides import slides
from exports.export_queue import Busy, ExportQueue, export_queue
from exports.pictures.catalogue import CATALOGUE, SCREENS
from exports.pictures.picture_file import picture_of
from exports.pictures.picture_zip import ALL, picture_set, pictures_of, steps
from ranking.errors import BoardError
from ranking.facts.cells import cells
from ranking.robustness.first_places import Vary
from ranking.weighing.explain import explain
from ranking.weighing.scenario import Scenario
from results import results
from tests.exports.pictures import SVG, svg_of
from words.language import language
from words.pictures import picture_name

BASE = "https://board.example"
THEN = Scenario(date(2020, 7, 6))
SEEN = {
    "sides": "certification,readiness",
    "vary": "order-nested-30-10-97-85-60",
    "bundle": "hds,svc_spark>=1",
    "pair": "azure,scaleway",
    "grades": "AB",
}


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        assert held.testzip() is None
        return {name: held.read(name) for name in held.namelist()}


def test_every_picture_belongs_to_a_screen_and_all_of_them_to_the_board():
    assert pictures_of(ALL) == tuple(CATALOGUE)
    found = [what for screen in SCREENS for what in pictures_of(screen)]
    assert len(found) == len(set(found)) and set(found) <= set(CATALOGUE)
    assert all(pictures_of(what) == (what,) for what in set(CATALOGUE) - set(found))
    assert {what for row in PAGES.values() for what in row.pictures} <= set(CATALOGUE)
    with pytest.raises(BoardError, match="one of"):
        pictures_of("nowhere")


def test_a_set_tells_its_progress_and_holds_every_picture_whole(evidence):
    work, told = steps(evidence, THEN, pictures_of(ALL), size="square", lang="en", base=BASE), []
    with pytest.raises(StopIteration) as end:
        while True:
            told.append(next(work))
    n = len(CATALOGUE)
    assert told == [(k, n) for k in range(n + 1)]
    files = opened(end.value.value)
    readme = files.pop("README.txt").decode()
    assert [name.split("-")[1] for name in files] == list(CATALOGUE)
    for name, content in files.items():
        assert name in readme
        assert Image.open(io.BytesIO(content)).size == (1080, 1080)
    assert evidence.version in readme and f"{BASE}/?date=2020-07-06" in readme


def test_what_has_nothing_to_show_is_named_and_the_rest_is_made(evidence):
    files = opened(
        picture_set(
            evidence,
            Scenario(evidence.checked, offers=("azure",)),
            pictures_of("robustness") + ("ranking",),
            form="svg",
        )
    )
    assert [name.split("-")[1] for name in files if name != "README.txt"] == ["ranking"]
    assert all(what in files["README.txt"].decode() for what in pictures_of("robustness"))
    with pytest.raises(BoardError):
        picture_set(evidence, Scenario(evidence.checked, offers=("azure",)), ("robustness",))


def test_the_same_set_is_the_same_to_the_byte(evidence):
    first, second = (picture_set(evidence, THEN, ("ranking", "pair"), form="svg", base=BASE) for _ in range(2))
    assert first == second


def test_a_set_that_is_left_stops_and_holds_no_turn(evidence):
    work = steps(evidence, THEN, pictures_of(ALL), form="svg")
    assert next(work) == (0, len(CATALOGUE)) and next(work) == (1, len(CATALOGUE))
    work.close()
    with pytest.raises(StopIteration):
        next(work)
    with export_queue.turn(), export_queue.turn():
        pass


def test_a_set_that_would_be_too_large_is_refused(evidence, monkeypatch):
    monkeypatch.setattr("exports.pictures.picture_zip.MOST_BYTES", 1000)
    with pytest.raises(BoardError, match="larger than"):
        picture_set(evidence, THEN, ("ranking", "pair"), form="svg")


def test_of_many_at_once_few_are_inside_all_are_served_and_the_rest_are_told():
    door, lock, inside, most, served, told = ExportQueue(2, 6, 30), threading.Lock(), [0], [0], [], []
    start, hold = threading.Barrier(12), threading.Event()

    def visitor(k: int) -> None:
        start.wait(30)
        try:
            with door.turn():
                with lock:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                hold.wait(30)
                with lock:
                    inside[0] -= 1
                    served.append(k)
        except Busy:
            with lock:
                told.append(k)
                if len(told) == 4:
                    hold.set()

    crowd = [threading.Thread(target=visitor, args=(k,)) for k in range(12)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(60)
    assert (most[0], len(served), len(told)) == (2, 8, 4)
    assert sorted(served + told) == list(range(12))


def test_pictures_asked_for_at_once_from_several_threads_are_those_made_alone(evidence):
    alone = {what: picture_set(evidence, THEN, (what,), form="svg") for what in ("ranking", "plane", "pair", "replay")}
    found, crowd = {}, []
    for what in alone:
        crowd.append(
            threading.Thread(
                target=lambda what=what: found.update({what: picture_set(evidence, THEN, (what,), form="svg")})
            )
        )
        crowd[-1].start()
    for one in crowd:
        one.join(60)
    assert found == alone


def test_a_view_is_read_from_its_entries_and_what_cannot_be_used_leaves_the_default(evidence):
    view = page_entries_of(SEEN, evidence)
    assert view == PageEntries(
        sides=("certification", "readiness"),
        bundle=("hds", "svc_spark>=1"),
        vary=Vary("order"),
        pair=("azure", "scaleway"),
        shown="AB",
        entries=tuple(sorted(SEEN.items())),
    )
    bad = {
        "sides": "hds,readiness",
        "vary": "any-nested-30-10-97-85",
        "bundle": "hds,nothing",
        "pair": "azure,azure",
        "grades": "AX",
        "date": "2020-07-06",
        "cell": "azure.hds",
    }
    assert page_entries_of(bad, evidence) == PageEntries()


def test_report_and_slides_show_the_sides_and_the_weightings_of_the_screen(evidence):
    view = page_entries_of(SEEN, evidence)
    plain, seen = report_content(evidence, THEN, "en", BASE), report_content(evidence, THEN, "en", BASE, view)
    parts = {p.id: (p, q) for p, q in zip(plain.parts, seen.parts, strict=True)}
    assert "Certification" in parts["tradeoff"][1].measure and "Certification" not in parts["tradeoff"][0].measure
    assert "all weightings in this order" in parts["robustness"][1].measure
    assert parts["ranking"][0] == parts["ranking"][1]
    for held in ("sides=certification,readiness", "vary=order", "svc_spark"):
        assert held in seen.link and held in seen.command and held not in plain.link
    assert slides(evidence, THEN, "en", BASE, view) != slides(evidence, THEN, "en", BASE)


def test_the_picture_of_the_facts_tells_every_cell(evidence):
    say, ranking = language("en"), results.ranking(evidence, THEN)
    found = cells(evidence, ranking.matrix)
    shown = {o for o in evidence.offers if not (THEN.offers and o not in THEN.offers)}
    for grades in ("ABC", "A"):
        figure = evidence_figure(say, evidence, ranking, found, grades, Look(1200, 700, 13))
        told = figure["data"][-1]["text"]
        wanted = [
            f"{say.number(c.score)}{'±' if c.contested else ''} {c.grade}"
            for c in found.values()
            if c.offer in shown and c.facts and c.grade in grades
        ]
        assert sorted(told) == sorted(wanted) and wanted
    blanks = [n for n in figure["layout"]["annotations"] if n["text"] == "·"]
    assert len(blanks) == sum(not c.facts for c in found.values())


def test_the_bars_of_two_offers_add_up_to_their_gap(evidence):
    say, ranking = language("en"), results.ranking(evidence, THEN)
    pair = ("outscale", "azure")
    found = explain(ranking, *pair)
    states = {(o, c): "x" for o in pair for c in evidence.criteria}
    drawn = svg_of(pair_sheet(say, evidence, pair, found, states), Look(1200, 600, 13))
    bars = [(float(r.get("x")), float(r.get("width"))) for r in drawn.iter(f"{SVG}rect") if r.get("class") == "bar"]
    middle = next(float(n.get("x1")) for n in drawn.iter(f"{SVG}line") if n.get("class") == "axis")
    signed = [wide if abs(x - middle) < 0.02 else -wide for x, wide in bars]
    assert all(min(abs(x - middle), abs(x + wide - middle)) < 0.02 for x, wide in bars)
    shown = [d.points for d in found if d.printed]
    scale = signed[0] / shown[0]
    assert signed == pytest.approx([scale * p for p in shown], abs=0.02)
    gap = ranking.row(pair[0]).score - ranking.row(pair[1]).score
    assert sum(signed) / scale == pytest.approx(gap, abs=0.05 * len(found))


def test_facts_that_would_change_the_leader_come_smallest_first_with_bars_as_long_as_their_size(evidence):
    say, found = language("en"), results.flips(evidence, THEN)
    drawn = svg_of(fact_tipping_sheet(say, evidence, found), Look(1200, 640, 13))
    bars = [float(r.get("width")) for r in drawn.iter(f"{SVG}rect") if r.get("class") == "bar"]
    long = [100 * bar / track for track, bar in zip(bars[::2], bars[1::2], strict=True)]
    assert (
        long == pytest.approx([f.size for f in found[: len(long)]], abs=0.01) and long == sorted(long) and len(long) > 3
    )


def test_the_picture_of_the_decisions_names_choice_leader_and_verdict(evidence):
    say, found = language("en"), results.replays(evidence)
    look = Look(1200, 640, 13)
    drawn = svg_of(picture_of(say, evidence, THEN, "replay", PageEntries()).draw(look), look)
    said = " ".join("".join(n.itertext()) for n in drawn.iter(f"{SVG}text"))
    for one in found:
        assert say.day(one.decision.day) in said
    assert said.count("Disagrees") == sum(r.verdict == "disagrees" for r in found)
    assert said.count("Cannot say") == sum(r.verdict == "cannot_say" for r in found)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_picture_has_a_short_name_to_choose_it_by(lang):
    assert all(picture_name(language(lang), what) for what in CATALOGUE)
