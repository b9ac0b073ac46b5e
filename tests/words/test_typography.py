"""Every sentence of the board, filled with every offer's name, is set as its language sets it."""

import re
import string

import pytest

from ranking.model import Bilingual
from tests.words.test_language import catalogue
from ui.session import data
from words.facts.values import quantity_text
from words.language import LANGUAGES, language
from words.typography import filled

FRENCH = catalogue("fr")
TEMPLATES = sorted(k for k in FRENCH if any(name for _, name, _, _ in string.Formatter().parse(k[-1]) if name))
UNDROPPED = re.compile(r"\b(?:de|que|lorsque|puisque|jusque) (?:[AEIOUaeiouéÉ]\w)")
UNDROPPED_BLANK = re.compile(r"e \{")
UNSPACED = re.compile(r"[\w»)](?:[;?!](?: |$)|: )|[^\s\u202f][;?!](?: |$)| [;?!»:%]|« ")


def names() -> list[str]:
    evidence = data.evidence()
    labels = [c.label.fr for c in evidence.criteria.values()]
    return sorted({o.name for o in evidence.offers.values()} | set(labels))


def said(code: str, key: tuple[str, ...], name: str) -> str:
    say, blanks = language(code), {n: name for text in key for _, n, _, _ in string.Formatter().parse(text) if n}
    blanks.pop("n", None) if len(key) > 1 else None
    return say.plural(*key, 2, **blanks) if len(key) > 1 else say(key[0], **blanks)


def test_every_french_sentence_elides_and_spaces_around_every_name():
    for key in TEMPLATES:
        plain = said("fr", key, "Zed")
        assert not UNSPACED.search(plain) and "'" not in plain, plain
        if UNDROPPED_BLANK.search(" ".join(FRENCH[key])):
            for name in names():
                found = said("fr", key, name)
                assert len(UNDROPPED.findall(found)) <= len(UNDROPPED.findall(plain)), found


def test_every_english_sentence_is_set_in_english():
    for key in TEMPLATES:
        found = said("en", key, "Zed")
        assert not re.search(r"\d %|\w'\w|\w [;:?!%]", found), found


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Outscale", "celui d’Outscale."),
        ("OVHcloud Public Cloud", "celui d’OVHcloud Public Cloud."),
        ("AWS European Sovereign Cloud", "celui d’AWS European Sovereign Cloud."),
        ("Scaleway", "celui de Scaleway."),
        ("Hetzner", "celui de Hetzner."),
        ("hébergement", "celui d’hébergement."),
        ("A", "celui de A."),
        ("onze offres", "celui de onze offres."),
    ],
)
def test_de_is_elided_before_a_vowel_that_is_heard(name, wanted):
    assert language("fr")("On {day}, the best score was that of {names}.", day="x", names=name).endswith(wanted)


@pytest.mark.parametrize(
    ("gap", "french"),
    [("0,9", "0,9 point de plus"), ("1,9", "1,9 point de plus"), ("2,0", "2,0 points de plus")],
)
def test_french_has_points_from_two_on(gap, french):
    said = "{first} has {gap} points more than {second}."
    assert french in language("fr")(said, first="Scaleway", gap=gap, second="Hetzner")
    assert "1.5 points more" in language("en")(said, first="Scaleway", gap="1.5", second="Hetzner")


@pytest.mark.parametrize(
    ("given_text", "french", "english"),
    [
        ("Outscale: Services; rien", "Outscale\u00a0: Services\u202f; rien", "Outscale: Services; rien"),
        ("(retenu ici: 1)", "(retenu ici\u00a0: 1)", "(retenu ici: 1)"),
        ("https://a.eu/b à 12:30", "https://a.eu/b à 12:30", "https://a.eu/b à 12:30"),
        ("the buyers' and the provider's", "the buyers’ and the provider’s", "the buyers’ and the provider’s"),
        ("34 %", "34\u202f%", "34%"),
    ],
)
def test_a_text_of_the_data_is_set_as_its_language_sets_it(given_text, french, english):
    both = Bilingual(given_text, given_text)
    assert [language(code).text(both) for code in LANGUAGES] == [french, english]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_below_zero_has_a_minus_and_no_hyphen(code):
    say = language(code)
    assert [text[0] for text in (say.number(-3.2, 1), say.brief(-0.5), say.percent(-0.02))] == ["−"] * 3


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_keeps_its_unit_on_its_line(code):
    say, units = language(code), {c.unit for c in data.evidence().indicators.values() if c.unit}
    assert "EUR/GB" in units
    for said in [quantity_text(say, 0.1077, unit) for unit in units]:
        assert re.match(r"0[.,]1077\u00a0\S", said), said
    assert quantity_text(say, 5, "") == "5"


def test_what_reads_from_right_to_left_takes_no_number_after_it_into_its_order():
    said = filled("{name}: {n}", {"name": "שלום", "n": "12"}, "en")
    assert said == "שלום\u200e: 12" and filled("{said}", {"said": said[:5]}, "en") == said[:5]
    assert filled("{name}: {n}", {"name": "Нева, 日本, Élan", "n": "12"}, "en") == "Нева, 日本, Élan: 12"
    assert language("fr").both(["שלום", "=1+2"]) == "שלום\u200e et =1+2"


def test_names_with_commas_of_their_own_are_kept_apart_by_semicolons():
    names = ["Dr Martin, DIM", "Juriste", "DSI"]
    assert language("fr").both(names) == "Dr Martin, DIM\u202f; Juriste\u202f; DSI"
    assert language("en").both(names) == "Dr Martin, DIM; Juriste; DSI"
    assert language("fr").both(names[1:]) == "Juriste et DSI" and language("fr").both(names[:1]) == names[0]
