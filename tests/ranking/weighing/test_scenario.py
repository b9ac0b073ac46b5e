"""A link and a JSON file hold any scenario exactly; what cannot be used in a link is named, never raised."""

import json
import math
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.errors import ScenarioError
from ranking.weighing.scenario import Notice, Scenario, checked, from_json, from_query, with_pairs
from tests.drawn import scenarios
from tests.examples import DAY, small_evidence

EVIDENCE = small_evidence()
TODAY = date(2026, 6, 2)
KEYS = [
    "date",
    "profile",
    "pillars",
    "weights",
    "require",
    "rule",
    "unknowns",
    "mix",
    "thin",
    "known",
    "offers",
    "priced",
]
ANY_TEXT = st.text() | st.text("0123456789abcdef.,:;>=-+%&#\x00\n\udc80 ", max_size=60)


def read(query: dict) -> tuple[Scenario, list[str]]:
    scenario, notices = from_query(query, EVIDENCE, TODAY)
    return scenario, [str(n) for n in notices]


@settings(max_examples=200)
@given(scenarios(EVIDENCE))
def test_a_link_gives_back_any_scenario_exactly_and_without_notice(scenario):
    assert from_query(scenario.to_query(), EVIDENCE, TODAY) == (scenario, ())


@given(scenarios(EVIDENCE))
def test_a_link_survives_percent_encoding(scenario):
    link = urlencode(scenario.to_query())
    assert link.isascii() and not set(link) & set(' "<>\\^`{|}')
    assert from_query(dict(parse_qsl(link, keep_blank_values=True)), EVIDENCE, TODAY) == (scenario, ())


@settings(max_examples=200)
@given(scenarios(EVIDENCE))
def test_json_text_gives_back_any_scenario_exactly(scenario):
    text = json.dumps(scenario.to_json(), allow_nan=False)
    assert from_json(json.loads(text), EVIDENCE) == scenario


@given(scenarios(EVIDENCE))
def test_a_scenario_read_from_a_link_is_accepted_and_unchanged(scenario):
    assert checked(scenario, EVIDENCE) == scenario
    assert hash(checked(scenario, EVIDENCE)) == hash(scenario)


def test_defaults_stay_out_of_the_link_except_the_date():
    assert Scenario(DAY).to_query() == {"date": "2026-06-01"}


def test_a_link_is_short_and_readable():
    scenario = Scenario(
        date(2020, 7, 6),
        "sovereign",
        (("readiness", 60.0),),
        (("hds", 2.5), ("certs", 0.0)),
        ("hds", "gpu>=1"),
        "tolerant",
        "ignore",
        -math.inf,
        True,
        "documented",
        ("local", "global"),
    )
    assert scenario.to_query() == {
        "date": "2020-07-06",
        "profile": "sovereign",
        "pillars": "readiness:60",
        "weights": "certs:0,hds:2.5",
        "require": "hds,gpu>=1",
        "rule": "tolerant",
        "unknowns": "ignore",
        "mix": "min",
        "thin": "1",
        "known": "documented",
        "offers": "local,global",
    }
    assert list(scenario.to_json()) == [
        "as_of",
        "profile",
        "pillars",
        "weights",
        "require",
        "rule",
        "unknowns",
        "compensation",
        "thin",
        "known",
        "offers",
    ]
    assert scenario.to_json()["compensation"] == "min"


def test_equal_questions_are_equal_objects():
    one = Scenario(DAY, weights=(("hds", 2), ("certs", 1)), require=("hds", "hds"), offers=())
    two = Scenario(DAY, weights=(("certs", 1.0), ("hds", 2.0)), require=("hds",))
    assert one == two and hash(one) == hash(two)
    assert with_pairs(Scenario(DAY), "weights", {"hds": 2, "certs": 1}).weights == two.weights


def test_zero_has_no_sign_in_link_or_record():
    asked = {"mix": "-0", "weights": "hds:-0.0", "pillars": "readiness:-0,sovereignty:60"}
    scenario, notices = read(asked)
    plain, _ = read({k: text.replace("-0.0", "0").replace("-0", "0") for k, text in asked.items()})
    assert notices == [] and scenario.to_query() == plain.to_query()
    assert "-0" not in json.dumps(scenario.to_json()["weights"] | {"mix": scenario.to_json()["compensation"]})


def test_a_link_without_a_date_means_today():
    assert read({}) == (Scenario(TODAY), [])
    assert read({"lang": "fr"}) == (Scenario(TODAY), [])


OFFERS, PROFILES = "local, global, small", "equal, sovereign"
CRITERIA = "jurisdiction, key_control, hds, certs, data_services, gpu, regions, vm_price, egress"
PILLARS = "sovereignty, certification, readiness, cost_exit"
A_DAY = "a day from 2018-01-01 on, such as 2020-07-06"
BAD = [
    ("date", "2020-13-01", A_DAY),
    ("date", "2017-12-31", A_DAY),
    ("date", "2100-01-01", A_DAY),
    ("date", "20200706", A_DAY),
    ("date", "2020-W28-1", A_DAY),
    ("date", "yesterday", A_DAY),
    ("date", "", A_DAY),
    ("date", "2020-07-06T10:00", A_DAY),
    ("profile", "nobody", f"one of {PROFILES}"),
    ("profile", "official", f"one of {PROFILES}"),
    ("profile", "", f"one of {PROFILES}"),
    ("pillars", "law:3", f"one of {PILLARS}"),
    ("weights", "sovereignty:3", f"one of {CRITERIA}"),
    *[
        ("weights", f"hds:{x}", "a number from 0 to 1000")
        for x in ("-1", "1001", "nan", "inf", "-inf", "1e999", "", "much", "3:4")
    ],
    ("pillars", "readiness:-0.1", "a number from 0 to 1000"),
    ("pillars", "readiness", "a number from 0 to 1000"),
    ("require", "fast", "one of hds, eu_law, or indicator>=number"),
    ("require", "pue>=1", "one of hds, eu_law, or indicator>=number"),
    ("require", "hq_country>=1", "one of hds, eu_law, or indicator>=number"),
    ("require", "hds>=", "one of hds, eu_law, or indicator>=number"),
    ("require", "hds>=-1", "one of hds, eu_law, or indicator>=number"),
    ("require", "hds>=9", "0 to 2"),
    ("rule", "lax", "one of strict, tolerant"),
    ("unknowns", "zero", "one of cautious, ignore, neutral"),
    ("known", "rumour", "one of true, documented"),
    *[("mix", x, "a number up to 1, or min") for x in ("2", "nan", "inf", "-inf", "1e999", "", "half")],
    ("thin", "2", "0 or 1"),
    ("thin", "true", "0 or 1"),
    ("offers", "nobody", f"one of {OFFERS}"),
]


@pytest.mark.parametrize("key, text, allowed", BAD)
def test_an_entry_that_cannot_be_used_is_dropped_and_named(key, text, allowed):
    assert read({"date": "2020-07-06", "profile": "sovereign", key: text}) == (
        replace(
            Scenario(TODAY if key == "date" else date(2020, 7, 6)), profile="equal" if key == "profile" else "sovereign"
        ),
        [f"{key}={text}: dropped; {allowed}"],
    )


def test_an_unknown_key_is_named_with_the_keys_there_are():
    assert read({"wieghts": "hds:3"}) == (Scenario(TODAY), [f"wieghts=hds:3: dropped; keys are {', '.join(KEYS)}"])


def test_the_good_entries_of_a_list_are_kept():
    scenario, notices = read(
        {"weights": "hds:3,foo:1,certs:x,gpu:5", "offers": "local,nobody,global", "require": "hds,x"}
    )
    assert (scenario.weights, scenario.offers, scenario.require) == (
        (("gpu", 5.0), ("hds", 3.0)),
        ("local", "global"),
        ("hds",),
    )
    assert [n.split(": ")[0] for n in notices] == ["weights=foo:1", "weights=certs:x", "offers=nobody", "require=x"]


def test_of_repeated_names_the_first_place_counts():
    scenario, notices = read({"weights": "hds:5,hds:5", "offers": "local,small,local", "require": "hds,hds"})
    assert (scenario.weights, scenario.offers, scenario.require, notices) == (
        (("hds", 5.0),),
        ("local", "small"),
        ("hds",),
        [],
    )


def test_empty_entries_of_a_list_are_passed_over():
    assert read({"weights": ",,", "pillars": "", "require": ",", "offers": ","}) == (Scenario(TODAY), [])


def test_notices_of_huge_entries_stay_short():
    scenario, notices = read(
        {"profile": "x" * 100_000, "date": "9" * 100_000, "z" * 100_000: "1", "mix": "1" * 100_000}
    )
    assert scenario == Scenario(TODAY)
    assert len(notices) == 4 and all(len(n) < 250 for n in notices)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(KEYS) | ANY_TEXT, ANY_TEXT))
def test_no_link_whatever_raises_and_what_it_gives_is_a_usable_scenario(query):
    scenario, notices = from_query(query, EVIDENCE, TODAY)
    assert all(isinstance(n, Notice) and n.allowed and str(n) for n in notices)
    assert from_query(scenario.to_query(), EVIDENCE, TODAY) == (scenario, ())


@pytest.mark.parametrize("key, name", [("pillars", "sovereignty"), ("weights", "hds")])
def test_a_weight_named_twice_counts_for_neither_number_and_both_are_named(key, name):
    scenario, notices = from_query({key: f"{name}:80,{name}:10,{name}:80"}, EVIDENCE, TODAY)
    assert getattr(scenario, key) == ()
    assert [(n.value, str(n.allowed)) for n in notices] == [
        (f"{name}:{number}", "one weight for each name") for number in (80, 10)
    ]
    assert from_query({key: f"{name}:80,{name}:8e1"}, EVIDENCE, TODAY)[0] == Scenario(TODAY, **{key: ((name, 80.0),)})


ENTRIES = ["hds", "readiness:5", "hds:5", "local", "gpu>=1", "x", "hds:5e1", ":", ">=", "", " hds"]


@given(st.sampled_from(["pillars", "weights", "require", "offers"]), st.lists(st.sampled_from(ENTRIES)))
def test_every_entry_of_a_list_is_either_kept_or_named(key, entries):
    scenario, notices = from_query({key: ",".join(entries)}, EVIDENCE, TODAY)
    kept = getattr(scenario, key) or ()
    names = {k for k, _ in kept} if key in ("pillars", "weights") else set(kept)
    named = {n.value for n in notices}
    for entry in filter(None, entries):
        assert entry.partition(":")[0] in names or entry in named


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(list(Scenario(DAY).to_json())), JSON_VALUES))
def test_no_json_value_gives_anything_but_a_scenario_or_one_sentence(data):
    try:
        found = from_json({"as_of": "2020-07-06", **data}, EVIDENCE)
    except ScenarioError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert from_json(found.to_json(), EVIDENCE) == found


@pytest.mark.parametrize(
    "data, said",
    [
        ({}, "a scenario is an object with at least as_of"),
        ([], "a scenario is an object with at least as_of"),
        ("x", "a scenario is an object with at least as_of"),
        ({"as_of": "2020-07-06", "wieghts": {}}, "scenario entry 'wieghts': unknown"),
        ({"as_of": 5}, "a value of the wrong type"),
        ({"as_of": "2020-07-06", "thin": "yes"}, "a value of the wrong type"),
        ({"as_of": "2020-07-06", "weights": [1]}, "a value of the wrong type"),
        ({"as_of": "2020-07-06", "weights": {"hds": 10**400}}, "a value of the wrong type"),
        ({"as_of": "2020-07-06", "require": "hds"}, "a value of the wrong type"),
        ({"as_of": "2020-07-06", "profile": "nobody"}, "profile=nobody: dropped; one of equal, sovereign"),
        ({"as_of": "2020-07-06", "weights": {"hds": -1}}, "weights=hds:-1: dropped; a number from 0 to 1000"),
    ],
)
def test_json_that_is_no_scenario_is_refused_in_one_sentence(data, said):
    with pytest.raises(ScenarioError) as refused:
        from_json(data, EVIDENCE)
    assert said in str(refused.value)


def test_json_may_leave_entries_out():
    assert from_json({"as_of": "2020-07-06"}, EVIDENCE) == Scenario(date(2020, 7, 6))
