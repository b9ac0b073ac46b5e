"""The address table: each key stands there once, is used, reads what it writes, and says truly what it allows."""

import ast
import re
from dataclasses import fields
from datetime import date
from urllib.parse import parse_qsl

import pytest

from address import links, notices
from address.entries import CARRIED, ENTRIES, PAGES, SCENARIO, allowed, nearest, of_page, of_picture
from address.page_entries import PageEntries
from ranking.robustness.first_places import ANY, Vary
from ranking.weighing.scenario import Scenario
from tests.pages.test_pages import opened, shown
from tests.places import EVIDENCE, ROOT
from ui.session.routes import PAGES as ROUTES
from words.language import language

DAY = date(2020, 7, 6)
SOURCES = [path for room in ("ui", "pages") for path in sorted((ROOT / room).rglob("*.py"))]
# The address bar's functions whose first argument is a key.
TAKE_A_KEY = {"entry", "show", "value", "set_value"}
USABLE = {
    "sides": "readiness,sovereignty",
    "bundle": "hds,svc_spark>=1",
    "vary": "mine-flat-40-5-90-80-70",
    "record": "Ab3dEf-_9k",
    "view": "projector",
    "open": "azure.certification.hds@2020-07-06",
    "pair": "azure,scaleway",
    "against": "2020-07-06",
    "board": "table",
    "sort": "doubt",
    "pin": "azure",
    "lock": "readiness,hds",
    "believe": "azure",
    "case": "study_2020",
    "cell": "azure.hds",
    "seal": "3",
    "csf": "1.2.1",
    "questions": "scaleway",
    "workload": "machines:20x4x16~2x16x64,storage:500,egress:2.5,gpu:720,card:2,"
    "services:svc_kubernetes~svc_spark,months:36,growth:10",
    "grades": "AB",
    "voices": "cnil,me",
    "other": "Zz9",
    "meeting": "K7QXM2PD",
    "screen": "common",
    "way": "swing",
    "step": "2",
    "answers": "readiness:30",
    "before": "cnil~~readiness:40~~hds:3~~",
    "bids": "A:100:0,B%2C%20C:110:99.5",
    "terms": "60,3,0,100,10,price,1000",
}


def used_keys() -> set[str]:
    """Keys that the address bar is asked for anywhere in ui and pages: literals, and constants of the module."""
    found = set()
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        constants = {}
        for node in tree.body:
            if isinstance(node, ast.Assign):
                names = [n for t in node.targets for n in ast.walk(t) if isinstance(n, ast.Name)]
                texts = [v for v in ast.walk(node.value) if isinstance(v, ast.Constant)]
                constants |= {n.id: v.value for n, v in zip(names, texts, strict=False)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                if node.func.attr in TAKE_A_KEY and getattr(node.func.value, "id", "") in ("address", "bar"):
                    key = node.args[0]
                    found.add(key.value if isinstance(key, ast.Constant) else constants.get(getattr(key, "id", "")))
    return found - {None}


def test_every_key_that_a_page_asks_for_stands_in_the_table_and_every_row_is_asked_for():
    asked = used_keys()
    assert len(asked) > 12 and asked <= set(PAGES)
    sources = "".join(path.read_text("utf-8") for path in SOURCES)
    assert [key for key in PAGES if not re.search(rf'"{key}"|\b{key}=', sources)] == []
    assert set(SCENARIO) == set(Scenario(DAY, "p", (("p", 1),), (("c", 1),), ("g",), "tolerant", "ignore", 0.0, True,
                                         "documented", ("o",), "hub").to_query())  # fmt: skip
    assert set(ENTRIES) == {*SCENARIO, *PAGES, "lang", "data", "s"}


def test_rows_name_pages_and_fields_that_there_are():
    assert {page for row in PAGES.values() for page in row.pages} <= set(ROUTES)
    assert {row.shows for row in PAGES.values() if row.shows} == {f.name for f in fields(PageEntries)} - {
        "entries",
        "locked",
        "replies",
    }
    assert CARRIED == ("sides", "bundle", "vary", "record")
    assert of_page("ranking") == ("pair", "against", "board", "sort", "pin", "lock", "record", "view", "open")
    assert of_page("replay") == ("case", "record", "view", "open")
    assert of_picture("elicited") == ("way", "answers", "before")


@pytest.mark.parametrize("key", PAGES)
def test_what_a_row_reads_it_writes_back(key):
    row, text = PAGES[key], USABLE[key]
    assert row.write(row.read(text, EVIDENCE)) == text


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("key", PAGES)
def test_what_a_row_refuses_is_dropped_with_what_is_allowed(key, lang):
    bad = "" if key == "voices" else "!"
    found = links.opened(links.LinkEntries({key: bad, "date": "2020-07-06"}), EVIDENCE, DAY)
    assert [n.key for n in found.notices] == [key] and not found.shown
    (said,) = notices.sentences(language(lang), EVIDENCE, found)
    assert allowed(language(lang), EVIDENCE, key) in said and said != allowed(language(lang), EVIDENCE, "xyz")


def test_what_may_vary_is_read_strictly():
    read = PAGES["vary"].read
    assert read("order-flat-40-5-90-80-70", EVIDENCE) == Vary("order", False, 40, 5, (90, 80, 70))
    assert read("any-nested-30-10-97-85-60", EVIDENCE) == ANY
    for text in (
        "nothing-nested-30-10-97-85-60",
        "a-b-c-d-e-f-g",
        "any-nested-4-10-97-85-60",
        "any-nested-30-10-97-85",
    ):
        assert read(text, EVIDENCE) is None


def test_the_screen_says_what_is_allowed_under_every_key():
    text = shown(
        opened("robustness", date="2020-07-06", lang="en", vary="a-b-c-d-e-f-g", board="x", lock="x", pilars="a:1")
    )
    assert "4 entries of this link could not be used." in text
    assert "vary = “a-b-c-d-e-f-g”, dropped; allowed: any, mine, order or range; nested or flat;" in text
    assert "board = “x”, dropped; allowed: table" in text
    assert "lock = “x”, dropped; allowed: one or several of sovereignty, " in text
    assert "pilars = “a:1”, dropped; allowed: no such entry; the nearest is pillars" in text


@pytest.mark.parametrize(
    "key, near", [("Pilars", "pillars"), ("weigths", "weights"), ("profil", "profile"), ("speed", ""), ("", "")]
)
def test_a_misspelt_key_has_a_nearest_right_one(key, near):
    assert nearest(key) == near


def test_every_page_entry_of_a_query_is_handed_on_and_nothing_else():
    query = "date=2020-07-06&" + "&".join(f"{k}={v.replace('%', '%25')}" for k, v in USABLE.items()) + "&lang=en&x=1"
    found = links.opened(links.entries_of(parse_qsl(query)), EVIDENCE, DAY)
    assert dict(found.shown) == USABLE and found.language == "en" and [n.key for n in found.notices] == ["x"]


@pytest.mark.parametrize(
    "key, text",
    [
        ("workload", "machines:4x8x32,storage:-0,egress:1,gpu:-0.0,card:4,services:,months:36,growth:-0"),
        ("bids", "a:1:-0"),
        ("terms", "60,2,-0,200,10,quality,-0"),
    ],
)
def test_zero_is_written_without_a_sign(key, text):
    row = ENTRIES[key]
    assert row.write(row.read(text, EVIDENCE)) == text.replace("-0.0", "0").replace("-0", "0")
