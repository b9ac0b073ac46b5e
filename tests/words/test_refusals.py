"""What the model refuses is said in the language of the screen: data files, records, scenarios; English stays whole."""

import shutil
from datetime import date

import pytest

from ranking.decisions.record_file import read
from ranking.errors import BoardError, DataError, told
from ranking.facts.load import load
from ranking.weighing.scenario import from_json
from tests.places import EVIDENCE, ROOT
from words.language import language
from words.refusals import problem_text, reason_sentence
from words.typography import set_text

FR, EN = language("fr"), language("en")
HEADER = (ROOT / "criteria.csv").read_text("utf-8").splitlines()[0]
TABLES = {
    "header only": (HEADER, "aucune ligne sous l’en-tête", "no row below the header"),
    "nothing": ("", "le fichier est vide", "an empty file"),
    "two columns": ("id,pillar\na,b\n", "bonnes colonnes\u00a0: il manque kind", "other columns: missing kind"),
    "another order": (",".join(reversed(HEADER.split(","))), "dans un autre ordre", "in another order"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_cannot_be_read_says_why_in_the_language_of_the_screen(name, tmp_path):
    for part in ("providers", "profiles"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for part in ("timeline.toml", "musthaves.toml", "decisions.toml"):
        shutil.copy(ROOT / part, tmp_path)
    text, french, english = TABLES[name]
    (tmp_path / "criteria.csv").write_text(text, "utf-8")
    with pytest.raises(DataError) as refused:
        load(tmp_path)
    fault = next(p for p in refused.value.problems if p.path == "criteria.csv")
    assert french in problem_text(FR, fault) and problem_text(FR, fault).startswith("criteria.csv:1: ")
    assert english in problem_text(EN, fault) == str(fault)


@pytest.mark.parametrize(
    "file, french",
    [
        (b"%PDF-1.7", "ce n’est pas du JSON (c’est un PDF) ; un enregistrement exporté par ce tableau"),
        (b'{"a": 1', "il manque une virgule ou une parenthèse fermante"),
        (b'{"a": 1, "a": 2}', "une clé apparaît deux fois dans un objet, « a »"),
        (b'{"format": 1, "x": 2}', "record.x : entrée inconnue ; parmi"),
    ],
)
def test_a_file_that_is_no_record_says_why_in_french_and_in_english(file, french):
    with pytest.raises(BoardError) as refused:
        read(file)
    assert set_text(french, "fr") in FR.told(refused.value)
    assert EN.told(refused.value) == str(refused.value)


def test_a_scenario_that_cannot_be_used_says_why_in_french():
    evidence = EVIDENCE
    with pytest.raises(BoardError) as refused:
        from_json({"as_of": date(2020, 7, 6).isoformat(), "pillars": {"sovereignty": -1}}, evidence)
    assert "sovereignty:-1" in FR.told(refused.value) and "un nombre de 0 à" in FR.told(refused.value)
    assert reason_sentence(FR, BoardError(told("cannot be read"))) == "Illisible."
    assert FR.told(BoardError("Typed by hand")) == FR.told("Typed by hand") == "Typed by hand"
