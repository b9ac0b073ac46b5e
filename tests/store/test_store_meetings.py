"""Meetings in the store, on SQLite and PostgreSQL: who may do what, who sees what when, and what deletion leaves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from ranking.decisions.record import verify_chain
from store import commons, meetings, records, seats
from store.engine import reading
from store.keys import digest, grouped, is_code, is_key, is_seat, new_code, new_key, new_seat, read
from store.meeting_tables import metadata
from store.refused import Refused
from tests.databases import database, postgresql  # noqa: F401
from tests.examples_records import held
from tests.meetings import LATER, NOW, answered, opened, opening, room, saved_sets, weighed


@pytest.fixture
def engine(database):  # noqa: F811
    return room(database)


def refused(reason: str):
    return pytest.raises(Refused, check=lambda e: e.reason == reason)


def counted(engine) -> dict[str, int]:
    """Rows of every table of meetings."""
    with reading(engine) as connection:
        return {t: connection.scalar(text(f"SELECT count(*) FROM {t}")) for t in metadata.tables}


def test_the_tables_are_those_the_migration_makes(engine):
    found = inspect(engine)
    for name, table in metadata.tables.items():
        assert {c["name"] for c in found.get_columns(name)} == set(table.columns.keys())


def test_a_meeting_comes_back_as_it_was_opened_without_its_secrets(engine):
    code, key = opened(engine)
    found = meetings.find(engine, code, LATER)
    asked = opening()
    assert (found.title, found.question, found.frame, found.in_play) == (
        asked.title,
        asked.question,
        asked.frame,
        asked.in_play,
    )
    assert found.state == "open" and found.expires - found.opened == timedelta(days=90)
    with reading(engine) as connection:
        kept = str(connection.execute(select(metadata.tables["meetings"])).one())
    assert key not in kept and code not in kept and digest("key", key) in kept


def test_the_same_form_sent_twice_opens_one_meeting_and_a_code_is_nobody_elses(engine):
    code, key = new_code(), new_key()
    meetings.start(engine, code, key, opening(), NOW)
    assert meetings.start(engine, code, key, opening(), LATER).opened == NOW
    assert counted(engine)["meetings"] == 1
    with refused("not_facilitator"):
        meetings.start(engine, code, new_key(), opening(title="Mine"), NOW)
    assert meetings.find(engine, code, NOW).title == "Hébergement"


def test_a_wrong_code_gets_no_meeting_whatever_is_asked(engine):
    _, key = opened(engine)
    wrong, seat = new_code(), new_seat()
    for ask in (
        lambda: meetings.find(engine, wrong, NOW),
        lambda: meetings.version(engine, wrong, NOW),
        lambda: meetings.reveal(engine, wrong, key, NOW),
        lambda: meetings.remove(engine, wrong, key, NOW),
        lambda: seats.join(engine, wrong, seat, "", NOW),
        lambda: seats.voices(engine, wrong, NOW),
        lambda: seats.seated(engine, wrong, NOW),
        lambda: commons.in_force(engine, wrong, NOW),
    ):
        with refused("no_meeting"):
            ask()


def test_a_participant_cannot_do_what_the_facilitator_does(engine):
    code, key = opened(engine)
    seat = answered(engine, code, "Ada", 70)
    before = meetings.find(engine, code, NOW)
    for token in (seat, code, "", new_key(), digest("key", key)):
        for act in (meetings.reveal, meetings.close, meetings.remove):
            with refused("not_facilitator"):
                act(engine, code, token, NOW)
        with refused("not_facilitator"):
            commons.save(engine, code, token, weighed(50), 0, "a", NOW)
        assert not meetings.facilitates(engine, code, token, NOW)
    assert meetings.find(engine, code, NOW) == before
    assert meetings.facilitates(engine, code, key, NOW)


def test_nobody_sees_anothers_weights_before_the_reveal_not_even_the_facilitator(engine):
    code, key = opened(engine)
    ada, bob = answered(engine, code, "Ada", 70), answered(engine, code, "", 20)
    with refused("hidden"):
        seats.voices(engine, code, NOW)
    with refused("hidden"):
        commons.save(engine, code, key, weighed(50), 0, "a", NOW)
    assert [(s.number, s.name, s.answers) for s in seats.seated(engine, code, NOW)] == [(0, "Ada", 1), (0, "", 1)]
    assert seats.own(engine, code, ada, NOW)[1][-1].scenario == weighed(70)
    assert seats.own(engine, code, bob, NOW)[1][-1].scenario == weighed(20)
    meetings.close(engine, code, key, NOW)
    with refused("hidden"):
        seats.voices(engine, code, NOW)
    assert meetings.reveal(engine, code, key, NOW).state == "closed"
    assert {v.name: v.scenario for v in seats.voices(engine, code, NOW)} == {"Ada": weighed(70), "": weighed(20)}


def test_votes_confirmed_changed_or_joined_after_the_reveal_are_told_apart_and_the_blind_ones_stay(engine):
    code, key = opened(engine)
    answered(engine, code, "Ada", 70)
    bob = answered(engine, code, "Bob", 20)
    cy = new_seat()
    seats.join(engine, code, cy, "Cy", NOW)
    meetings.reveal(engine, code, key, NOW)
    # The clock of another server may be behind: what counts is which came first in the store.
    seats.confirm(engine, code, bob, weighed(60), "second", NOW - timedelta(minutes=1))
    seats.confirm(engine, code, cy, weighed(10), "first", LATER)
    answered(engine, code, "Dan", 5, LATER)
    found = {b.name: (b.cast, b.blind, b.scenario) for b in seats.voices(engine, code, LATER)}
    assert found == {
        "Ada": ("before", weighed(70), weighed(70)),
        "Bob": ("changed", weighed(20), weighed(60)),
        "Cy": ("confirmed", None, weighed(10)),
        "Dan": ("joined", None, weighed(5)),
    }
    assert [e.late for e in seats.own(engine, code, bob, LATER)[1]] == [False, True]


def test_numbers_are_drawn_at_the_reveal_and_say_nothing_of_who_came_first(engine):
    orders, sorted_late = set(), set()
    for _ in range(12):
        code, key = opened(engine)
        tokens = [answered(engine, code, "", n) for n in range(5)]
        assert {s.number for s in seats.seated(engine, code, NOW)} == {0}
        assert seats.own(engine, code, tokens[0], NOW)[0].number == 0
        meetings.reveal(engine, code, key, NOW)
        found = seats.voices(engine, code, NOW)
        assert [b.number for b in found] == [1, 2, 3, 4, 5] == [s.number for s in seats.seated(engine, code, NOW)]
        own = {n: seats.own(engine, code, t, NOW)[0].number for n, t in enumerate(tokens)}
        assert {b.number: b.scenario for b in found} == {own[n]: weighed(n) for n in own}
        orders.add(tuple(own.values()))
        meetings.reveal(engine, code, key, LATER)
        assert seats.voices(engine, code, LATER) == found
        late = [answered(engine, code, "", 10 + n, LATER) for n in range(4)]
        drawn = [seats.own(engine, code, t, LATER)[0].number for t in late]
        assert sorted(drawn) == [6, 7, 8, 9], "five and four: nobody is number 56"
        assert [b.number for b in seats.voices(engine, code, LATER)] == list(range(1, 10))
        assert {b.number: b.scenario for b in seats.voices(engine, code, LATER)}[drawn[0]] == weighed(10)
        sorted_late.add(drawn == sorted(drawn))
    # Of 120 orders, 12 draws give the same one with a probability of 1e-23; latecomers stand in order once in 24.
    assert len(orders) > 1 and False in sorted_late


def test_those_without_a_name_are_listed_in_no_order_of_arrival(engine):
    code, _ = opened(engine)
    seats.join(engine, code, new_seat(), "", NOW)
    answered(engine, code, "", 10)
    answered(engine, code, "Ada", 70)
    assert [(s.name, s.answers) for s in seats.seated(engine, code, NOW)] == [("Ada", 1), ("", 1), ("", 0)]


def test_nothing_is_revealed_before_anybody_has_answered(engine):
    code, key = opened(engine)
    seats.join(engine, code, new_seat(), "Ada", NOW)
    with refused("none_answered"):
        meetings.reveal(engine, code, key, NOW)
    assert meetings.find(engine, code, NOW).state == "open"


def test_every_entry_is_kept_the_latest_counts_and_a_replay_is_no_entry(engine):
    code, key = opened(engine)
    seat = answered(engine, code, "Ada", 70)
    seats.confirm(engine, code, seat, weighed(40), "second", LATER)
    again = seats.confirm(engine, code, seat, weighed(70), "first", LATER)
    assert again.scenario == weighed(70) and again.made == NOW
    _, made = seats.own(engine, code, seat, LATER)
    assert [e.scenario for e in made] == [weighed(70), weighed(40)]
    meetings.reveal(engine, code, key, LATER)
    assert [v.scenario for v in seats.voices(engine, code, LATER)] == [weighed(40)]


def test_joining_twice_with_one_token_takes_one_seat(engine):
    code, _ = opened(engine)
    token = new_seat()
    first = seats.join(engine, code, token, "Ada", NOW)
    assert seats.join(engine, code, token, "Someone else", LATER) == first
    assert len(seats.seated(engine, code, NOW)) == 1


def test_a_seat_of_one_meeting_opens_nothing_in_another(engine):
    one, _ = opened(engine)
    other, _ = opened(engine)
    seat = answered(engine, one, "Ada", 70)
    for ask in (
        lambda: seats.own(engine, other, seat, NOW),
        lambda: seats.leave(engine, other, seat, NOW),
        lambda: seats.confirm(engine, other, seat, weighed(1), "x", NOW),
    ):
        with refused("no_seat"):
            ask()


def test_a_closed_meeting_takes_nothing_more_and_keeps_what_it_has(engine):
    code, key = opened(engine)
    seat = answered(engine, code, "Ada", 70)
    assert meetings.close(engine, code, key, NOW).state == "closed_unrevealed"
    with refused("closed"):
        seats.confirm(engine, code, seat, weighed(10), "late", LATER)
    with refused("closed"):
        seats.join(engine, code, new_seat(), "Late", LATER)
    assert seats.own(engine, code, seat, LATER)[1][-1].scenario == weighed(70)


def test_an_expired_meeting_is_gone_and_purged(engine):
    code, key = opened(engine, days=7)
    other, _ = opened(engine)
    seat, then = answered(engine, code, "Ada", 70), NOW + timedelta(days=7)
    for ask in (
        lambda: meetings.find(engine, code, then),
        lambda: meetings.reveal(engine, code, key, then),
        lambda: seats.own(engine, code, seat, then),
        lambda: seats.join(engine, code, seat, "Ada", then),
    ):
        with refused("no_meeting"):
            ask()
    assert meetings.purge(engine, then - timedelta(seconds=1)) == 0
    assert meetings.purge(engine, then) == 1
    assert counted(engine) == {"meetings": 1, "seats": 0, "entries": 0, "commons": 0}
    assert meetings.find(engine, other, then).title == "Hébergement"


def test_deletion_takes_every_row_and_leaves_nothing_in_the_files(engine):
    code, key = opened(engine, title="Zanzibar-title")
    answered(engine, code, "Quetzalcoatl-name", 70)
    meetings.reveal(engine, code, key, NOW)
    commons.save(engine, code, key, weighed(50), 0, "a", NOW)
    meetings.remove(engine, code, key, NOW)
    assert set(counted(engine).values()) == {0}
    with refused("no_meeting"):
        meetings.remove(engine, code, key, NOW)
    if engine.dialect.name == "sqlite":
        held = b"".join(p.read_bytes() for p in Path(engine.url.database).parent.glob("board.sqlite*"))
        assert b"Zanzibar" not in held and b"Quetzalcoatl" not in held


@pytest.mark.parametrize("how", ["deleted", "expired"])
def test_what_was_locked_in_a_meeting_goes_with_it_and_the_chain_of_records_holds(engine, how):
    code, key = opened(engine, days=7)
    before = records.append(engine, held(), NOW)
    answered(engine, code, "Ada", 70)
    meetings.reveal(engine, code, key, NOW)
    mine = meetings.lock(engine, code, key, held(), NOW)
    assert [k.id for k in records.of_meeting(engine, meetings.name(code))] == [mine.id]
    if how == "deleted":
        meetings.remove(engine, code, key, NOW)
    else:
        assert meetings.purge(engine, NOW + timedelta(days=8)) == 1
    assert records.get(engine, mine.id) is None and records.get(engine, before.id) == before
    assert records.of_meeting(engine, meetings.name(code)) == ()
    assert len(list(records.chain(engine))) == 2 and verify_chain(records.chain(engine)) == ()


def test_a_record_is_locked_in_a_meeting_by_its_facilitator_after_the_reveal_and_every_screen_hears_of_it(engine):
    code, key = opened(engine)
    seat = answered(engine, code, "Ada", 70)
    with refused("hidden"):
        meetings.lock(engine, code, key, held(), NOW)
    meetings.reveal(engine, code, key, NOW)
    for token in (seat, code, "", new_key()):
        with refused("not_facilitator"):
            meetings.lock(engine, code, token, held(), NOW)
    assert list(records.chain(engine)) == []
    before = meetings.version(engine, code, NOW)
    mine = meetings.lock(engine, code, key, held(), NOW)
    assert meetings.version(engine, code, NOW) > before and records.get(engine, mine.id) == mine


def test_no_record_outlives_the_meeting_that_is_deleted_while_it_is_being_locked(engine):
    for _ in range(4):
        code, key = opened(engine)
        answered(engine, code, "Ada", 70)
        meetings.reveal(engine, code, key, NOW)

        def locked(n: int, code=code, key=key) -> bool:
            try:
                return bool(
                    meetings.remove(engine, code, key, NOW) if n == 2 else meetings.lock(engine, code, key, held(), NOW)
                )
            except Refused as error:
                assert error.reason == "no_meeting"

        with ThreadPoolExecutor(5) as pool:
            list(pool.map(locked, range(5)))
        with refused("no_meeting"):
            meetings.lock(engine, code, key, held(), NOW)
        assert records.of_meeting(engine, meetings.name(code)) == ()
    assert all(r.content is None for r in records.chain(engine)) and verify_chain(records.chain(engine)) == ()


def test_a_participant_may_take_his_entries_back(engine):
    code, key = opened(engine)
    ada, _ = answered(engine, code, "Ada", 70), answered(engine, code, "Bob", 20)
    seats.leave(engine, code, ada, NOW)
    assert counted(engine)["entries"] == 1
    with refused("no_seat"):
        seats.own(engine, code, ada, NOW)
    meetings.reveal(engine, code, key, NOW)
    assert [v.name for v in seats.voices(engine, code, NOW)] == ["Bob"]


def test_two_facilitators_saving_at_once_both_are_kept_and_the_second_is_told(engine):
    code, key = opened(engine)
    answered(engine, code, "Ada", 70)
    meetings.reveal(engine, code, key, NOW)
    first = commons.save(engine, code, key, weighed(50), 0, "one", NOW)
    second = commons.save(engine, code, key, weighed(30), 0, "two", LATER)
    assert first.in_force and not second.in_force
    assert commons.save(engine, code, key, weighed(30), 0, "two", LATER) == second
    assert commons.in_force(engine, code, LATER) == first
    third = commons.save(engine, code, key, weighed(30), first.number, "three", LATER)
    assert third.in_force and commons.in_force(engine, code, LATER) == third
    assert [c.scenario for c in saved_sets(engine, code, LATER)] == [weighed(50), weighed(30), weighed(30)]


def test_of_many_saves_at_once_on_one_number_exactly_one_is_in_force(engine):
    code, key = opened(engine)
    answered(engine, code, "Ada", 70)
    meetings.reveal(engine, code, key, NOW)
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda n: commons.save(engine, code, key, weighed(n), 0, f"r{n}", NOW), range(8)))
    assert sum(s.in_force for s in saved) == 1
    assert sorted(s.number for s in saved) == list(range(1, 9)) == [c.number for c in saved_sets(engine, code, NOW)]


HOSTILE = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "'; DROP TABLE meetings; --",
    "**bold** [a](b)",
    "Zoë 李 😀",
    "{{ 7*7 }}",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_kept_as_the_text_it_is(engine, name):
    code, _ = opened(engine, title=name, question=name)
    answered(engine, code, name, 70)
    assert meetings.find(engine, code, NOW).title == meetings.find(engine, code, NOW).question == name
    assert [s.name for s in seats.seated(engine, code, NOW)] == [name]


def test_control_marks_go_and_too_much_text_is_refused(engine):
    code, _ = opened(engine, title=" a\x00b\u202ec\n\td ")
    assert meetings.find(engine, code, NOW).title == "abc d"
    with refused("too_long"):
        opened(engine, title="x" * 121)
    with refused("empty"):
        opened(engine, title=" \u200b ")
    with refused("too_long"):
        seats.join(engine, code, new_seat(), "y" * 61, NOW)
    assert seats.seated(engine, code, NOW) == ()


@pytest.mark.parametrize(
    "weights",
    [
        {},
        {"pillars": 3, "weights": {}},
        weighed(70) | {"pillars": {"a": float("nan")}},
        weighed(70) | {"pillars": {"a": -1}},
        weighed(70) | {"pillars": {"a": "b"}},
        weighed(70) | {"weights": {f"c{n}": 1.0 for n in range(5000)}},
    ],
)
def test_what_is_no_set_of_weights_is_refused(engine, weights):
    code, _ = opened(engine)
    seat = answered(engine, code, "Ada", 70)
    with refused("not_weights"):
        seats.confirm(engine, code, seat, weights, "x", NOW)
    assert len(seats.own(engine, code, seat, NOW)[1]) == 1


def test_codes_seats_and_keys_have_their_form_and_are_read_as_typed():
    code, seat, key = new_code(), new_seat(), new_key()
    assert is_code(code) and is_seat(seat) and is_key(key)
    assert not is_code(seat) and not is_code(code[:7] + "0") and not is_key(key[:-1]) and not is_seat(code)
    assert read(f" {grouped(seat).lower()} ") == seat and read(f"{code[:4]}-{code[4:]}") == code
    assert len({new_code() for _ in range(500)}) == 500
