"""The meeting's page through Streamlit's own tester: opening, joining, weighing, revealing, agreeing; and refusals."""

from datetime import UTC, datetime, timedelta

import pytest

from store import commons, meetings, records, seats
from store.engine import address as store_address
from store.engine import opened as opened_store
from store.keys import new_code, new_key, new_seat
from store.limits import RULES
from tests.meetings import FRAME, opening
from tests.pages.test_pages import address, opened, shown

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
    meetings.start(engine(), code, key, opening(in_play=play, data=found.version, **more), when or now())
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
    assert "Too many tries" in shown(test)


def test_a_participant_weighs_confirms_changes_and_what_is_on_screen_is_what_is_kept():
    code, _ = convened()
    test = seated(code, HOSTILE)
    assert not test.exception and HOSTILE not in shown(test)
    slider = next(s for s in test.slider if s.key.endswith("pillar_sovereignty"))
    slider.set_value(70)
    # Moved and pressed in one breath: the press must keep what the slider says.
    test.button(key="meeting_confirm").click().run()
    assert "Confirmed at" in noticed(test) and not has(test, "meeting_confirm")
    (entry,) = latest(code, test)
    assert entry.scenario["pillars"]["sovereignty"] == 70
    assert sum(s.value for s in test.slider if "_pillar_" in s.key) == 100
    next(s for s in test.slider if s.key.endswith("pillar_sovereignty")).set_value(20).run()
    assert "what counts is still what you confirmed last" in noticed(test)
    test.button(key="meeting_confirm").click().run()
    assert [e.scenario["pillars"]["sovereignty"] for e in latest(code, test)] == [70, 20]


def test_a_guided_way_ends_on_the_sliders_and_counts_once_it_is_confirmed():
    code, _ = convened()
    test = seated(code)
    test.toggle(key=f"seat_{code}_guide").set_value(True).run()
    for step in ("begin_order", "next_readiness_0", "tie_1", "next_2", "use"):
        test.button(key=f"seat_{code}_{step}").click().run()
    assert not test.exception and not test.toggle(key=f"seat_{code}_guide").value
    assert next(s for s in test.slider if s.key.endswith("pillar_readiness")).value == 52
    assert "answers" not in test.query_params and latest(code, test) == ()
    test.button(key="meeting_confirm").click().run()
    assert latest(code, test)[-1].scenario["pillars"]["readiness"] == pytest.approx(52.08)


def test_the_projector_shows_the_common_screen_without_any_tool():
    code, key = convened()
    test = entered(code, view="projector")
    assert "Nobody has joined yet." in shown(test) and f"{code[:4]} {code[4:]}" in shown(test)
    assert not any(b.key and b.key.startswith("meeting_") for b in test.button) and not test.sidebar.slider


def latest(code: str, test):
    """All entries of the participant whose page this is, by the return code on it."""
    token = next(c.value for c in test.code).replace(" ", "")
    return seats.own(engine(), code, token, now())[1]


def test_a_return_code_brings_a_participant_back_to_his_weights_on_another_device():
    code, _ = convened()
    first = seated(code)
    next(s for s in first.slider if s.key.endswith("pillar_sovereignty")).set_value(64).run()
    first.button(key="meeting_confirm").click().run()
    token = next(c.value for c in first.code)
    other = entered(code, lang="fr")
    other.text_input(key="meeting_return").set_value(token.lower())
    other.button(key="meeting_return_go").click().run()
    assert next(s for s in other.slider if s.key.endswith("pillar_sovereignty")).value == 64
    assert "Vous êtes Ada" in shown(other)


def test_a_participant_has_none_of_the_facilitators_tools_and_a_wrong_key_gives_none():
    code, _ = convened()
    seated(code)
    test = facilitating(code, new_key())
    assert "this is not the facilitator's key" in shown(test)
    assert not any(has(test, f"meeting_{x}") for x in ("reveal", "close", "delete", "common_save"))


@pytest.mark.parametrize("lang, word", [("en", "For all 2 participants"), ("fr", "Pour les 2 participants")])
def test_before_the_reveal_no_weight_is_on_the_common_screen_and_afterwards_all_are(lang, word):
    code, key = convened()
    for name, share in (("Ada", 61), (HOSTILE, 61)):
        test = seated(code, name)
        next(s for s in test.slider if s.key.endswith("pillar_sovereignty")).set_value(share).run()
        test.button(key="meeting_confirm").click().run()
    screen = facilitating(code, key)
    assert "All 2 participants have answered." in shown(screen) and "61%" not in shown(screen)
    screen.button(key="meeting_reveal").click().run()
    assert not screen.exception
    other = entered(code, screen="common", lang=lang)
    text = shown(other)
    assert word in text and "61" in text.partition('class="mt-spread"')[2] and "Ada" in text and HOSTILE not in text
    assert not has(other, "meeting_close")
    other.session_state["picture_divides"] = True
    assert not other.run().exception and "divides-" in " ".join(e.key for e in other.get("download_button") if e.key)


def test_two_facilitators_at_once_the_second_is_told_what_the_first_saved():
    code, key = convened()
    test = seated(code)
    test.button(key="meeting_confirm").click().run()
    meetings.reveal(engine(), code, key, now())
    one, two = facilitating(code, key), facilitating(code, key)
    for screen, share in ((one, 80), (two, 10)):
        next(s for s in screen.slider if s.key.endswith("pillar_sovereignty")).set_value(share).run()
    one.button(key="meeting_common_save").click().run()
    assert commons.in_force(engine(), code, now()).scenario["pillars"]["sovereignty"] == 80
    two.run()
    text = shown(two)
    assert "Another facilitator has saved" in text and "sovereignty 80%" in text
    assert not any("Another facilitator" in w.value for fold in two.expander for w in fold.warning)
    assert next(s for s in two.slider if s.key.endswith("pillar_sovereignty")).value == 10
    two.button(key="meeting_common_mine").click().run()
    assert not (one.exception or two.exception)
    assert commons.in_force(engine(), code, now()).scenario["pillars"]["sovereignty"] == 10
    assert "Another facilitator" not in shown(two)
    one.run()
    assert next(s for s in one.slider if s.key.endswith("pillar_sovereignty")).value == 10
    assert len(commons.history(engine(), code, now())) == 2


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
    assert not has(test, "meeting_confirm") and all(s.disabled for s in test.slider)
    assert "This meeting is closed" in noticed(entered(code))


def test_a_store_that_does_not_answer_is_said_in_a_sentence_and_the_page_stands(monkeypatch):
    monkeypatch.setenv("BOARD_STORE", "/proc/none/board.sqlite")
    test = entered(new_code())
    assert not test.exception and "cannot be reached just now" in shown(test)


def test_a_press_in_a_meeting_that_is_gone_confirms_nothing_in_the_next_one():
    (gone, key), (code, _) = convened(), convened()
    test = seated(gone)
    meetings.remove(engine(), gone, key, now())
    test.button(key="meeting_confirm").click().run()
    test.text_input(key="meeting_code").set_value(code)
    test.button(key="meeting_join_go").click().run()
    test.text_input(key="meeting_name").set_value("Ada")
    test.button(key="meeting_sit").click().run()
    next(s for s in test.slider if s.key.endswith("pillar_sovereignty")).set_value(70).run()
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
    monkeypatch.setitem(RULES, "miss", ("1 per 10 minutes", "200 per 10 minutes"))
    (gone, key), (code, _) = convened(), convened()
    test = entered(gone)
    meetings.remove(engine(), gone, key, now())
    assert "There is no such meeting" in shown(test.run())
    test.text_input(key="meeting_code").set_value(code)
    test.button(key="meeting_join_go").click().run()
    assert has(test, "meeting_sit") and "Too many tries" not in shown(test)


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
