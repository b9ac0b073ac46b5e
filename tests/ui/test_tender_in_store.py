"""The page of a tender with the store: kept under a code, opened by it elsewhere, two windows, deleted, refused."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ranking.tender.dossier_file import written
from store import keys
from store.dossiers import cipher, dossiers
from store.engine import address, begun
from store.engine import opened as opened_store
from store.limits import RULES
from tests.pages.test_pages import shown
from tests.ui.test_tender_page import dossier, give, tender
from ui.tender.session_dossier import HELD, KEPT

WRONG = "W" * cipher.CODE


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "board.sqlite"))


def press(test, key: str):
    return test.button(key=key).click().run()


def with_dossier():
    return give(tender(), ("marche.dossier.json", written(dossier())))


def by_code(test, code: str):
    test.text_input(key="tender_code").set_value(code)
    return press(test, "tender_open_code")


def said(test) -> str:
    assert not test.exception
    return shown(test).replace("\u00a0", " ")


def test_a_dossier_is_kept_opened_elsewhere_by_its_code_saved_and_deleted(tmp_path, caplog):
    caplog.set_level("DEBUG")
    first = with_dossier()
    assert not begun(), "whoever keeps nothing makes no store"
    press(first, "tender_keep_new")
    code = first.session_state[KEPT].code
    assert keys.grouped(code) in [c.value for c in first.code] and "Conservé sur le serveur jusqu’au" in said(first)
    assert "Le serveur a le dossier tel qu’il est ici" in said(first)
    second = by_code(tender(), keys.grouped(code).lower())
    assert second.session_state[HELD] == dossier() and "Ovale arrive en tête" in said(second)
    assert "Rien dans le dossier n’est à enregistrer" in said(second)
    second.text_input(key="tender_title").set_value("Marché 2026-18").run()
    assert "Pas encore sur le serveur : le nom du marché." in said(second)
    press(second, "tender_save_kept")
    assert second.session_state[KEPT].number == 2
    # The first window saves from what it had: nothing of the second's is overwritten.
    first.text_input(key="tender_title").set_value("Autre").run()
    press(first, "tender_save_kept")
    assert "Une autre fenêtre a enregistré ce dossier entre-temps (enregistrement 2 ; celui-ci partait du 1)" in said(
        first
    )
    press(first, "tender_theirs")
    assert first.session_state[HELD].title == "Marché 2026-18" and first.session_state[KEPT].other is None
    # What holds the code: this session alone.
    held = b"".join(p.read_bytes() for p in Path(tmp_path).iterdir())
    assert not [s for s in (code, "Ovale", "Marché") if s.encode() in held] and code not in caplog.text
    assert code not in str(dict(first.query_params)) and code.encode() not in written(first.session_state[HELD])
    assert code not in str(first.session_state[KEPT])
    press(first, "tender_delete_kept")
    assert KEPT not in first.session_state and "Non enregistré : " in said(first) and first.session_state[HELD]
    press(second, "tender_save_kept")
    assert "n’est plus sur le serveur" in said(second) and second.session_state[HELD].title == "Marché 2026-18"
    assert "Ce dossier n’existe pas" in said(by_code(tender(), code))


def test_two_windows_may_both_be_kept():
    first = press(with_dossier(), "tender_keep_new")
    code = first.session_state[KEPT].code
    dossiers.save(opened_store(address()), code, b"another", 1, datetime.now(UTC))
    first.text_input(key="tender_title").set_value("Autre").run()
    press(press(first, "tender_save_kept"), "tender_keep_mine")
    own = first.session_state[KEPT]
    assert own.code != code and (own.number, own.other) == (1, None) and "tel qu’il est ici" in said(first)
    # Another file laid in is not that dossier: it is not saved under its code.
    give(first, ("marche.dossier.json", written(dossier())))
    assert first.session_state[HELD] == dossier() and KEPT not in first.session_state


def test_what_does_not_open_is_said_and_changes_nothing():
    code, now = cipher.new_code(), datetime.now(UTC)
    store = opened_store(address())
    dossiers.begin(store, code, written(dossier()), now - timedelta(days=dossiers.DAYS))
    dossiers.begin(store, other := cipher.new_code(), b"{}", now)
    test = with_dossier()
    for typed, sentence in (
        ("K7QX", "compte 24 lettres et chiffres"),
        (WRONG, "Ce dossier n’existe pas"),
        (code, "Ce dossier n’existe pas"),
        (other, "Ce dossier ne peut pas être ouvert"),
    ):
        assert sentence in said(by_code(test, typed)) and sentence in said(test.run())
        assert test.session_state[HELD] == dossier() and KEPT not in test.session_state
    dossiers.save(store, other, written(dossier()), 1, now)
    test.text_input(key="tender_title").set_value("Autre").run()
    assert "enregistrez-le ou fermez-le d’abord" in said(by_code(test, other))
    assert test.session_state[HELD].title == "Autre"
    press(test, "tender_keep_new")
    assert 'class="trouble"' not in said(test)


def test_who_guesses_codes_is_told_to_wait_and_a_right_code_still_opens():
    code = cipher.new_code()
    dossiers.begin(opened_store(address()), code, written(dossier()), datetime.now(UTC))
    test = tender()
    for _ in range(int(RULES["miss"][0].split()[0])):
        by_code(test, WRONG)
    assert "Trop d’essais" in said(by_code(test, WRONG))
    assert by_code(test, code).session_state[HELD] == dossier()


def test_a_store_that_fails_is_one_sentence_and_the_dossier_stays(monkeypatch):
    test = with_dossier()
    monkeypatch.setenv("BOARD_STORE", "/proc/none/board.sqlite")
    press(test, "tender_keep_new")
    assert "La mémoire des dossiers ne répond pas" in said(test) and test.session_state[HELD] == dossier()
    assert "/proc" not in said(test)
