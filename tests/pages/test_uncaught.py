"""An error nobody foresaw: one sentence in the page's language, a code that the log has too, no traceback on screen."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.places import ROOT

PAGE = """
import streamlit as st
from ui.session import uncaught
uncaught.install()
def fail():
    raise ZeroDivisionError("secret-of-the-program")
"""
PLACES = {
    "page": "fail()",
    "fragment": "st.fragment(fail)()",
    "callback": "st.button('x', on_click=fail)",
}


@pytest.mark.parametrize("lang, words", [("fr", "Rechargez la page"), ("en", "Reload the page")])
@pytest.mark.parametrize("place", PLACES)
def test_what_nobody_foresaw_is_said_in_a_sentence_whose_code_the_log_has(place, lang, words, caplog):
    test = AppTest.from_string(PAGE + PLACES[place], default_timeout=60)
    test.query_params["lang"] = lang
    test.run()
    for button in test.button:
        button.click().run()
    (said,) = test.exception
    code = re.search(r"\b[0-9a-f]{8}\b", said.value).group()
    assert words in said.value and not said.proto.type and not said.stack_trace
    assert "secret" not in said.value and "ZeroDivision" not in said.value
    logged = [r for r in caplog.records if code in r.getMessage()]
    assert len(logged) == 1 and logged[0].exc_info[0] is ZeroDivisionError


def test_no_link_of_an_error_leads_out_and_the_router_installs_the_sentence():
    assert "showErrorLinks = false" in (ROOT / ".streamlit" / "config.toml").read_text()
    assert "uncaught.install()" in (ROOT / "app.py").read_text()
