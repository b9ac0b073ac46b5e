"""What a browser sends of weights under a hand is taken once, for the set it was made for, and only where it can be."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    from types import SimpleNamespace

    import streamlit as st

    from ranking.errors import ScenarioError
    from ui.ranking import by_hand

    def take(message: dict) -> None:
        if message.get("bad"):
            raise ScenarioError("no weights")
        st.session_state.setdefault("taken", []).append(message["seq"])

    own = by_hand.heard("seat")["session"]
    for sent in st.session_state["messages"]:
        message = {"session": own} | sent if isinstance(sent, dict) else sent
        st.session_state["seat"] = SimpleNamespace(moved=message)
        by_hand._moved("seat", take)
    st.session_state["refused"] = by_hand.refused("seat")


def after(*messages: object) -> tuple[list[int], bool]:
    test = AppTest.from_function(page)
    test.session_state["messages"] = list(messages)
    test.run()
    assert not test.exception
    return test.session_state["taken"] if "taken" in test.session_state else [], test.session_state["refused"]


def test_a_message_is_taken_once_and_never_an_older_one():
    assert after({"seq": 1}, {"seq": 1}, {"seq": 3}, {"seq": 2}) == ([1, 3], False)


def test_what_another_person_set_on_this_device_is_nobodys_here():
    assert after({"seq": 1, "session": "of somebody else"}, {"seq": 1}) == ([1], False)


def test_what_cannot_be_used_is_refused_until_something_usable_comes():
    assert after({"seq": 1, "bad": True}) == ([], True)
    assert after({"seq": 1, "bad": True}, {"seq": 2}) == ([2], False)
    assert after(None, "x", {"seq": "1"}, {"seq": 2**53}) == ([], False)
