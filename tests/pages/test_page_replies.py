"""Contesting a fact through Streamlit's own tester: the form, what it says at once, the mark, the editors' answer."""

import json
import re

import pytest

from store import replies
from store.engine import store
from tests.examples_records import HOSTILE
from tests.pages.test_page_evidence import block, tiles
from tests.pages.test_pages import opened, shown

DAY, CELL, KEY = "2020-07-06", "outscale.secnumcloud", "the editors' own key"
TEXT = "\u202e".join(HOSTILE)


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """A store of this test's own, and an editors' key."""
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "replies.sqlite"))
    monkeypatch.setenv("BOARD_EDITOR_KEY", KEY)
    monkeypatch.delenv("DATABASE_URL", raising=False)


def form(lang: str = "en", cell: str = CELL, *folds: str):
    test = opened("evidence", date=DAY, lang=lang, cell=cell)
    for fold in ("contest", *folds):
        test.session_state[f"fold_{fold}"] = True
    return test.run()


def fill(test, value=0, **texts: str):
    test.selectbox(key=f"reply_value_{CELL}").set_value(value)
    for name, text in texts.items():
        (test.text_area if name == "sentence" else test.text_input)(key=f"reply_{name}").set_value(text)
    return test.run()


@pytest.mark.parametrize(
    "lang, at_once, received, open_",
    [
        ("en", "If so, on 6 July 2020: −", "Received as reply 1", "received on"),
        ("fr", "Dans ce cas, au 6 juillet 2020 : −", "réponse n° 1", "pas encore traitée"),
    ],
)
def test_a_fact_is_contested_with_hostile_text_and_stands_marked_until_it_is_taken_back(lang, at_once, received, open_):
    test = form(lang, CELL, "replies")
    assert at_once not in shown(test)
    fill(test, sentence=TEXT, name=HOSTILE[0], organisation=HOSTILE[2], page="https://example.org/a", contact="a@b.c")
    assert at_once in shown(test).replace("\xa0", " ") and "points" in shown(test)
    test.button(key="reply_send").click().run()
    html = block(test, "ev-replies")
    assert not test.exception and received in shown(test).replace("\xa0", " ") and open_ in html
    assert "<script>" not in html and "&lt;script&gt;" in html and "\u202e" not in html and "a@b.c" not in shown(test)
    assert 'href="https://example.org/a" target="_blank" rel="noopener noreferrer nofollow"' in html
    tile = re.search(rf'data-cell="{CELL}"[^>]* title="([^"]*)"[^>]*>(.*?)</a>', block(test, "ev-key"))
    assert "≠" in tile[1] and 'class="ev-reply">≠' in tile[2] and CELL in tiles(test)
    assert test.text_area(key="reply_sentence").value == ""
    key = test.code[0].value
    test.text_input(key="take_back_typed").set_value("1")
    test.text_input(key="take_back_key").set_value("wrong")
    test.button(key="take_back").click().run()
    assert 'role="alert"' in shown(test) and replies.opened(store())
    test.text_input(key="take_back_key").set_value(key)
    test.button(key="take_back").click().run()
    assert replies.listed(store()) == () and "≠" not in block(test, "ev-key")


def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(monkeypatch, tmp_path):
    test = fill(form(), page="javascript:alert(1)", sentence="It ended.")
    test.button(key="reply_send").click().run()
    assert "must begin with https://" in shown(test) and not replies.opened(store())
    assert test.text_area(key="reply_sentence").value == "It ended."
    monkeypatch.setenv("BOARD_STORE", str(tmp_path))
    fill(test, page="").button(key="reply_send").click().run()
    assert "Keep it as a file" in shown(test) and test.text_area(key="reply_sentence").value == "It ended."


def test_a_value_that_is_no_number_is_refused_as_typed_and_never_sent_as_another():
    test = form("fr", "azure.egress_eur_per_gb")
    for typed, wanted in (("1e3", "1e3"), ("--5", "--5"), ("٧٢", "٧٢")):
        test.text_input(key="reply_value_azure.egress_eur_per_gb_typed").set_value(typed)
        test.text_area(key="reply_sentence").set_value("Ainsi.").run()
        test.button(key="reply_send").click().run()
        assert not test.exception and wanted in shown(test) and not replies.opened(store())


@pytest.mark.parametrize(
    "cell, kind, value, wanted",
    [
        ("azure.certs", "multiselect", ["ISO27001"], ("ISO27001",)),
        ("azure.gpu_best", "selectbox", "P100", "P100"),
        ("azure.eu_regions", "number", "1", 1),
        ("azure.egress_eur_per_gb", "number", "0,085 €", 0.085),
        ("azure.hq_country", "text_input", "FR", "FR"),
        ("azure.data_services", "selectbox", 0, 0),
        ("azure.jurisdiction", "checkbox", True, "unknown"),
    ],
)
def test_each_scale_has_a_field_of_its_own(cell, kind, value, wanted):
    test = form("en", cell)
    own = cell if "services" not in cell else "azure.svc_object_storage"
    name = f"reply_unknown_{own}" if kind == "checkbox" else f"reply_value_{own}"
    field = test.text_input(key=f"{name}_typed") if kind == "number" else getattr(test, kind)(key=name)
    field.set_value(value)
    test.text_area(key="reply_sentence").set_value("So it is.").run()
    test.button(key="reply_send").click().run()
    assert not test.exception and [r.proposal.value for r in replies.opened(store())] == [wanted]


def test_the_editors_answer_behind_their_key_with_a_reason_in_both_languages():
    for n in (1, 2):
        fill(form(), sentence=f"It ended {n}.", contact=f"call me {n}").button(key="reply_send").click().run()
    test = form("en", CELL, "replies")
    assert "call me" not in shown(test) and not any(b.key == "editor_accept" for b in test.button)
    test.text_input(key="editor_key_typed").set_value("a wrong key, as long").run()
    assert "not the editors" in shown(test)
    test.text_input(key="editor_key_typed").set_value(KEY).run()
    assert "call me 1" in shown(test) and "[[secnumcloud]]" in "".join(c.value for c in test.code)
    test.button(key="editor_refuse").click().run()
    assert "A reason is needed" in shown(test)
    test.text_area(key="editor_fr").set_value("<b>Non</b>")
    test.text_area(key="editor_en").set_value("<b>No</b>")
    test.button(key="editor_refuse").click().run()
    assert not test.exception and replies.get(store(), 1).state == "refused"
    assert "call me 2" in shown(test) and "call me 1" not in shown(test)
    test.button(key="editor_erase").click().run()
    html = block(test, "ev-replies")
    assert not test.exception and "refused on" in html and "&lt;b&gt;No&lt;/b&gt;" in html and "ended 2" not in html
    assert "≠" not in block(test, "ev-key") and [r.number for r in replies.listed(store())] == [1]


def test_without_an_editors_key_there_is_no_place_to_answer(monkeypatch):
    for key in ("", "too short"):
        monkeypatch.setenv("BOARD_EDITOR_KEY", key)
        test = form("en", CELL, "replies")
        assert "no editors’ key" in shown(test) and not any(t.key == "editor_key_typed" for t in test.text_input)
    assert "Nobody has contested" in shown(test) and json.dumps(replies.listed(store())) == "[]"
