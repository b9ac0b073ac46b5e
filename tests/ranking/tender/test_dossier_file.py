"""The file of a dossier: reads back as it was, and is refused in one line that says where."""

import json
from dataclasses import replace

import pytest

from ranking.price import Terms
from ranking.tender.checks import MOST_BIDDERS, MOST_REQUIREMENTS, dossier_faults
from ranking.tender.dossier import BidAnswer, Bidder, BidPrice, TenderError, TenderRequirement
from ranking.tender.dossier_file import MOST_BYTES, expect_sound, expect_writable, read, written
from ranking.tender.sealing import seal
from tests.ranking.tender.example import ANSWERS, AT, PUBLIC, draft, opened, sealed


@pytest.mark.parametrize("dossier", [draft(), sealed(), opened(envelopes=2)])
def test_a_dossier_reads_back_as_it_was(dossier):
    assert read(written(dossier)) == dossier
    assert written(read(written(dossier))) == written(dossier)


def test_the_largest_tender_is_a_file_that_is_not_too_long_to_be_read_back():
    asked = tuple(TenderRequirement(f"R-{n}", "Exigence", "criterion", "yes_no") for n in range(MOST_REQUIREMENTS))
    bids = tuple(Bidder(f"b-{n}", f"Bid {n}") for n in range(MOST_BIDDERS))
    dossier = seal(replace(draft(requirements=asked), bidders=bids), AT, PUBLIC.version)
    dossier = replace(
        dossier, answers=tuple(BidAnswer(b.id, r.id, "yes", "verified", "p. 12") for b in bids for r in asked)
    )
    content = written(dossier)
    assert len(content) <= MOST_BYTES and len(json.loads(content)["answers"]) == MOST_BIDDERS * MOST_REQUIREMENTS


def test_a_dossier_whose_file_could_not_be_opened_again_is_refused_before_it_is_written():
    asked = [TenderRequirement(f"R-{n}", "Exigence", "criterion", "yes_no") for n in range(100)]
    long = tuple(BidAnswer(b.id, r.id, "yes", reason="é" * 40_000) for b in draft().bidders for r in asked)
    dossier = replace(draft(requirements=tuple(asked)), answers=long)
    with pytest.raises(TenderError, match="25 MB long as a file, most of it the answers; 20 MB at most"):
        expect_writable(dossier)
    fits = replace(dossier, answers=long[:240])
    assert expect_writable(fits) is fits and len(written(fits)) < MOST_BYTES
    with pytest.raises(TenderError):
        read(written(dossier))


def altered(**changes) -> bytes:
    return json.dumps(json.loads(written(opened())) | changes).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "this is an Office or ZIP file"),
        (b"", "the file is empty"),
        (b"[1]", 'no "format"'),
        (altered(format="tender dossier 2"), 'no "format"'),
        (altered(colour=1), "dossier.colour"),
        (altered(day="hier"), "dossier.day"),
        (altered(bidders=[{"id": "a"}]), r"dossier.bidders\[0\].name: missing"),
        (altered(prices=[{"bidder": "loc", "amount": "12"}]), r"dossier.prices\[0\].amount: not a number"),
        (altered(answers=[{"bidder": "loc", "requirement": "C-1", "value": 2}]), r"answers\[0\].value: not a text"),
        (altered(title="autre\a"), "dossier.title: not a text without control characters"),
        (altered(title="abc\u202edef"), "dossier.title: characters that turn the direction"),
        (altered(bidders=[{"id": "a", "name": "A\u200f"}]), r"dossier.bidders\[0\].name: characters that turn"),
        (altered(title="autre", seals=[]), None),
        (b" " * (MOST_BYTES + 1), "longer than"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(content, said):
    if said is None:
        assert read(content).seals == ()
        return
    with pytest.raises(TenderError, match=said) as refusal:
        read(content)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("announced", "formula"), r"announced.formula: “wish”; none, best_ratio, .* \(1 in all\)"),
        (("announced", "unknowns"), "announced.unknowns: “wish”; cautious"),
        (("announced", "price", "decides"), "announced.price.decides: “wish”; quality, price"),
        (("announced", "requirements", 0, "kind"), r"announced.requirements\[0\].kind: “wish”; must_have, "),
        (("announced", "requirements", 1, "scale"), r"announced.requirements\[1\].scale: “wish”; yes_no, "),
        (("answers", 3, "word"), r"answers\[3\].word: “wish”; claimed, "),
    ],
)
def test_an_entry_that_is_none_of_its_words_is_refused_before_a_screen_would_have_to_say_it(path, said):
    data = json.loads(written(opened(formula="banded")))
    *way, last = path
    place = data
    for step in way:
        place = place.setdefault(step, {}) if isinstance(step, str) else place[step]
    place[last] = "wish"
    with pytest.raises(TenderError, match=said):
        read(json.dumps(data).encode())


def test_a_seal_altered_in_the_file_is_found():
    data = json.loads(written(opened()))
    data["seals"][0]["announced"]["requirements"][2]["weight"] = 90
    with pytest.raises(TenderError, match="seal 1 was altered"):
        read(json.dumps(data).encode())


def faults(dossier) -> set[tuple[str, str]]:
    return {(place, fault.field) for place, fault in dossier_faults(dossier, PUBLIC)}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (TenderRequirement("", "t", "question", "text"), "id"),
        (TenderRequirement("*a", "t", "question", "text"), "id"),
        (TenderRequirement("a", "", "question", "text"), "text"),
        (TenderRequirement("a", "t", "wish", "text"), "kind"),
        (TenderRequirement("a", "t", "criterion", "stars"), "scale"),
        (TenderRequirement("a", "t", "criterion", "text"), "scale"),
        (TenderRequirement("a", "t", "criterion", "levels", ("one",)), "levels"),
        (TenderRequirement("a", "t", "criterion", "levels", ("one", "ONE")), "levels"),
        (TenderRequirement("a", "t", "criterion", "number", worst=3.0, best=3.0), "worst"),
        (TenderRequirement("a", "t", "criterion", "number", worst=3.0), "worst"),
        (TenderRequirement("a", "t", "criterion", "board", board="data_services"), "board"),
        (TenderRequirement("a", "t", "criterion", "board", board="staff"), "board"),
        (TenderRequirement("a", "t", "criterion", "board", board="hq_country"), "board"),
        (TenderRequirement("a", "t", "must_have", "board", board="hds"), "minimum"),
        (TenderRequirement("a", "t", "must_have", "board", board="hds", minimum="9"), "minimum"),
        (TenderRequirement("a", "t", "must_have", "yes_no", weight=3), "weight"),
        (TenderRequirement("a", "t", "criterion", "yes_no", weight=-3), "weight"),
    ],
)
def test_a_requirement_that_cannot_be_used_is_named_with_its_field(row, field):
    own = (*draft().announced.requirements, row)
    assert faults(draft(requirements=own)) == {(f"requirements[{len(own) - 1}]", field)}


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(weight=101), "weight: “101”; a number from 0 to 100"),
        (Terms(times=1), "times: “1”; a number above 1, 100 at most"),
        (Terms(floor=200, ceiling=100), "scale: “200 … 100”; full points up to a price below"),
    ],
)
def test_a_term_of_the_price_is_refused_with_its_bounds(terms, said):
    with pytest.raises(TenderError, match=f"announced.price.{said}"):
        expect_sound(draft(formula="best_ratio", price=terms), PUBLIC)


def test_faults_of_the_whole_are_found_together():
    dossier = replace(
        opened(),
        bidders=(*opened().bidders, Bidder("loc", "Encore", "nowhere")),
        answers=(
            *ANSWERS,
            BidAnswer("who", "C-1", "aucune"),
            BidAnswer("loc", "C-9", "1"),
            BidAnswer("glo", "C-3", "11"),
        ),
        prices=(*opened().prices, BidPrice("who", 1.0), BidPrice("glo", -3.0)),
    )
    assert faults(dossier) >= {
        ("bidders[3]", "offer"),
        ("bidders", "id"),
        (f"answers[{len(ANSWERS)}]", "bidder"),
        (f"answers[{len(ANSWERS) + 1}]", "requirement"),
        (f"answers[{len(ANSWERS) + 2}]", "value"),
        ("prices[3]", "bidder"),
        ("prices[4]", "amount"),
        ("prices", "id"),
    }
    with pytest.raises(TenderError, match=r"bidders\[3\].offer: “nowhere”; one of local, global, small \(\d+ in all\)"):
        expect_sound(dossier, PUBLIC)
    assert expect_sound(opened(), PUBLIC) == opened()
