"""The feeds: valid Atom, read by a feed library; what turned in an answer between two published versions, and why."""

import re

import feedparser
import pytest
from lxml import etree

from address.links import living_link, opened, read
from exports.data import snapshots
from ranking.versions.changes import changes
from ranking.versions.log import Edition
from ranking.versions.turns import turn
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.places import ROOT
from tests.web.asking import TODAY, ask, evidence

SCHEMA = etree.RelaxNG(etree.parse(ROOT / "tests" / "web" / "atom.rng"))
PINNED = "/feed?date=2020-07-06&lang=en&require=hds"


def feed(path: str):
    """The feed of a path, valid and read."""
    answer = ask(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    tree = etree.fromstring(answer.content)
    assert SCHEMA.validate(tree), SCHEMA.error_log
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return found


def test_the_schema_refuses_what_is_no_feed():
    tree = etree.fromstring(ask("/feeds/data").content)
    tree.remove(tree.find("{http://www.w3.org/2005/Atom}updated"))
    assert not SCHEMA.validate(tree)


def test_all_changes_of_the_data_are_told_with_their_reason():
    found = feed("/feeds/data?lang=en")
    first, third = (snapshots.evidence_of(version) for version in ("625338a1", "2cc29ef9"))
    assert [e.title for e in found.entries] == [
        "data 7ba39244, published on 1 December 2026",
        "data 2cc29ef9, published on 29 November 2026",
    ]
    reworded, collected = (e.content[0].value for e in found.entries)
    assert f"{len(changes(first, third).added)} facts added" in collected and "Third collection" in collected
    assert "0 facts added" in reworded and f"{len(changes(third, evidence()).changed)} changed" in reworded
    assert "source or note only" in reworded and " → " not in reworded


@pytest.mark.parametrize(
    "path, there, not_there",
    [("/feeds/offers/azure", "Microsoft Azure", "Scaleway"), ("/feeds/criteria/hds?lang=fr", "(HDS)", "SecNumCloud")],
)
def test_an_offer_or_a_criterion_has_a_feed_of_its_own(path, there, not_there):
    text = feed(path).entries[0].content[0].value
    lines = text.partition("<ul>")[2]
    assert there in lines and not_there not in lines
    assert re.search("\\d{4}\N{NO-BREAK SPACE}: ", lines)


def test_a_question_is_told_what_turned_and_why():
    found = feed(PINNED)
    (entry,) = found.entries
    old, new = (
        rank(e, Scenario(TODAY.replace(2020, 7, 6), require=("hds",)))
        for e in (snapshots.evidence_of("625338a1"), evidence())
    )
    led = [{r.offer for r in x.leaders} for x in (old, new)]
    assert led[0] != led[1] and entry.title.startswith("Best score: ")
    text = entry.content[0].value
    assert "Google Cloud, must-have “Health-data hosting certificate (HDS)”: unproven → met" in text
    assert "Then: On 6 July 2020" in text and "Now: On 6 July 2020" in text
    assert "Google Cloud, Health-data hosting (HDS): added" in text
    assert "data=2cc29ef9" in entry.link and "require=hds" in entry.link


def test_an_answer_that_did_not_turn_has_no_entry():
    edition = Edition("2cc29ef9", TODAY, None, evidence())
    assert turn(edition, edition, Scenario(TODAY)) is None
    unknown = Scenario(TODAY, offers=("stackit_plus",))
    assert turn(edition, edition, unknown) is None


def test_names_of_feeds_and_entries_stay_the_same_wherever_the_board_stands():
    first, again = feed(PINNED), feed("/feed?lang=en&require=hds&date=2020-07-06&utm_source=x&data=625338a1")
    assert first.feed.id == again.feed.id and first.entries[0].id == again.entries[0].id
    assert feed("/feed?date=2020-07-07&lang=en&require=hds").feed.id != first.feed.id


def test_a_living_question_is_put_on_the_day_of_each_version():
    for path in ("/feed?lang=en&date=today&require=hds", "/feed?lang=en&require=hds"):
        found = feed(path)
        assert all("date=2026-11-29" in e.link for e in found.entries)
        assert next(x.href for x in found.feed.links if x.rel == "self").endswith(
            "/feed?date=today&require=hds&lang=en"
        )


def test_a_living_link_holds_the_question_without_day_and_version():
    scenario = Scenario(TODAY.replace(2020), "cnil", require=("hds",))
    link = living_link("https://board.example", scenario, "fr", pair="azure,scaleway")
    assert "date=today" in link and "data=" not in link
    found = opened(read(link), evidence(), TODAY)
    assert not found.notices and found.shown == {"pair": "azure,scaleway"}
    assert found.scenario == Scenario(TODAY, "cnil", require=("hds",))


def test_what_is_no_offer_has_no_feed():
    answer = ask("/feeds/offers/nobody")
    assert answer.status_code == 404 and "azure" in answer.json()["detail"]
