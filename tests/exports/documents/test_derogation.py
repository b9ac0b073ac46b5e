"""The derogation note from a locked record: both files hold the same, whatever people typed; the command; refusals."""

import io
from datetime import date

import docx
import pypdf
import pytest

from exports.documents.derogation import note
from exports.tender.documents import pdf, word
from ranking.decisions.record import RecordError, seal
from ranking.decisions.record_file import json_bytes
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, SOURCE, START, small_evidence
from tests.examples_records import HOSTILE, NOON, held
from tests.headless.test_headless_csf import ask  # noqa: F401  (fixture)
from words.decisions.derogation import Derogation, below
from words.language import language

RECORD = seal(
    held(Scenario(DAY, "sovereign", require=("hds", "certs>=2")), HOSTILE[0], why={"hds": HOSTILE[2]}),
    NOON,
)
ASKED = Derogation("small", HOSTILE[5], date(2027, 12, 31), HOSTILE[3])


def flat(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def texts(content: bytes) -> list[str]:
    """Every text of a DOCX: paragraphs, then cells."""
    made = docx.Document(io.BytesIO(content))
    return [p.text for p in made.paragraphs] + [c.text for t in made.tables for row in t.rows for c in row.cells]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_both_files_say_what_was_asked_who_fails_what_was_weighed_until_when_and_how_it_ends(lang):
    made = note(language(lang), RECORD, ASKED)
    assert word(made) == word(made) and pdf(made) == pdf(made)
    held_by = [
        flat(" ".join(texts(word(made)))),
        flat("".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf(made))).pages)),
    ]
    content, say = RECORD.content, language(lang)
    wanted = [
        HOSTILE[0],
        HOSTILE[2],
        HOSTILE[3],
        HOSTILE[5],
        say.day(date(2027, 12, 31)),
        RECORD.digest,
        *(x.name for x in below(content)),
        *(say.text(m.label) for m in content.musthaves),
        *(p.name for p in content.result.places),
        *(s.heading for s in made.sections),
    ]
    for text in held_by:
        assert [w for w in wanted if flat(w) not in text] == []


def test_who_fails_stands_with_what_it_fails_on_as_the_record_has_it():
    made = note(language("en"), RECORD, ASKED)
    (part,) = [s for s in made.sections if s.heading == "Who fails, and on what"]
    every = {x.name: x for x in below(RECORD.content)}
    own = next(x for x in every.values() if x.offer == "small")
    names = [row[0] for row in part.grid.rows]
    assert names == [f"{own.name}, taken", *sorted(every.keys() - {own.name}, key=str.casefold)]
    labels = {m.token: m.label.en for m in RECORD.content.musthaves}
    for row in part.grid.rows:
        out = every[row[0].removesuffix(", taken")]
        assert row[1] == ("; ".join(labels[t] for t in out.fails) or "–")
    assert all(labels[t] in made.finding for t in own.fails)
    others = [x.name for x in RECORD.content.result.out if x.reason != "must_have"]
    assert all(name in part.small for name in others) and bool(others) == bool(part.small)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_outcome_and_each_rule_bears_the_address_and_the_date_it_rests_on(lang):
    say, facts = language(lang), small_evidence()
    made = note(say, RECORD, ASKED, evidence=facts)
    rows = [row for s in made.sections if s.grid and s.grid.heads[-1] == say("Source") for row in s.grid.rows]
    asked = RECORD.content.musthaves
    assert len(rows) == len(asked) * len([*RECORD.content.result.places, *below(RECORD.content)])
    for outcome, fact, source in (row[-3:] for row in rows):
        known = fact != say("nothing on file that counts")
        # What nothing is known of is not proven, and has no source.
        assert known or (outcome, source) == (say("not proven"), "–")
        assert not known or (
            "https://example.org/fact" in source and say.partial_day(SOURCE.day) in source and START[:4] in fact
        )
    own = {x.offer: x for x in below(RECORD.content)}["small"]
    first = next(s for s in made.sections if s.heading == say("The facts behind it, {offer}", offer=own.name))
    words = {row[0]: row[1] for row in first.grid.rows}
    for m in asked:
        failed, unproven = m.token in own.fails, m.token in own.unproven
        wanted = say("not met") if failed else say("not proven") if unproven else say("met")
        assert words[say.text(m.label)] == wanted
    (ruled,) = [s for s in made.sections if s.heading == say("The rules behind the must-haves")]
    rules = {row[0]: row[1] for row in ruled.grid.rows}
    for m in asked:
        gate = facts.gates.get(m.token)
        assert (gate.source.title if gate else say("A minimum set by the buyer; no rule is on file for it.")) in rules[
            say.text(m.label)
        ]
    assert "https://example.org/fact" in "".join(texts(word(made)))


def test_a_note_without_the_facts_of_its_record_names_no_source():
    lines = [line for s in note(language("en"), RECORD, ASKED).sections for line in s.lines]
    assert "The facts of this record are not kept here: no source can be named." in lines


def test_where_nobody_qualifies_the_note_says_so_and_leaves_no_heading_empty():
    record = seal(held(Scenario(DAY, "sovereign", require=("hds", "certs>=1000"))), NOON)
    made = note(language("en"), record, Derogation("small"))
    assert not record.content.result.places
    assert [s.heading for s in made.sections if not (s.lines or s.grid)] == []
    lines = {s.heading: s.lines for s in made.sections}
    assert "Why this offer is taken" in lines and "Why none of these is taken" not in lines
    assert any("was not ranked" in x for x in lines["What was unknown"])


def test_what_the_buyer_did_not_write_is_said_to_be_missing():
    made = note(language("en"), RECORD, Derogation("small"))
    lines = {s.heading: s.lines for s in made.sections}
    assert lines["Until when"] == ["To be written: the day on which the derogation ends. Without one it is none."]
    assert lines["Why none of these is taken"] == ["To be written by the buyer."]


@pytest.mark.parametrize("offer", ["nobody", RECORD.content.result.places[0].offer])
def test_an_offer_that_nothing_keeps_out_has_no_note(offer):
    with pytest.raises(RecordError, match="no must-have of this record keeps it out; one of"):
        note(language("en"), RECORD, Derogation(offer))


def test_the_command_writes_the_note_whole_or_refuses_in_one_line(ask, tmp_path):  # noqa: F811
    path, out = tmp_path / "record.json", tmp_path / "note.docx"
    path.write_bytes(json_bytes(RECORD))
    words = ("record", "derogation", str(path), "--lang", "en", "--out", str(out), "--until", "2027-12-31")
    assert ask(*words, "--offer", "small") == (0, "", "")
    assert any("31 December 2027" in t for t in texts(out.read_bytes()))
    out.unlink()
    for more, said in (
        (("--offer", "nobody"), "keeps it out; one of"),
        (("--offer", "small", "--until", "soon"), "--until 'soon': not a day"),
        (("--offer", "small", "--until", "2026-11-25"), "before the record was locked, on 2026-11-26"),
        (("--offer", "small", "--out", str(tmp_path / "note.txt")), "no such form; a name that ends in .docx or .pdf"),
    ):
        code, shown, err = ask(*words, *more)
        assert (code, shown) == (2, "") and said in err and err.count("\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["record.json"]
