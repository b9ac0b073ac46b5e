"""The page of a tender: from a template to documents, in one visit; nothing of it in the address or another visit."""

import io
import json
from dataclasses import replace

import openpyxl
import pytest

from exports.tender import forms
from ranking.price import FORMULAS, TERMS
from ranking.tender.award import award
from ranking.tender.dossier import Announced, BidAnswer, Bidder, BidPrice, Dossier, TenderRequirement
from ranking.tender.dossier_file import written
from ranking.tender.sealing import seal
from results import results
from tests.pages.test_pages import opened, shown
from tests.places import EVIDENCE
from tests.ranking.tender.example import AT
from ui.tender.grid import WAITING
from ui.tender.session_dossier import ANSWER, HELD, KNOWN
from ui.tender.typed_rows import TYPED
from words.language import language

FR = language("fr")
OWN = (
    TenderRequirement("EX-1", "Réversibilité écrite", "must_have", "yes_no"),
    TenderRequirement("C-1", "Astreinte", "criterion", "levels", ("aucune", "jours ouvrés", "24 h/24"), weight=30),
    TenderRequirement("C-2", "Clés", "criterion", "board", board="key_control", weight=20),
)
BIDDERS = (Bidder("ovh", "Ovale", "ovhcloud_public"), Bidder("neu", "Neuve & Fils"))


def tender(**query):
    return opened("tender", date="2020-07-06", lang="fr", **query)


def give(test, *files: tuple[str, bytes]):
    """Lay files in, as a visitor does by the one way in."""
    turn = test.session_state["tender_turn"] if "tender_turn" in test.session_state else 0
    place = test.file_uploader(key=f"tender_files_{turn}")
    place.set_value([(name, content, "") for name, content in files]) if len(files) > 1 else place.upload(*files[0], "")
    test.run()
    return test.button(key="tender_lay").click().run()


def requirements() -> bytes:
    """The template with requirements and two bidders typed into it."""
    book = openpyxl.load_workbook(io.BytesIO(forms.template(FR, EVIDENCE, EVIDENCE.checked, OWN)))
    for n, bidder in enumerate(BIDDERS, 2):
        for k, value in enumerate((bidder.id, bidder.name, bidder.offer), 1):
            book.worksheets[1].cell(n, k).value = value or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answers(dossier, bidder: str, typed: dict[str, str]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(forms.answer_sheet(FR, dossier, dossier.bidder(bidder), EVIDENCE)))
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[7].value = typed.get(row[2].value, row[7].value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def words(test) -> str:
    return shown(test).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_tender_from_the_template_to_the_ranking():
    test = give(tender(), ("exigences.xlsx", requirements()))
    assert not test.exception and test.session_state[HELD].announced.requirements == OWN
    assert test.session_state[HELD].bidders == BIDDERS and "Ensuite : dites ce qui est acheté." in words(test)
    test.text_input(key="tender_title").set_value("Marché 2026-17").run()
    test.text_input(key="tender_question").set_value("Quel hébergeur ?").run()
    test.selectbox(key="tender_formula").set_value("best_ratio").run()
    test.text_input(key="tender_weight").set_value("1234,5 %").run()
    assert "« 1234,5 % » n’est pas un nombre de 0 à 100." in words(test)
    test.text_input(key="tender_weight").set_value("40 %").run()
    assert "doit valoir 6,06 points de qualité" in shown(test)
    assert "Ensuite : les poids et la formule de prix, puis le scellé" in words(test)
    test.button(key="tender_seal").click().run()
    sealed = test.session_state[HELD]
    assert "Ensuite : envoyez à chaque soumissionnaire sa feuille de réponses" in words(test)
    assert len(sealed.seals) == 1 and sealed.announced.price.weight == 40
    give(test, ("ovh.xlsx", answers(sealed, "ovh", {"EX-1": "oui", "C-1": "24 h/24"})))
    give(test, ("neu.xlsx", answers(sealed, "neu", {"EX-1": "oui", "C-1": "jours ouvrés", "C-2": ""})))
    give(test, ("prix.csv", "Soumissionnaire;Prix hors taxe\novh;110\nneu;100\n".encode("cp1252")))
    assert not test.exception and 'class="trouble"' not in shown(test)
    found = award(test.session_state[HELD], EVIDENCE)
    said = shown(test)
    assert f"Ovale arrive en tête avec {FR.number(found.ranking.row('ovh').score, 2)} points sur 100" in said
    assert "Si la déclaration d’Ovale sur EX-1 (Réversibilité écrite) est réfutée" in said
    # Public facts and answers are told apart by word.
    frame = next(f.value for f in test.dataframe if "Évaluation" in f.value.columns)
    assert set(frame["Évaluation"]) == {"déclaré", "public, degré " + frame["Évaluation"].iloc[2][-1]}
    assert {"date", "lang"} == set(test.query_params) - {"data"}
    # Another visit has nothing of it, and nothing of it is among what is kept for all.
    assert HELD not in tender().session_state
    before = results.ranking.cache_info().currsize
    test.run()
    assert results.ranking.cache_info().currsize == before


def dossier():
    """A sealed tender with answers and prices, of the real board."""
    bare = Dossier("Marché", EVIDENCE.checked, Announced("Qui ?", OWN, "best_ratio"), BIDDERS)
    given = (
        BidAnswer("ovh", "EX-1", "yes"),
        BidAnswer("ovh", "C-1", "24 h/24", "verified"),
        BidAnswer("neu", "EX-1", "yes"),
        BidAnswer("neu", "C-1", "aucune"),
        BidAnswer("neu", "C-2", "1"),
    )
    return replace(seal(bare, AT, "x"), answers=given, prices=(BidPrice("ovh", 110.0), BidPrice("neu", 100.0)))


def test_a_dossier_opened_changed_and_closed():
    test = give(tender(), ("marche.dossier.json", written(dossier())))
    assert not test.exception and "Ovale arrive en tête" in shown(test)
    test.selectbox(key="tender_unknowns").set_value("neutral").run()
    said = shown(test)
    assert "modifié depuis le scellé" in said.replace("modifiées", "modifié") and "arrive en tête" not in said
    test.button(key="tender_seal").click().run()
    assert len(test.session_state[HELD].seals) == 1 and "pas de motif" in shown(test)
    test.text_input(key="tender_reason").set_value("Une coquille.").run()
    test.button(key="tender_seal").click().run()
    said = shown(test)
    assert len(test.session_state[HELD].seals) == 2 and "parce que : Une coquille." in said.replace("\u00a0", " ")
    test.button(key="tender_close").click().run()
    said = shown(test)
    assert "Non enregistré : ce qui est annoncé et les sceaux. Fermer le dossier" in said.replace("\u00a0", " ")
    test.button(key="tender_keep").click().run()
    assert len(test.session_state[HELD].seals) == 2 and "Fermer sans enregistrer" not in shown(test)
    test.button(key="tender_close").click().run()
    test.button(key="tender_close_anyway").click().run()
    assert HELD not in test.session_state and "Ovale" not in shown(test)


def test_a_projector_says_what_was_changed_after_sealing():
    changed = replace(dossier(), announced=replace(dossier().announced, unknowns="neutral"))
    test = tender(view="projector")
    for held, said in (
        (seal(changed, AT, "x", "Une coquille."), "arrive en tête"),
        (changed, "modifié depuis le scellé et n’est pas scellé"),
    ):
        test.session_state[HELD] = held
        found = words(test.run())
        assert not test.exception and said in found and ("parce que : Une coquille." in found) == (len(held.seals) > 1)
        assert 'class="pj-rests"' not in found and EVIDENCE.version in found


def test_a_dossier_that_is_saved_closes_at_once():
    test = give(tender(), ("marche.dossier.json", written(dossier())))
    test.button(key="tender_close").click().run()
    assert not test.exception and HELD not in test.session_state


def test_a_criterion_of_the_board_is_suggested_and_taken_by_a_person():
    label = EVIDENCE.indicators["key_control"].label.fr
    rows = (OWN[0], OWN[1], TenderRequirement("C-9", label, "criterion", "yes_no", weight=10))
    bare = Dossier("Marché", EVIDENCE.checked, Announced("Qui ?", rows))
    test = give(tender(), ("marche.dossier.json", written(bare)))
    assert test.session_state[HELD].announced.requirements == rows
    test.button(key="tender_not_C-9").click().run()
    assert not [b for b in test.button if b.key == "tender_as_C-9"] and not test.exception
    test.session_state["tender_declined"] = set()
    test.run().button(key="tender_as_C-9").click().run()
    taken = test.session_state[HELD].announced.requirements[2]
    assert not test.exception and (taken.scale, taken.board, taken.weight) == ("board", "key_control", 10)
    assert not [b for b in test.button if b.key == "tender_as_C-9"]


def test_weights_are_drawn_by_questions_and_nothing_asked_is_kept_for_all():
    rows = (
        *OWN,
        TenderRequirement("C-3", "délai", "criterion", "number", worst=48, best=1, weight=50, group="Service"),
    )
    bare = Dossier("Marché", EVIDENCE.checked, Announced("Qui ?", rows, "best_ratio"))
    test = tender()
    test.session_state["fold_tender_guided"] = True
    give(test, ("marche.dossier.json", written(bare)))
    before = results.ranking.cache_info().currsize
    for name in ("_begin_order", "_next_g2_0", "_next_1", "_use"):
        next(b for b in test.button if (b.key or "").endswith(name)).click().run()
        assert not test.exception
    after = test.session_state[HELD].announced
    assert {r.id: r.weight for r in after.criteria} == pytest.approx({"C-1": 15, "C-2": 10, "C-3": 75})
    assert (after.formula, results.ranking.cache_info().currsize) == ("best_ratio", before)


WISHED = written(dossier()).replace(b'"criterion"', b'"souhait"', 1)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.json", b"{}", "Ce fichier ne peut pas"),
        ("x.json", WISHED, "requirements[1].kind"),
        ("x.csv", b"a;b\n1;2\n", "aucun tableau connu ici"),
        ("x.xlsx", b"PK\x03\x04", "classeur abîmé"),
        ("faux.csv", "Identifiant;Exigence;Nature;Échelle\nA;B;souhait;oui/non\n".encode(), "faux, C2"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_changes_nothing(name, content, said):
    test = give(tender(), ("marche.dossier.json", written(dossier())))
    give(test, (name, content))
    assert not test.exception and test.session_state[HELD] == dossier()
    assert said in shown(test)


def test_a_dossier_is_not_laid_over_one_that_is_not_saved():
    test = give(tender(), ("marche.dossier.json", written(dossier())))
    test.text_input(key="tender_title").set_value("Autre nom").run()
    give(test, ("marche.dossier.json", written(dossier())))
    assert test.session_state[HELD].title == "Autre nom" and "enregistrez-le ou fermez-le d’abord" in shown(test)


def test_a_template_that_nobody_filled_in_is_said_and_begins_nothing():
    test = give(tender(), ("exigences.xlsx", forms.template(FR, EVIDENCE, EVIDENCE.checked)))
    assert not test.exception and HELD not in test.session_state and "aucune ligne n’est remplie" in shown(test)


def test_a_grid_of_requirements_is_read_as_a_sheet_is():
    test = tender()
    test.button(key="tender_begin").click().run()
    assert not test.exception and test.session_state[HELD].announced.requirements == ()
    # Empty rows wait to be typed into: a row that the grid must add first takes no key for a moment.
    assert len(test.session_state[KNOWN]["grid"][1]) == WAITING
    test.button(key="tender_take").click().run()
    assert not test.exception and test.session_state[HELD].announced.requirements == ()


ROW = ("EX-9", "Sauvegarde", "obligatoire", "oui/non", *[""] * 8)


def with_rows_typed(dossier: Dossier):
    """The page of a dossier that is saved, with one more row typed into its table and not taken."""
    test = give(tender(), ("marche.dossier.json", written(dossier)))
    held = test.session_state[TYPED]
    # As a browser leaves it whose visitor read another page meanwhile.
    test.session_state[TYPED] = replace(held, turn=held.turn + 1, now=(*held.now, ROW))
    return test.run()


def typed(test) -> tuple:
    return test.session_state[TYPED].now


def test_rows_that_are_typed_are_lost_to_no_other_press():
    draft = Dossier("Marché", EVIDENCE.checked, Announced("Quel hébergeur ?", OWN[:2]), BIDDERS)
    test = with_rows_typed(draft)
    asked = draft.announced.requirements
    assert ROW in typed(test) and "Non enregistré : des changements tapés dans le tableau" in words(test)
    # Requirements laid in: refused until the rows are taken or given up; the file waits.
    give(test, ("exigences.xlsx", requirements()))
    assert ROW in typed(test) and test.session_state[HELD].announced.requirements == asked
    assert "pas encore déposé" in words(test) and [b for b in test.button if b.key == "tender_lay"]
    # Another dossier: refused. Closing: asked first.
    give(test, ("autre.dossier.json", written(replace(draft, title="Autre"))))
    assert (
        ROW in typed(test)
        and test.session_state[HELD].title == "Marché"
        and "tapé dans le dossier ouvert" in words(test)
    )
    test.button(key="tender_close").click().run()
    assert "Fermer le dossier" in words(test)
    test.button(key="tender_keep").click().run()
    # Another page and back; the other language, in its words.
    test.switch_page("pages/method.py").run()
    test.switch_page("pages/tender.py").run()
    assert ROW in typed(test)
    test.query_params["lang"] = "en"
    test.run()
    assert typed(test)[-1][2:4] == ("must-have", "yes/no") and typed(test)[0][2] == "must-have"
    before = test.session_state[TYPED].turn
    test.button(key="tender_take").click().run()
    # The same grid: of a cell that was open when the button was pressed its browser tells a moment after.
    assert not test.exception and test.session_state[TYPED].turn == before
    assert [r.id for r in test.session_state[HELD].announced.requirements] == [*(r.id for r in asked), "EX-9"]
    assert "Not saved: what is announced." in words(test)


def test_rows_that_are_typed_are_given_up_by_a_press_and_guided_weights_wait_for_them():
    rows = (*OWN, TenderRequirement("C-3", "délai", "criterion", "number", worst=48, best=1, weight=50))
    test = with_rows_typed(Dossier("Marché", EVIDENCE.checked, Announced("Qui ?", rows)))
    test.session_state["fold_tender_guided"] = True
    said = words(test.run())
    assert "prenez d’abord ces lignes" in said and not [
        b for b in test.button if (b.key or "").endswith("_begin_order")
    ]
    test.button(key="tender_give_up").click().run()
    assert not test.exception and ROW not in typed(test) and test.session_state[HELD].announced.requirements == rows
    assert [b for b in test.button if (b.key or "").endswith("_begin_order")]


def test_a_number_that_was_not_taken_is_not_sealed_over():
    draft = Dossier("Marché", EVIDENCE.checked, Announced("Qui ?", OWN, "best_ratio"))
    test = give(tender(), ("marche.dossier.json", written(draft)))
    test.text_input(key="tender_weight").set_value("quarante").run()
    test.text_input(key="tender_reason").set_value("Prêt.").run()
    test.button(key="tender_seal").click().run()
    assert not test.session_state[HELD].seals and "« quarante » n’a pas été pris" in words(test)
    test.switch_page("pages/method.py").run()
    test.switch_page("pages/tender.py").run()
    assert (test.text_input(key="tender_weight").value, test.text_input(key="tender_reason").value) == (
        "quarante",
        "Prêt.",
    )
    test.text_input(key="tender_weight").set_value("40").run()
    test.button(key="tender_seal").click().run()
    assert test.session_state[HELD].seals and "Prêt." in words(test)


def test_every_formula_has_its_terms():
    assert set(TERMS) == set(FORMULAS)


def test_the_dossier_that_is_saved_is_the_one_on_screen():
    test = give(tender(), ("marche.dossier.json", written(dossier())))
    assert json.loads(written(test.session_state[HELD])) == json.loads(written(dossier()))


def test_what_was_found_is_held_until_the_dossier_changes_and_goes_with_it():
    test = give(tender(), ("marche.dossier.json", written(dossier())))
    found = test.session_state[ANSWER][2]
    assert test.run().session_state[ANSWER][2] is found and not test.exception
    test.text_input(key="tender_title").set_value("Autre").run()
    assert test.session_state[ANSWER][2] is not found and test.session_state[ANSWER][2][0].dossier.title == "Autre"
    test.button(key="tender_close").click().run()
    test.button(key="tender_close_anyway").click().run()
    assert ANSWER not in test.session_state


def test_second_envelopes_are_opened_once_there_are_answers_and_what_is_not_judged_is_said_first():
    announced = replace(dossier().announced, formula="best_ratio", envelopes=2)
    bare = seal(Dossier("Marché", EVIDENCE.checked, announced, BIDDERS), AT, "x")
    test = give(tender(), ("marche.dossier.json", written(bare)))
    assert not [b for b in test.button if b.key == "tender_open"]
    test = give(tender(), ("marche.dossier.json", written(replace(bare, answers=dossier().answers))))
    assert "ne sont pas encore évaluées" in words(test)
    test.button(key="tender_open").click().run()
    assert not test.exception and test.session_state[HELD].opened
    assert not [b for b in test.button if b.key == "tender_open"]
