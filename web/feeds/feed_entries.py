"""Entries of feeds: one a published data version in which something of the kind asked for changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from address.links import link
from exports.citation import weights_text
from ranking.errors import BoardError
from ranking.model import Evidence, Fact
from ranking.verdict.verdict import verdict
from ranking.versions.changes import source_only
from ranking.versions.effects import RankingState, VersionChange
from ranking.versions.log import Edition, log
from ranking.versions.turns import Turn, turn
from ranking.weighing.scenario import Scenario
from results import results
from words.facts.turns import change_sentence, musthave_sentence, turn_title
from words.facts.values import indicator_label
from words.facts.versions import counts_sentence, edition_text, fact_text, parts_text, together_sentence
from words.language import Language
from words.ranking.verdict import verdict as in_words

# An entry names so many changes; the comparison of versions on the board has all.
MOST = 40
REASONS = 8


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: what tells it from others, title, day of publication, where it leads, paragraphs as HTML."""

    key: str
    title: str
    day: date
    address: str
    html: str


def of_data(
    say: Language,
    editions: tuple[Edition, ...],
    base: str,
    offers: frozenset[str] | None = None,
    indicators: frozenset[str] | None = None,
) -> Iterator[FeedEntry]:
    """Yield what changed with each published version among these offers and indicators, the newest first."""
    for old, new, differences in reversed(log(editions, offers, indicators)):
        if new.day is None or not differences:
            continue
        lines = [say.text(new.why) if new.why else "", counts_sentence(say, differences), parts_text(say, differences)]
        every = [_changed(say, old.evidence, new.evidence, *pair) for pair in differences.pairs()]
        more = _more(say, len(every) - MOST)
        yield FeedEntry(
            f"{old.version}-{new.version}",
            edition_text(say, new),
            new.day,
            _evidence_link(base, say, new),
            _html(lines, every[:MOST] + more),
        )


def of_question(
    say: Language, editions: tuple[Edition, ...], scenario: Scenario, living: bool, base: str
) -> Iterator[FeedEntry]:
    """Yield what turned in the answer with each published version, the newest first.

    living  whether the question is put on the day each version was published, not on the scenario's own
    """
    for old, new in reversed(list(zip(editions, editions[1:], strict=False))):
        if new.day is None:
            continue
        turned = turn(old, new, replace(scenario, as_of=new.day) if living else scenario)
        if turned:
            yield _turned(say, turned, base)


def _turned(say: Language, turn: Turn, base: str) -> FeedEntry:
    then, now = turn.before.evidence, turn.after.evidence
    whole, each = results.compared(then, now, turn.scenario)
    lines = [
        *_said(say, turn),
        together_sentence(say, now, whole),
        *(musthave_sentence(say, now, m) for m in turn.musthaves[:MOST]),
        say.text(turn.new.why) if turn.new.why else "",
    ]
    if turn.after.ranking:
        lines.append(weights_text(say, now, turn.after.ranking) + ".")
    why = [change_sentence(say, then, now, c) for c in _reasons(turn, each)]
    return FeedEntry(
        f"{turn.old.version}-{turn.new.version}",
        turn_title(say, turn),
        turn.new.day,
        link(base, turn.scenario, now.version, say.code),
        _html(lines, why),
    )


def _said(say: Language, turn: Turn) -> list[str]:
    """Return the verdict then and now, each in its sentence."""
    texts = [_sentence(say, s) for s in (turn.before, turn.after)]
    return [say("Then: {verdict}", verdict=texts[0]), say("Now: {verdict}", verdict=texts[1])]


def _sentence(say: Language, state: RankingState) -> str:
    if state.ranking is None:
        return say("no offer ranked")
    return in_words(say, state.evidence, state.ranking, verdict(state.evidence, state.ranking))


def _reasons(turn: Turn, each: tuple[VersionChange, ...]) -> list[VersionChange]:
    """Return the changes that explain what turned: of the must-haves, of who leads, then the largest."""
    turned = {(m.offer, m.indicator) for m in turn.musthaves}

    def order(change: VersionChange) -> int:
        fact = change.now or change.then
        if fact and (change.offer, fact.indicator) in turned:
            return 0
        return 1 if any(e and e.leads for e in (change.alone, change.without)) else 2

    counted = [c for c in each if (c.alone or c.without) and not source_only(c.then, c.now)]
    # Sorting is stable: within a kind the largest stay first.
    return sorted(counted, key=order)[:REASONS]


def _changed(say: Language, then: Evidence, now: Evidence, old: Fact | None, new: Fact | None) -> str:
    """Return one fact's change in a line: offer, indicator, what was said and what is said."""
    fact = new or old
    known = now if fact.offer in now.offers else then
    scales = now if fact.indicator in now.indicators else then
    who = f"{known.offers[fact.offer].name}, {indicator_label(say, scales, fact.indicator)}, {say.day(fact.valid_from)}"
    texts = [fact_text(say, e, f) or say("nothing") for e, f in ((then, old), (now, new))]
    what = say("source or note only") if source_only(old, new) else " → ".join(texts)
    return say("{where}: {what}", where=who, what=what)


def _more(say: Language, n: int) -> list[str]:
    return [say.plural("and {n} more change", "and {n} more changes", n)] if n > 0 else []


def _evidence_link(base: str, say: Language, edition: Edition) -> str:
    return link(base, Scenario(edition.day), edition.version, say.code, "evidence")


def _html(lines: list[str], listed: list[str]) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return paragraphs + ("<ul>" + "".join(f"<li>{escape(x)}</li>" for x in listed) + "</ul>" if listed else "")


def checked_editions(editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Return the editions that were published. Raises BoardError where there is none."""
    published = tuple(e for e in editions if e.day is not None)
    if not published:
        raise BoardError("no data version has been published yet")
    return published
