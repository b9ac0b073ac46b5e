"""A record's digest survives every way of writing its JSON and no change of its words; it reproduces, or says why."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.decisions.lock import scenario_of
from ranking.decisions.record import RecordError, digest_of, intact, seal, verify_chain
from ranking.decisions.record_check import compare, verify
from ranking.decisions.record_file import MOST_BYTES, json_bytes, read, to_json
from ranking.decisions.recording import NAMES, QUESTION, NoQuestion, TooLong, content, shares_of, typed_texts
from ranking.facts.load import load
from ranking.robustness.first_places import drawn_shares
from ranking.versions.program import program
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.drawn import questions
from tests.examples import DAY, GLOBAL, LOCAL, OFFERS, small_evidence
from tests.examples_records import HOSTILE, NOON, chained, held
from words.decisions.record import record_in_words
from words.decisions.record_check import check_sentence, difference_row
from words.language import language

EVIDENCE = small_evidence()
TEXTS = st.text(max_size=60) | st.sampled_from(HOSTILE)


@st.composite
def contents(draw):
    """What people may lock: any question put to the small board, with whatever they type."""
    reasons = st.dictionaries(st.sampled_from(["sovereignty", "hds", "regions"]), TEXTS)
    asked = draw(TEXTS.map(str.strip)) or "?"
    try:
        words = typed_texts(asked, draw(reasons), draw(reasons), draw(st.lists(TEXTS, max_size=3)), ())
    except NoQuestion:
        words = typed_texts("?", {}, {}, (), ())
    return content(EVIDENCE, rank(EVIDENCE, draw(questions())), words, "12345678", "5a" * 16)


def leaves(value, path=()) -> Iterator[tuple]:
    """Paths to everything in a JSON value that is neither an object nor a list with something in it."""
    if isinstance(value, dict | list) and value:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path


def altered(value) -> object:
    """Another value of the same kind."""
    if value is None:
        return 0.5
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return ["x"] if isinstance(value, list) else {"x": 1} if isinstance(value, dict) else value + "x"


def changed(data: dict, path: tuple) -> dict:
    data = json.loads(json.dumps(data))
    *way, last = path
    inner = data
    for key in way:
        inner = inner[key]
    inner[last] = altered(inner[last])
    return data


def shuffled(value):
    """The same JSON as another program may write it: keys the other way round, whole numbers with a point."""
    if isinstance(value, dict):
        return {k: shuffled(value[k]) for k in reversed(value)}
    if isinstance(value, list):
        return [shuffled(v) for v in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(contents(), st.datetimes(timezones=st.just(UTC)), st.sampled_from(["", "a" * 64]))
@settings(max_examples=8)
def test_a_record_comes_back_from_its_file_with_its_digest_however_the_file_is_written(one, at, previous):
    record = seal(one, at, previous)
    assert intact(record)
    assert read(json_bytes(record)) == record
    other = {**shuffled(to_json(record)), "format": 1}
    again = read(json.dumps(other, ensure_ascii=True, indent=1).encode("utf-16"))
    assert again == record and intact(again) and again.digest == record.digest


@given(contents(), st.data())
@settings(max_examples=8)
def test_whatever_single_entry_is_altered_shows(one, data):
    chain = chained([held(), one, held(question="And after?")])
    paths = list(leaves(to_json(chain[1])))
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=5, max_size=5)):
        try:
            forged = read(json.dumps(changed(to_json(chain[1]), path)).encode())
        except RecordError:
            continue
        assert not intact(forged), path
        assert verify_chain([chain[0], forged, chain[2]]), path


def test_every_entry_of_one_record_is_covered():
    data = to_json(chained([held()])[0])
    kept = []
    for path in leaves(data):
        try:
            kept += [path] if intact(read(json.dumps(changed(data, path)).encode())) else []
        except RecordError:
            pass
    assert kept == []


def test_the_digest_is_the_published_one_of_an_empty_object():
    assert digest_of({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_a_chain_holds_and_a_deleted_content_leaves_it_holding():
    chain = chained([held(question=f"Question {n}?") for n in range(4)])
    assert verify_chain(chain) == ()
    assert verify_chain([]) == ()
    assert verify_chain([chain[0], replace(chain[1], content=None), *chain[2:]]) == ()


def test_a_chain_says_where_a_record_is_missing_moved_or_another():
    chain = chained([held(question=f"Question {n}?") for n in range(4)])
    assert [(f.position, f.what) for f in verify_chain(chain[1:])] == [(1, "link")]
    assert [(f.position, f.what) for f in verify_chain([chain[0], *chain[2:]])] == [(2, "link")]
    assert verify_chain([chain[1], chain[0], *chain[2:]])[0].what == "link"
    other = replace(chain[1], content=held(question="Forged?"))
    assert [(f.position, f.what) for f in verify_chain([chain[0], other, *chain[2:]])] == [(2, "content")]
    resealed = seal(other.content, NOON, chain[0].digest)
    assert [(f.position, f.what) for f in verify_chain([chain[0], resealed, *chain[2:]])] == [(3, "link")]


def test_the_time_is_that_of_the_caller_in_utc():
    paris = datetime(2026, 11, 26, 13, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    assert seal(held(), paris).at == "2026-11-26T12:00:05+00:00"


def test_a_record_reproduces_on_its_facts_and_names_what_other_facts_change():
    one = held()
    assert verify(one, small_evidence(), "12345678").reproduces
    better = {**OFFERS, "local": LOCAL | {"svc_spark": [("2018-01-01", 1)], "gpu": [("2018-01-01", "A100")]}}
    found = verify(one, small_evidence(better), "12345678")
    assert not found.reproduces
    assert ("score", "local") in {(d.kind, d.item) for d in found.differences}
    fewer = verify(one, small_evidence({"local": LOCAL, "global": GLOBAL}), "12345678")
    assert {d.item for d in fewer.differences if d.kind in ("place", "out")} >= {"small"}


def test_a_question_that_the_facts_no_longer_know_is_said_not_raised():
    one = held(Scenario(DAY, "sovereign", require=("hds",), rule="tolerant"))
    lost = replace(EVIDENCE, profiles={k: p for k, p in EVIDENCE.profiles.items() if k != "sovereign"})
    found = verify(one, lost, "12345678")
    assert not found.reproduces and "sovereign" in found.why_not
    sentence = check_sentence(language("en"), one, True, None, found)
    assert sentence.startswith("No, this record does not reproduce") and "sovereign" in sentence


def test_the_shares_are_those_of_the_line_under_the_verdict():
    ranking = rank(EVIDENCE, Scenario(DAY))
    alone, both = drawn_shares(EVIDENCE, ranking)
    kept = shares_of(held(Scenario(DAY)).result)
    assert [dict(k.first) for k in kept] == [dict(alone.first), dict(both.first)]
    assert kept[0].samples == alone.samples


def test_a_record_that_misstates_its_day_or_what_was_unknown_does_not_reproduce():
    one = held()
    for forged, kind, rows in (
        (replace(one, as_of=date(2019, 1, 1)), "as_of", ["Facts as of", "2019-01-01", "2026-06-01"]),
        (
            replace(one, result=replace(one.result, lead_unknown=0.25)),
            "lead_unknown",
            ["Unknown of the leader’s weight", "25.0%", "0.0%"],
        ),
    ):
        (found,) = verify(forged, EVIDENCE, "12345678").differences
        assert found.kind == kind and difference_row(language("en"), found, {}) == rows


def test_two_records_are_compared_item_by_item():
    one = held()
    assert compare(one, one) == ()
    other = held(
        Scenario(DAY, "equal", pillars=(("readiness", 70.0),), unknowns="neutral"),
        "Which cloud, then?",
        agreed=("Ada", "Bo"),
        dissented=("Cy",),
        why={"readiness": "speed"},
    )
    kinds = {d.kind for d in compare(one, other)}
    assert {"question", "setting", "musthave", "weight", "reason", "agreed", "dissented", "score"} <= kinds
    back = {(d.kind, d.item): (d.after, d.before) for d in compare(other, one)}
    assert back == {(d.kind, d.item): (d.before, d.after) for d in compare(one, other)}


def test_a_must_have_and_a_criterion_of_the_same_name_keep_their_own_reasons():
    one = held()
    assert one.musthaves[0].reason == "the law"
    assert next(w for w in one.weights if w.item == "hds").reason == "its weight"


def test_typed_texts_are_kept_as_typed_but_for_what_shows_nothing():
    words = typed_texts("  Which\n cloud?\x00\u202e ", {"hds": " "}, {}, ["Ada", "", "Ada", " Bo\t "], HOSTILE)
    assert (words.question, words.musthaves, words.agreed) == ("Which cloud?", {}, ("Ada", "Bo"))
    assert words.dissented == HOSTILE
    words = typed_texts(
        "\u200e Which \x00 cloud?", {}, {"hds": "\u200b \ufeff"}, ["\u202e Ada", "A\u00adda", "Ada"], ()
    )
    assert (words.question, words.weights, words.agreed) == ("Which cloud?", {}, ("Ada",))


@pytest.mark.parametrize(
    "question, names, error",
    [
        (" \n", (), NoQuestion),
        ("\u200e \u200e", (), NoQuestion),
        ("\u200b", (), NoQuestion),
        ("x" * (QUESTION + 1), (), TooLong),
        ("?", ["x" * 81], TooLong),
        ("?", [str(n) for n in range(NAMES + 1)], TooLong),
    ],
)
def test_nothing_said_and_too_much_said_are_refused_before_anything_is_locked(question, names, error):
    with pytest.raises(error):
        typed_texts(question, {}, {}, names, ())


def spoiled(**entries) -> bytes:
    return json.dumps({**to_json(chained([held()])[0]), **entries}).encode()


@pytest.mark.parametrize(
    "file, says",
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no record of format 1"),
        (b'{"format": 1}', "record.at: missing"),
        (spoiled(format=2), "no record of format 1"),
        (spoiled(more=1), "record.more: no such entry"),
        (spoiled(at="2026-11-26T12:00:00"), "record.at: not a time"),
        (spoiled(at=[1]), "record.at: not a text"),
        (spoiled(content={"question": 1}), "record.content.as_of: missing"),
        (spoiled(digest=None), "record.digest: not a text"),
        (b'{"format": 1, "at": 1, "at": 2}', "a key stands twice"),
        (b'{"format": 1, "at": NaN}', "NaN is no number"),
        (b" " * (MOST_BYTES + 1), "longer than"),
        (spoiled(digest="\ud800"), "record.digest: not a text in UTF-8"),
    ],
)
def test_a_file_that_is_no_record_is_refused_in_one_line(file, says):
    with pytest.raises(RecordError) as found:
        read(file)
    assert says in str(found.value) and "\n" not in str(found.value)


@pytest.mark.parametrize("entry, value", [("score", "high"), ("place", 1.5), ("first", 2), ("low", 1e300)])
def test_numbers_that_cannot_be_are_refused(entry, value):
    data = to_json(chained([held()])[0])
    data["content"]["result"]["places"][0][entry] = value
    with pytest.raises(RecordError):
        read(json.dumps(data).encode())


@given(st.data())
@settings(max_examples=12)
def test_whatever_file_is_read_can_be_told_and_verified(data):
    written = to_json(chained([held()])[0])
    for _ in range(3):
        path = data.draw(st.sampled_from(list(leaves(written))))
        written = changed(written, path)
    try:
        record = read(json.dumps(written).encode())
    except RecordError:
        return
    assert verify(record.content, EVIDENCE, "12345678").data == EVIDENCE.version
    for lang in ("fr", "en"):
        assert record_in_words(language(lang), record).question == record.content.question


def test_the_program_is_named_by_its_source():
    assert len(program()) == 8 and int(program(), 16) >= 0


def test_a_record_made_before_shares_shrank_to_their_documented_part_still_reproduces():
    # Egress is known of one offer in three, and carried the whole quarter of its pillar's documented half.
    some = {
        name: {k: v for k, v in facts.items() if k != "egress" or name == "local"} for name, facts in OFFERS.items()
    }
    evidence, asked = small_evidence(some), Scenario(DAY)
    whole = replace(asked, pillars=tuple((p, 25.0) for p in evidence.pillars))
    words = typed_texts("?", {}, {}, (), ())
    new, old = (content(evidence, rank(evidence, s), words, "12345678", "5a" * 16) for s in (asked, whole))
    old = replace(old, scenario=asked.to_json())
    assert {w.item: w.share for w in old.weights}["cost_exit"] == 0.25
    assert {w.item: w.share for w in new.weights}["cost_exit"] == pytest.approx(1 / 7)
    assert verify(old, evidence, "12345678").reproduces and verify(new, evidence, "12345678").reproduces
    assert scenario_of(old, evidence) == whole and scenario_of(new, evidence) == asked
    assert not verify(replace(old, weights=new.weights), evidence, "12345678").reproduces


def test_a_record_says_what_ends_within_twelve_months_and_is_written_as_before_where_nothing_does():
    ends = {"local": {**LOCAL, "hds": [("2018-01-01", 2, {"valid_to": "2027-01-31"})]}, "global": GLOBAL}
    kept = seal(held(evidence=small_evidence(ends)), NOON)
    (told_of,) = kept.content.result.ending
    assert (told_of.offer, told_of.criterion, told_of.until) == ("local", "hds", date(2027, 1, 31))
    back = read(json_bytes(kept))
    assert intact(back) and back == kept
    rows = record_in_words(language("en"), kept).unknown[1]
    assert any(name == "Local" and text.endswith("the certificate ends on 31 January 2027") for name, text in rows)
    before = to_json(seal(held(evidence=small_evidence({"local": LOCAL, "global": GLOBAL})), NOON))
    assert "ending" not in before["content"]["result"]


def test_a_record_names_what_was_not_weighed_and_why_with_the_law_first():
    evidence = load()
    ranking = rank(evidence, Scenario(date(2020, 7, 6), weights=(("hds", 0.0),)))
    kept = content(evidence, ranking, typed_texts("?", {}, {}, (), ()), "12345678", "5a" * 16)
    idle = {w.item for w in kept.weights if w.pillar and w.share == 0}
    assert {x.criterion for x in kept.result.aside} == idle and "hds" in idle
    assert kept.result.aside[0].criterion == "hds" and kept.result.aside[0].law
    rows = record_in_words(language("en"), seal(kept, NOON)).aside[1]
    assert rows[0][0] == evidence.criteria["hds"].label.en and "yet it was not asked for" in rows[0][1]


def test_a_record_made_before_reasons_were_kept_has_the_same_digest_and_says_that_it_holds_none():
    one = held(Scenario(DAY, "sovereign", weights=(("hds", 0.0),)))
    old = replace(one, result=replace(one.result, aside=()))
    assert "aside" not in to_json(seal(old, NOON))["content"]["result"]
    assert read(json_bytes(seal(old, NOON))).content == old and verify(old, EVIDENCE, "12345678").reproduces
    rows = record_in_words(language("en"), seal(old, NOON)).aside[1]
    assert rows and all(why.startswith("no weight; the record was made before") for _, why in rows)


@given(st.lists(st.floats(1, 100), min_size=4, max_size=4))
@settings(max_examples=25, deadline=None)
def test_the_weights_that_a_record_prints_add_up(shares):
    pillars = tuple(zip(EVIDENCE.pillars, shares, strict=False))
    rows = record_in_words(language("en"), seal(held(Scenario(DAY, pillars=pillars)), NOON)).weights[1]
    tenths = [(bool(pillar), round(10 * float(share.rstrip("%")))) for pillar, _, share, _ in rows]
    assert sum(n for pillar, n in tenths if pillar) == 1000
    assert sum(n for pillar, n in tenths if not pillar) == 1000


def test_the_hour_of_a_record_is_told_in_a_zone_that_is_named():
    record = seal(held(), NOON)
    assert "at 12:00 (UTC)" in record_in_words(language("en"), record).locked
    paris = record_in_words(language("fr"), record, ZoneInfo("Europe/Paris")).locked
    assert "à 13:00 (heure normale d’Europe centrale)" in paris
