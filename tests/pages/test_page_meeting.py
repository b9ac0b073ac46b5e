"""The meeting's page through Streamlit's own tester: opening, joining, weighing, revealing, agreeing; and refusals."""

import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from ranking.decisions.record import intact
from ranking.decisions.record_content import Votes
from ranking.decisions.record_file import json_bytes, read
from ranking.weighing.rank import rank
from ranking.weights import whole_percentages
from ranking.workload.bill_as_facts import BILL
from store import commons, meetings, records, seats
from store.engine import address as store_address
from store.engine import opened as opened_store
from store.keys import new_code, new_key, new_seat
from store.limits import RULES
from tests.charts.doors import led
from tests.meetings import FRAME, opening, saved_sets
from tests.pages.test_pages import address, handed, opened, shown
from tests.places import EVIDENCE
from tests.ranking.balance.weight_moves import pillar_moved
from words.decisions.record import record_in_words
from words.language import language

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "board.sqlite"))


def engine():
    return opened_store(store_address())


def now() -> datetime:
    return datetime.now(UTC)


def convened(when: datetime | None = None, **more) -> tuple[str, str]:
    """Code and key of a meeting on the real data."""
    from ui.session.data import evidence

    code, key, found = new_code(), new_key(), evidence()
    play = tuple(c for c in found.criteria)
    asked = {"in_play": play, "data": found.version} | more
    meetings.start(engine(), code, key, opening(**asked), when or now())
    return code, key


def entered(code: str, **query):
    return opened("meeting", meeting=code, **{"lang": "en"} | query)


def seated(code: str, name: str = "Ada", **query):
    test = entered(code, **query)
    test.text_input(key="meeting_name").set_value(name)
    return test.button(key="meeting_sit").click().run()


def facilitating(code: str, key: str):
    test = entered(code, screen="common")
    test.text_input(key="meeting_key").set_value(key)
    return test.button(key="meeting_unlock_go").click().run()


def noticed(test) -> str:
    """The notes on the page."""
    return "\n".join(e.value for kind in ("success", "info") for e in getattr(test, kind))


def has(test, key: str) -> bool:
    return any(b.key == key for b in test.button)


def by_hand(test) -> dict | None:
    """What the page hands to its weights, None where it has none: {state: {pillars, weights, locked}, shut, ...}."""
    return next((answer for name, answer in handed(test) if name.endswith("_by_hand")), None)


def draft(test) -> str:
    """The name under which the session keeps the weights on the page."""
    kinds = (f"draft_{kind}_{address(test, 'meeting')}" for kind in ("common", "seat"))
    return next(key for key in kinds if key in test.session_state)


def pillar(test, name: str) -> int:
    """The share of a pillar on the page, in whole per cent."""
    return whole_percentages(rank(EVIDENCE, test.session_state[draft(test)]).weighting.pillars)[name]


def weigh(test, name: str, to: int):
    """The page after a hand on a pillar, as the browser's message of it leaves the session."""
    now = test.session_state[draft(test)]
    test.session_state[draft(test)] = pillar_moved(EVIDENCE, now, rank(EVIDENCE, now).weighting, name, to)
    return test.run()


def test_a_meeting_is_opened_on_the_question_of_the_controls():
    test = opened("meeting", date="2020-07-06", require="hds", lang="en")
    test.text_input(key="meeting_title").set_value(HOSTILE)
    test.text_area(key="meeting_question").set_value("What for?")
    test.multiselect(key="meeting_in_play").unselect("gpu")
    test.button(key="meeting_open_go").click().run()
    assert not test.exception
    code = address(test, "meeting")
    found = meetings.find(engine(), code, now())
    assert (found.title, found.question) == (HOSTILE, "What for?")
    assert found.frame["as_of"] == "2020-07-06" and found.frame["require"] == ["hds"]
    assert "gpu" not in found.in_play and found.in_play
    text = shown(test)
    assert "Nobody has joined yet." in text and f"{code[:4]} {code[4:]}" in text
    assert HOSTILE not in text and "&lt;script&gt;" in text
    assert has(test, "meeting_reveal") and has(test, "meeting_delete")


def test_the_facilitators_key_is_neither_in_the_address_nor_on_the_screen():
    code, key = convened()
    test = facilitating(code, key)
    assert has(test, "meeting_close")
    assert key not in shown(test) and not any(key in str(test.query_params[k]) for k in test.query_params)
    assert not test.code


def test_without_a_title_nothing_is_opened_and_nothing_typed_is_lost():
    test = opened("meeting", date="2020-07-06", lang="en")
    test.text_area(key="meeting_question").set_value("Kept?")
    test.button(key="meeting_open_go").click().run()
    assert "A meeting needs a title." in shown(test)
    assert test.text_area(key="meeting_question").value == "Kept?"


@pytest.mark.parametrize("typed", ["K7QX M2PD", "nonsense", "", "'; DROP TABLE meetings"])
def test_a_wrong_code_is_answered_in_one_sentence(typed):
    test = opened("meeting", lang="en")
    test.text_input(key="meeting_code").set_value(typed)
    test.button(key="meeting_join_go").click().run()
    assert "There is no such meeting" in shown(test) and not test.exception
    assert "meeting" not in test.query_params


def test_too_many_wrong_codes_are_refused_before_they_are_looked_up():
    test = opened("meeting", lang="en")
    for _ in range(21):
        test.text_input(key="meeting_code").set_value(new_code())
        test.button(key="meeting_join_go").click().run()
    assert "Too many attempts" in shown(test)


def test_whoever_brings_a_right_code_seat_or_key_is_let_in_after_any_number_of_wrong_ones():
    code, key = convened()
    token = next(c.value for c in seated(code).code)
    test = opened("meeting", lang="en")
    for _ in range(22):
        test.text_input(key="meeting_code").set_value(new_code())
        test.button(key="meeting_join_go").click().run()
    assert "Too many attempts" in shown(test)
    test.text_input(key="meeting_code").set_value(code)
    test.button(key="meeting_join_go").click().run()
    assert has(test, "meeting_sit") and "Too many attempts" not in shown(test)
    test.text_input(key="meeting_return").set_value(token)
    test.button(key="meeting_return_go").click().run()
    assert by_hand(test) and "Too many attempts" not in shown(test)
    test.button(key="meeting_to_common").click().run()
    test.text_input(key="meeting_key").set_value(key)
    test.button(key="meeting_unlock_go").click().run()
    assert has(test, "meeting_close")


def test_a_participant_weighs_confirms_changes_and_what_is_on_screen_is_what_is_kept():
    code, _ = convened()
    test = seated(code, HOSTILE)
    assert not test.exception and HOSTILE not in shown(test)
    weigh(test, "sovereignty", 70)
    test.button(key="meeting_confirm").click().run()
    assert "Confirmed at" in noticed(test) and not has(test, "meeting_confirm")
    (entry,) = latest(code, test)
    assert entry.scenario["pillars"]["sovereignty"] == 70
    assert sum(by_hand(test)["state"]["pillars"].values()) == 100
    weigh(test, "sovereignty", 20)
    assert "what counts is still what you last confirmed" in noticed(test)
    test.button(key="meeting_confirm").click().run()
    assert [e.scenario["pillars"]["sovereignty"] for e in latest(code, test)] == [70, 20]


def test_the_last_press_of_a_guided_way_confirms_what_it_stands_under_and_the_numbers_are_repeated():
    code, _ = convened()
    test = seated(code)
    test.toggle(key=f"seat_{code}_guide").set_value(True).run()
    for step in ("next_readiness_0", "tie_1", "next_2", "use"):
        assert not has(test, "meeting_confirm")
        test.button(key=f"seat_{code}_{step}").click().run()
    assert not test.exception and not test.toggle(key=f"seat_{code}_guide").value
    share = pillar(test, "readiness")
    assert share > 50
    assert "answers" not in test.query_params and not has(test, "meeting_confirm")
    (entry,) = latest(code, test)
    assert entry.scenario["pillars"]["readiness"] == pytest.approx(share, abs=0.5)
    assert "Confirmed at" in noticed(test) and f"readiness {share}%" in noticed(test)


def test_on_one_device_the_next_person_has_a_seat_of_their_own_and_both_count():
    code, _ = convened()
    test = seated(code)
    weigh(test, "sovereignty", 64)
    test.button(key="meeting_confirm").click().run()
    first = next(c.value for c in test.code)
    test.button(key="meeting_someone_else").click().run()
    assert not by_hand(test) and "Ada" not in shown(test) and first not in [c.value for c in test.code]
    test.text_input(key="meeting_name").set_value("Bob")
    test.button(key="meeting_sit").click().run()
    assert pillar(test, "sovereignty") != 64
    test.button(key="meeting_confirm").click().run()
    assert [(s.name, s.answers) for s in seats.seated(engine(), code, now())] == [("Ada", 1), ("Bob", 1)]
    assert seats.own(engine(), code, first.replace(" ", ""), now())[1][-1].scenario["pillars"]["sovereignty"] == 64
    test.button(key="meeting_leave").click().run()
    assert not test.exception and "meeting" not in test.query_params
    test.button(key="meeting_back").click().run()
    assert has(test, "meeting_sit") and not by_hand(test)


def test_two_windows_of_one_seat_both_say_which_weights_count():
    code, _ = convened()
    one, two = seated(code), entered(code)
    two.text_input(key="meeting_return").set_value(next(c.value for c in one.code))
    two.button(key="meeting_return_go").click().run()
    for window, share in ((one, 70), (two, 20)):
        weigh(window, "sovereignty", share)
    one.button(key="meeting_confirm").click().run()
    assert "sovereignty 70%" in noticed(one.run())
    assert "confirmed in another window" in noticed(two.run()) and "sovereignty 70%" in noticed(two)
    assert pillar(two, "sovereignty") == 20
    two.button(key="meeting_confirm").click().run()
    assert "sovereignty 20%" in noticed(two) and "another window" not in noticed(two)
    assert "sovereignty 20%" in noticed(one.run()) and "in another window" in noticed(one)
    assert pillar(one, "sovereignty") == 20
    assert not has(one, "meeting_confirm") and not has(two, "meeting_confirm")


def test_a_press_over_weights_that_could_not_be_used_confirms_nothing_and_says_so():
    code, _ = convened()
    test = seated(code)
    test.session_state[f"seat_{code}_by_hand_refused"] = True
    test.button(key="meeting_confirm").click().run()
    assert "Nothing was confirmed" in shown(test) and latest(code, test) == ()
    test.button(key="meeting_confirm").click().run()
    assert len(latest(code, test)) == 1 and "sovereignty" in noticed(test)


def test_only_what_a_meeting_asks_about_is_weighed_in_it_and_the_rest_weighs_nothing():
    code, _ = convened(in_play=("gpu_best", "hds", "jurisdiction"))
    test = seated(code)
    sent = by_hand(test)["state"]
    assert sent["pillars"] == {} and set(sent["weights"]) <= {"gpu_best", "hds", "jurisdiction"}
    weigh(test, "sovereignty", 70)
    test.button(key="meeting_confirm").click().run()
    shares = rank(EVIDENCE, test.session_state[f"draft_seat_{code}"]).weighting.overall
    assert {c for c, x in shares.items() if x > 0} <= {"gpu_best", "hds", "jurisdiction"}


def test_people_weigh_without_seeing_who_wins_until_they_have_confirmed_unless_the_facilitator_lets_them():
    code, _ = convened()
    test = seated(code)
    assert '<h1 class="verdict">Où ?</h1>' in shown(test) and 'class="board"' not in shown(test)
    test.toggle(key=f"seat_{code}_guide").set_value(True).run()
    for step in ("next_readiness_0", "tie_1", "next_2"):
        test.button(key=f"seat_{code}_{step}").click().run()
    assert re.search(r"Weights: .*readiness \d+%", shown(test)) and " leads" not in shown(test)
    test.button(key=f"seat_{code}_use").click().run()
    assert 'class="board"' in shown(test) and '<h1 class="verdict">Où ?</h1>' in shown(test)
    other, _ = convened(ranking_shown=True)
    test = seated(other)
    assert 'class="board"' in shown(test) and '<h1 class="verdict">Où ?</h1>' not in shown(test)
    # Whose bill counts is no secret: they weigh it.
    billed, _ = convened(frame=FRAME | {"priced": "research"}, in_play=("hds", BILL))
    assert "Research project” in place of unit prices" in shown(seated(billed))


def test_votes_after_the_reveal_are_told_apart_on_screen_in_the_means_and_in_the_record():
    code, key = convened()
    for name, share in (("Ada", 80), ("Bob", 20)):
        test = seated(code, name)
        weigh(test, "sovereignty", share)
        test.button(key="meeting_confirm").click().run()
        if name == "Ada":
            meetings.reveal(engine(), code, key, now())
    screen = facilitating(code, key)
    text = shown(screen)
    assert "Bob (joined after the reveal)" in text and "1 of 2 date from before the reveal" in text
    assert "Mean of the votes before the reveal (1)" in text and "Mean of all, with votes after the reveal (2)" in text
    screen.button(key="meeting_common_blind").click().run()
    assert pillar(screen, "sovereignty") == 80
    screen.button(key="meeting_common_save").click().run()
    assert "Weights agreed. On 6 July 2020" in shown(screen) and "in force for everyone" in noticed(screen)
    assert screen.text_input(key="meeting_lock_question").value == "Où ?"
    assert screen.multiselect(key="meeting_lock_agreed_voices").value == ["Ada", "Bob (joined after the reveal)"]
    screen.multiselect(key="meeting_lock_dissented_voices").set_value(["Ada"]).run()
    assert screen.multiselect(key="meeting_lock_agreed_voices").value == ["Bob (joined after the reveal)"]
    screen.button(key="meeting_lock_go").click().run()
    assert "The decision is locked" in noticed(screen)
    assert re.search('<h1 class="verdict">Decision taken. On 6 July 2020', shown(entered(code, screen="common")))
    (kept,) = records.of_meeting(engine(), meetings.name(code))
    assert kept.record.content.votes == Votes(1, 0, 0, 1, False)
    assert intact(kept.record) and read(json_bytes(kept.record)) == kept.record
    said = {lang: " ".join(record_in_words(language(lang), kept.record).lines) for lang in ("en", "fr")}
    assert "after it, 0 votes changed, 0 confirmed for the first time and 1 from a latecomer." in said["en"]
    assert "1 d’une personne arrivée ensuite." in said["fr"]


def test_the_projector_shows_the_common_screen_without_any_tool():
    code, key = convened()
    test = entered(code, view="projector")
    assert "Nobody has joined yet." in shown(test) and f"{code[:4]} {code[4:]}" in shown(test)
    assert not any(b.key and b.key.startswith("meeting_") for b in test.button) and not by_hand(test)


def test_the_facilitators_bar_stands_on_the_projector_with_reveal_and_both_steps_and_without_the_key():
    code, key = convened()
    seated(code).button(key="meeting_confirm").click().run()
    test = facilitating(code, key)
    test.button(key="to_projector").click().run()
    assert has(test, "meeting_reveal") and not has(test, "meeting_delete") and "Où ?" in shown(test)
    test.button(key="meeting_reveal").click().run()
    assert not test.exception and has(test, "meeting_common_save") and has(test, "meeting_close")
    test.button(key="meeting_common_save").click().run()
    assert has(test, "meeting_lock_go") and "Weights agreed." in shown(test)


def latest(code: str, test):
    """All entries of the participant whose page this is, by the return code on it."""
    token = next(c.value for c in test.code).replace(" ", "")
    return seats.own(engine(), code, token, now())[1]


def test_a_return_code_brings_a_participant_back_to_his_weights_on_another_device():
    code, _ = convened()
    first = seated(code)
    weigh(first, "sovereignty", 64)
    first.button(key="meeting_confirm").click().run()
    token = next(c.value for c in first.code)
    other = entered(code, lang="fr")
    other.text_input(key="meeting_return").set_value(token.lower())
    other.button(key="meeting_return_go").click().run()
    assert pillar(other, "sovereignty") == 64
    assert "Vous êtes Ada" in shown(other)


def test_a_participant_has_none_of_the_facilitators_tools_and_a_wrong_key_gives_none():
    code, _ = convened()
    seated(code)
    test = facilitating(code, new_key())
    assert "this is not the facilitator’s key" in shown(test)
    assert not any(has(test, f"meeting_{x}") for x in ("reveal", "close", "delete", "common_save"))


@pytest.mark.parametrize("lang, word", [("en", "For all 2 participants"), ("fr", "Pour les 2 participants")])
def test_before_the_reveal_no_weight_is_on_the_common_screen_and_afterwards_all_are(lang, word):
    code, key = convened()
    for name, share in (("Ada", 61), (HOSTILE, 61)):
        test = seated(code, name)
        weigh(test, "sovereignty", share)
        test.button(key="meeting_confirm").click().run()
    screen = facilitating(code, key)
    assert "All 2 participants have answered." in shown(screen) and "61%" not in shown(screen)
    screen.button(key="meeting_reveal").click().run()
    assert not screen.exception
    other = entered(code, screen="common", lang=lang)
    text = shown(other)
    assert word in text and "61" in text.partition('class="mt-spread"')[2] and "Ada" in text and HOSTILE not in text
    assert not has(other, "meeting_close")
    places = led("".join(e.proto.body for e in other.get("html")))
    assert places[0][0] == "1" and places[0][1]["open"] in EVIDENCE.offers
    other.session_state["picture_divides"] = True
    assert not other.run().exception and "divides-" in " ".join(e.key for e in other.get("download_button") if e.key)


def test_two_facilitators_at_once_the_second_is_told_what_the_first_saved():
    code, key = convened()
    test = seated(code)
    test.button(key="meeting_confirm").click().run()
    meetings.reveal(engine(), code, key, now())
    one, two = facilitating(code, key), facilitating(code, key)
    for screen, share in ((one, 80), (two, 10)):
        weigh(screen, "sovereignty", share)
    one.button(key="meeting_common_save").click().run()
    assert commons.in_force(engine(), code, now()).scenario["pillars"]["sovereignty"] == 80
    two.run()
    text = shown(two)
    assert "Another facilitator has saved" in text and "sovereignty 80%" in text
    assert not any("Another facilitator" in w.value for fold in two.expander for w in fold.warning)
    assert pillar(two, "sovereignty") == 10
    two.button(key="meeting_common_mine").click().run()
    assert not (one.exception or two.exception)
    assert commons.in_force(engine(), code, now()).scenario["pillars"]["sovereignty"] == 10
    assert "Another facilitator" not in shown(two)
    one.run()
    assert pillar(one, "sovereignty") == 10
    assert len(saved_sets(engine(), code, now())) == 2
    # A session that was lost: the window had its weights, and what nobody heard.
    kept = one.session_state[f"draft_common_{code}"].to_json()
    moved = {"pillars": {"sovereignty": 70, "readiness": 30, "certification": 0, "cost_exit": 0}, "weights": {}}
    for hand, there in (({"state": moved | {"locked": []}}, 70), ({"state": {"pillars": {"x": 1}}}, 10), ([5], 10)):
        one.session_state[f"meeting_window_had_common_{code}"] = json.dumps(kept | {"hand": hand})
        assert there == 10 or "as this window last had them" in noticed(one.run())
        assert pillar(one.run(), "sovereignty") == there


def test_deleting_asks_for_nothing_more_and_leaves_a_sentence_for_those_who_come_late():
    code, key = convened()
    participant = seated(code)
    screen = facilitating(code, key)
    screen.button(key="meeting_delete").click().run()
    assert not screen.exception and "meeting" not in screen.query_params and "have been deleted" in noticed(screen)
    participant.run()
    assert "There is no such meeting" in shown(participant)


def test_an_expired_meeting_is_no_meeting():
    code, _ = convened(now() - timedelta(days=8), days=7)
    assert "There is no such meeting" in shown(entered(code))


def test_a_closed_meeting_takes_nobody_and_says_so():
    code, key = convened()
    test = seated(code)
    meetings.close(engine(), code, key, now())
    test.run()
    assert not has(test, "meeting_confirm") and by_hand(test)["shut"]
    assert "This meeting is closed" in noticed(entered(code))


def test_a_meeting_whose_store_does_not_answer_says_so_and_comes_back_with_what_was_moved(monkeypatch, tmp_path):
    code, _ = convened()
    test = seated(code)
    weigh(test, "readiness", 70)
    moved = draft(test)
    monkeypatch.setenv("BOARD_STORE", "/proc/none/board.sqlite")
    test.run()
    assert not test.exception and "its store does not answer" in shown(test) and "/proc" not in shown(test)
    assert not has(test, "meeting_confirm") and not has(test, "meeting_join_go") and address(test, "meeting") == code
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "board.sqlite"))
    test.run()
    assert has(test, "meeting_confirm") and draft(test) == moved and "does not answer" not in shown(test)


def test_a_store_that_takes_no_writes_is_read_also_where_something_in_it_has_expired(tmp_path, monkeypatch):
    monkeypatch.setattr("store.connecting.WAIT_MS", 100)
    convened(now() - timedelta(days=100))
    code, _ = convened(title="Read all the same")
    with sqlite3.connect(tmp_path / "board.sqlite", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        test = entered(code)
        assert not test.exception and "cannot be reached" not in shown(test) and "Read all the same" in shown(test)


def test_a_press_in_a_meeting_that_is_gone_confirms_nothing_in_the_next_one():
    (gone, key), (code, _) = convened(), convened()
    test = seated(gone)
    meetings.remove(engine(), gone, key, now())
    test.button(key="meeting_confirm").click().run()
    test.text_input(key="meeting_code").set_value(code)
    test.button(key="meeting_join_go").click().run()
    test.text_input(key="meeting_name").set_value("Ada")
    test.button(key="meeting_sit").click().run()
    weigh(test, "sovereignty", 70)
    assert not test.exception and latest(code, test) == ()
    test.button(key="meeting_confirm").click().run()
    assert len(latest(code, test)) == 1


def test_a_meeting_on_facts_that_are_no_more_is_said_in_a_sentence_to_those_in_it():
    code, _ = convened(frame=FRAME | {"require": ["nosuch"]})
    test = seated(code)
    assert not test.exception and "cannot be shown with the facts of today" in shown(test)
    assert [s.name for s in seats.seated(engine(), code, now())] == ["Ada"]
    test.run()
    assert not test.exception and "cannot be shown with the facts of today" in shown(test)


def test_who_was_in_a_meeting_that_is_deleted_has_not_guessed_a_code(monkeypatch):
    monkeypatch.setitem(RULES, "miss", ("1 per 10 minutes", None, None))
    (gone, key), (code, _) = convened(), convened()
    test = entered(gone)
    meetings.remove(engine(), gone, key, now())
    assert "There is no such meeting" in shown(test.run())
    test.text_input(key="meeting_code").set_value(code)
    test.button(key="meeting_join_go").click().run()
    assert has(test, "meeting_sit") and "Too many attempts" not in shown(test)


def test_a_record_locked_in_a_meeting_is_the_meetings_and_one_of_a_deleted_meeting_is_none():
    code, key = convened()
    seated(code).button(key="meeting_confirm").click().run()
    meetings.reveal(engine(), code, key, now())
    test = facilitating(code, key)
    test.button(key="meeting_common_save").click().run()
    test.text_input(key="meeting_lock_question").set_value("Where to host?")
    test.button(key="meeting_lock_go").click().run()
    assert not test.exception and len(records.of_meeting(engine(), meetings.name(code))) == 1
    test.text_input(key="meeting_lock_question").set_value("And then?")
    meetings.remove(engine(), code, key, now())
    test.button(key="meeting_lock_go").click().run()
    assert not test.exception and "There is no such meeting" in shown(test)
    assert [r.content for r in records.chain(engine())] == [None]


def test_the_time_of_a_confirmation_says_which_clock_it_is_where_the_browser_does_not():
    code, _ = convened()
    test = seated(code)
    assert " UTC." in noticed(test.button(key="meeting_confirm").click().run())


def test_taking_part_twice_from_one_page_takes_one_seat():
    code, _ = convened()
    token = new_seat()
    for _ in range(2):
        seats.join(engine(), code, token, "Ada", now())
    test = seated(code, "Bob")
    test.run()
    assert [s.name for s in seats.seated(engine(), code, now())] == ["Ada", "Bob"]
