"""One cell opened: the fact in words with its scale, and the whole history behind it."""

from collections.abc import Iterable, Mapping

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from ranking.facts.cells import MatrixCell, absence, history, statuses
from ranking.facts.freshness import ending, to_re_read
from ranking.facts.scales import quantity, score
from ranking.model import UNKNOWN, Criterion, Evidence, Fact
from ranking.weighing.rank import Ranking
from words.facts.evidence import absence_text, cell_text, share_text, status_text
from words.facts.values import end_texts, grade_text, note_text, range_text, value_text
from words.language import Language


def fact_html(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    cells: Mapping[tuple[str, str], MatrixCell],
    offer: str,
    scale: Criterion,
) -> str:
    """Return the fact in force for an offer on a criterion or an indicator.

    Value, range, grade, dates, source, scale.
    """
    head, cell = evidence.offers[offer], cells.get((offer, scale.id))
    fact = ranking.matrix.facts.get((offer, scale.id))
    known = bool(cell.facts) if cell else fact is not None
    shown = fact or _reopened(evidence, ranking, offer, scale)
    value = cell_text(say, evidence, cell) if cell else value_text(say, scale, fact.value) if fact else say("unknown")
    if fact and fact.contested:
        value = say("{value}? (contested)", value=value)
    return render(
        "evidence/evidence_fact.html.j2",
        family=head.family,
        mark=FAMILY_MARK[head.family],
        name=head.name,
        known=known,
        value=value,
        context=_context(say, evidence, scale),
        label=say.text(scale.label),
        help=say.text(scale.help),
        lines=_lines(say, evidence, ranking, cell, fact, offer, scale),
        note=note_text(say, evidence.indicators[shown.indicator], shown) if shown else "",
        terms=_terms(say, cell, fact),
        source=_source(say, shown),
        checked=say.day(evidence.re_read(shown) if shown else head.checked),
        scale=_scale(say, scale, cell, fact),
        heads={"source": say("Source"), "checked": say("Sources last read"), "scale": say("The scale")},
    )


def history_html(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    offer: str,
    scale: Criterion,
    after: Mapping[str, str],
    folded: bool = False,
) -> str:
    """Return every fact of that offer on that indicator, oldest first; for a share, of each of its services.

    after  the link under it: its address `href` and its `text`; `back`: whether it leads back to the matrix
    """
    groups = [_group(say, evidence, ranking, offer, name, scale.kind == "share") for name in scale.indicators]
    caption = say("History: {offer}, {criterion}", offer=evidence.offers[offer].name, criterion=say.text(scale.label))
    heads = [say("In force from"), say("Value"), say("Grade"), say("Source"), say("In words")]
    return render(
        "evidence/evidence_history.html.j2",
        title=say("All that was found, day by day"),
        caption=caption,
        heads=heads,
        groups=groups,
        after=after,
        folded=folded,
    )


def _reopened(evidence: Evidence, ranking: Ranking, offer: str, scale: Criterion) -> Fact | None:
    """The statement after which nothing is known: that the matter is open again, or a certificate that has ended."""
    if scale.kind == "share":
        return None
    dated = statuses(history(evidence, offer, scale.id), ranking.scenario.as_of, ranking.scenario.known)
    return next((f for f, status in dated if status == "ended" or (status, f.value) == ("in_force", UNKNOWN)), None)


def _context(say: Language, evidence: Evidence, scale: Criterion) -> str:
    if scale.scored:
        return say.text(evidence.pillars[scale.pillar].label)
    part_of = next((c for c in evidence.criteria.values() if c.kind == "share" and scale.id in c.indicators), None)
    return say("counted in “{criterion}”", criterion=say.text(part_of.label)) if part_of else say("shown, not scored")


def _lines(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    cell: MatrixCell | None,
    fact: Fact | None,
    offer: str,
    scale: Criterion,
) -> Iterable[str]:
    """Sentences under the value: the range, the score, why nothing is known, the weight."""
    if fact and ending([fact], ranking.scenario.as_of):
        yield say("This certificate ends within twelve months of the date shown.")
    if fact and to_re_read(evidence, fact, ranking.scenario.as_of):
        yield say("To be re-read: nobody has opened this source for more than 180 days.")
    if fact and fact.contested:
        yield say("Contested: {range}.", range=range_text(say, scale, fact))
    if cell and cell.facts:
        yield _score_line(say, cell)
    elif scale.kind != "share" and not fact:
        yield _absence_line(say, evidence, ranking, offer, scale)
    if cell and cell.known < 1:
        yield {
            "cautious": say("In the ranking now set, what is unknown counts as the worst."),
            "ignore": say("In the ranking now set, what is unknown is left out of the mean."),
            "neutral": say("In the ranking now set, what is unknown counts as half."),
        }[ranking.scenario.unknowns]
    if cell:
        weight = ranking.weighting.overall[scale.id]
        yield (
            say("This criterion carries {share} of the weight in the ranking now set.", share=say.percent(weight, 1))
            if weight
            else say("This criterion carries no weight in the ranking now set.")
        )


def _score_line(say: Language, cell: MatrixCell) -> str:
    text = say.number(cell.score)
    if cell.high - cell.low < 0.05:
        return say("Score: {score} out of 100.", score=text)
    return say(
        "Score: {score} out of 100, between {low} and {high} once everything is settled.",
        score=text,
        low=say.number(cell.low),
        high=say.number(cell.high),
    )


def _absence_line(say: Language, evidence: Evidence, ranking: Ranking, offer: str, scale: Criterion) -> str:
    day, known = ranking.scenario.as_of, ranking.scenario.known
    reason = absence(evidence, offer, scale.id, day, known)
    past = history(evidence, offer, scale.id)
    first = _reopened(evidence, ranking, offer, scale) or next((f for f in past if f.valid_from > day), None)
    matters = first and (first.valid_to if reason == "ended" else first.valid_from)
    checked = say.day(evidence.offers[offer].checked)
    return absence_text(say, reason, say.day(day), checked, say.day(matters) if matters else "")


def _terms(say: Language, cell: MatrixCell | None, fact: Fact | None) -> list[tuple[str, str]]:
    if fact:
        ends = [(say("Certificate ends on"), say.day(fact.valid_to))] if fact.valid_to else []
        return [
            (say("Grade"), grade_text(say, fact.confidence)),
            (say("In force from"), say.day(fact.valid_from)),
            *ends,
        ]
    if cell and cell.facts:
        return [
            (say("Weakest grade"), grade_text(say, cell.grade)),
            (say("Last change"), say.day(max(f.valid_from for f in cell.facts))),
        ]
    return []


def _source(say: Language, fact: Fact | None) -> dict | None:
    """None for a share, whose sources stand in its history."""
    if fact is None:
        return None
    return {"title": fact.source.title, "url": fact.source.url, "day": say.partial_day(fact.source.day)}


def _scale(say: Language, scale: Criterion, cell: MatrixCell | None, fact: Fact | None) -> list[dict]:
    """The rungs of the scale, best first, with the offer's place on it."""
    if not scale.scored:
        return []
    if scale.levels:
        at = quantity(scale, fact.value) if fact else None
        low, high = (fact.low, fact.high) if fact and fact.contested else (at, at)
        return [
            _rung(
                say,
                score(scale, n),
                say.text(text),
                say("here") if n == at else "",
                at is not None and low <= n <= high,
            )
            for n, text in sorted(scale.levels.items(), reverse=True)
        ]
    worst, best = end_texts(say, scale)
    rungs = [_rung(say, 100.0, best), _rung(say, 0.0, worst)]
    if cell and cell.facts:
        text = (
            share_text(say, scale, {(f.offer, f.indicator): f for f in cell.facts}, cell.offer)
            if scale.kind == "share"
            else _quantity_text(say, scale, fact)
        )
        rungs.append(_rung(say, cell.score, text, say("here"), True))
    return sorted(rungs, key=lambda r: (-r["at"], not r["here"]))


def _quantity_text(say: Language, scale: Criterion, fact: Fact) -> str:
    """The fact's place on its scale; a set by how many of its members count."""
    if scale.kind == "set":
        return say("{yes} of {n}", yes=say.brief(quantity(scale, fact.value)), n=len(scale.codes))
    return value_text(say, scale, fact.value)


def _rung(say: Language, at: float, text: str, here: str = "", within: bool = False) -> dict:
    return {
        "at": at,
        "score": say.number(at),
        "text": text,
        "here": here,
        "style": "ev-here" if here else "ev-maybe" if within else "",
    }


def _group(say: Language, evidence: Evidence, ranking: Ranking, offer: str, name: str, titled: bool) -> dict:
    scale, scenario = evidence.indicators[name], ranking.scenario
    dated = statuses(history(evidence, offer, name), scenario.as_of, scenario.known)
    checked = say.day(evidence.offers[offer].checked)
    reason = "" if dated else absence(evidence, offer, name, scenario.as_of)
    return {
        "title": say.text(scale.label) if titled else "",
        "rows": [_fact_row(say, scale, f, status) for f, status in dated],
        "empty": absence_text(say, reason, say.day(scenario.as_of), checked, "") if reason else "",
    }


def _fact_row(say: Language, scale: Criterion, fact: Fact, status: str) -> dict:
    return {
        "start": say.day(fact.valid_from),
        "status": status,
        "status_text": status_text(say, status),
        "value": value_text(say, scale, fact.value),
        "range": range_text(say, scale, fact),
        "grade": fact.confidence,
        "grade_text": grade_text(say, fact.confidence),
        "source": fact.source.title,
        "url": fact.source.url,
        "day": say.partial_day(fact.source.day),
        "note": note_text(say, scale, fact),
    }
