"""The picture of weights drawn from a person: places before and after, from the screen's link, on it and off it."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest

from address.links import link
from address.packed_link import expanded
from address.page_entries import PageEntries, page_entries_of
from charts.parts.look import Look
from charts.people.moves_figure import moves_figure
from exports.pictures.picture_file import picture, picture_of
from exports.pictures.picture_zip import picture_set
from exports.refusal import Refusal
from ranking.facts.load import load
from ranking.weighing.scenario import Scenario, from_query
from ranking.weights import whole_percentages
from results import results
from tests.examples import DAY, OFFERS, small_evidence
from tests.exports.pictures import SVG, texts
from tests.headless.test_headless_export import ask, board  # noqa: F401  (fixtures)
from tests.pages.test_page_weights import DAY as ASKED
from tests.pages.test_page_weights import begun, press
from tests.pages.test_pages import address
from words.language import language
from words.refusals import reason_text

THEN = Scenario(date(2020, 7, 6))
ANSWERS = "readiness:100,sovereignty:60,certification:40,cost_exit:0,inside:1"
PATH = {"way": "swing", "answers": ANSWERS, "before": "cnil;;"}
PILLARS = (("sovereignty", 30.0), ("certification", 20.0), ("readiness", 50.0), ("cost_exit", 0.0))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_says_both_sets_of_weights_and_every_place_before_and_after(evidence, lang):
    say, view = language(lang), page_entries_of(PATH, evidence)
    found = picture_of(say, evidence, THEN, "elicited", view)
    before, after = (results.ranking(evidence, s) for s in (replace(THEN, profile="cnil"), found.scenario))
    assert dict(after.scenario.pillars) == dict(PILLARS) and after.scenario.profile == "cnil"
    figure = found.draw(Look(1200, 620))
    notes = [n["text"].replace("<b>", "").replace("</b>", "") for n in figure["layout"]["annotations"]]
    for ranking, side in ((before, "right"), (after, "left")):
        said = [t for t, n in zip(notes, figure["layout"]["annotations"], strict=True) if n["xanchor"] == side]
        ends = [(t.split(" ")[0], t.split(" ", 1)[1].lstrip("●◆▲ ")) for t in said if t[0].isdecimal()]
        assert ends == [(str(r.place), evidence.offers[r.offer].name) for r in ranking.rows]
    tree = ElementTree.fromstring(picture(evidence, THEN, "elicited", "svg", lang=lang, view=view).decode())
    shown = " ".join(texts(tree)).replace("\u00a0", " ")
    for share in (*(n / 100 for n in whole_percentages(before.weighting.pillars).values()), 0.3, 0.2, 0.5):
        assert say.percent(share) in shown
    assert all(say.percent(s) in " ".join(texts(tree, "weights")) for s in (0.3, 0.2, 0.5))


def test_its_link_gives_the_same_picture_and_so_does_the_link_after_the_weights_are_in_force(evidence):
    view = page_entries_of(PATH, evidence)
    first = picture(evidence, THEN, "elicited", "svg", base="https://board.example", view=view)
    said = "".join(texts(ElementTree.fromstring(first.decode()), "small"))
    query = expanded(dict(parse_qsl(urlsplit(said[said.index("board.example/") :]).query)))
    assert {k: query[k] for k in PATH} == PATH
    taken = from_query({k: v for k, v in query.items() if k not in PATH}, evidence, DAY)[0]
    assert (
        taken.pillars
        and picture(
            evidence, taken, "elicited", "svg", base="https://board.example", view=page_entries_of(query, evidence)
        )
        == first
    )


def test_without_finished_answers_it_compares_the_neutral_weights_with_those_in_force(evidence):
    for entries in ({}, {"way": "swing", "answers": "readiness:100"}, {"way": "pairs"}):
        found = picture_of(
            language("en"), evidence, replace(THEN, profile="cnil"), "elicited", page_entries_of(entries, evidence)
        )
        assert found.scenario == replace(THEN, profile="cnil")
    still = picture_of(language("en"), evidence, THEN, "elicited", PageEntries())
    assert "So did the starting weights. No offer changes place." in still.title
    assert "none" not in still.reading and "each line is an offer" in still.reading


def test_answers_that_weigh_nothing_are_refused_in_both_languages(evidence):
    nothing = "sovereignty:0,certification:0,readiness:0,cost_exit:0,inside:1"
    view = page_entries_of({"way": "direct", "answers": nothing}, evidence)
    with pytest.raises(Refusal) as error:
        picture(evidence, THEN, "elicited", "svg", view=view)
    assert [reason_text(language(c), error.value) for c in ("fr", "en")] == [
        "les réponses ne donnent de poids à rien",
        "the answers give nothing any weight",
    ]


@pytest.mark.parametrize("bad", [{"way": "dice"}, {"answers": "x:1"}, {"before": "nobody;;"}])
def test_entries_that_cannot_be_used_are_left_out(evidence, bad):
    assert page_entries_of(bad, evidence) == PageEntries()


@pytest.mark.parametrize("look", [Look(1200, 430, 13), Look(930, 700, 13), Look(900, 300, 14, most=7), Look(700, 900)])
def test_names_never_lie_on_each_other_nor_run_out_of_their_side(look):
    evidence = small_evidence({f"o{n}": offer for n, offer in enumerate([*OFFERS.values()] * 7)})
    long = {
        o: replace(x, name=f"{'Émile’s “Cloud” <& co> ' * 3}"[:57] + f"{k:03d}")
        for k, (o, x) in enumerate(evidence.offers.items())
    }
    evidence = replace(evidence, offers=long)
    before, after = (results.ranking(evidence, Scenario(DAY, p)) for p in ("equal", "sovereign"))
    figure = moves_figure(language("fr"), evidence, before, after, look)
    top, bottom = 0, figure["layout"]["yaxis"]["range"][0]
    for side in ("right", "left"):
        heights = sorted(n["y"] for n in figure["layout"]["annotations"] if n["xanchor"] == side)
        assert all(b - a >= look.text for a, b in zip(heights, heights[1:], strict=False)) and heights
        assert top <= heights[0] and heights[-1] <= bottom


def test_the_screen_offers_it_once_there_is_a_result_and_its_set_shows_the_same(evidence):
    test = begun("swing")
    press(test, "el_first_readiness_0")
    for n in (1, 2, 3):
        press(test, f"el_next_{n}")
    test.session_state["picture_elicited"] = True
    test.run()
    assert any("elicited-" in b.proto.id for b in test.get("download_button"))
    test.segmented_control(key="form_elicited").set_value("svg").run()
    press(test, "set_weights_elicited")
    held = zipfile.ZipFile(io.BytesIO(test.session_state["set_of_pictures"][1]))
    name = next(n for n in held.namelist() if n.endswith(".svg"))
    entries = {k: address(test, k) for k in PATH}
    then = Scenario(date.fromisoformat(ASKED))
    wanted = picture_of(language("en"), evidence, then, "elicited", page_entries_of(entries, evidence))
    assert ElementTree.fromstring(held.read(name)).find(f"{SVG}title").text == wanted.title


def test_a_set_takes_what_each_screen_shows_and_each_link_only_what_enters_its_picture(evidence):
    view = page_entries_of({**PATH, "voices": "cnil,hub_2020", "sides": "certification,readiness"}, evidence)
    with zipfile.ZipFile(
        io.BytesIO(
            picture_set(
                evidence,
                THEN,
                ("ranking", "stakeholders", "elicited"),
                form="svg",
                base="https://board.example",
                view=view,
            )
        )
    ) as held:
        said = {
            n.split("-")[1]: "".join(texts(ElementTree.fromstring(held.read(n)), "small"))
            for n in held.namelist()
            if n.endswith(".svg")
        }
    query = {k: set(expanded(dict(parse_qsl(urlsplit(v[v.index("board.example/") :]).query)))) for k, v in said.items()}
    every = {*PATH, "voices", "sides"}
    assert {k: found & every for k, found in query.items()} == {
        "ranking": {"sides"},
        "stakeholders": {"sides", "voices"},
        "elicited": {"sides", *PATH},
    }


def test_the_command_line_draws_it_from_the_screens_link(ask, board):  # noqa: F811
    evidence, path = (
        load(board),
        {
            "way": "direct",
            "answers": "sovereignty:70,certification:10,readiness:15,cost_exit:5,inside:1",
            "before": "equal;;",
        },
    )
    asked = link("https://board.example", Scenario(DAY), evidence.version, "en", "weights", **path)
    code, _, err = ask("export", "--what", "elicited", "--link", asked, "--out", "e.svg")
    assert (code, err) == (0, "")
    with open("e.svg", "rb") as file:
        assert file.read() == picture(
            evidence,
            Scenario(DAY),
            "elicited",
            "svg",
            lang="en",
            base="https://board.example",
            view=page_entries_of(path, evidence),
        )
