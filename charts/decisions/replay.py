"""Documented decisions as cards: what was decided on one side, what the board says on the other, and who met what."""

from collections.abc import Callable, Sequence

from charts.decisions.overview_sheet import overview_sheet
from charts.parts.look import FAMILY_MARK
from charts.parts.sheet_html import sheet_html
from charts.parts.templates import render
from ranking.decisions.replay import VERDICTS, Replay
from ranking.facts.door import Door, door_of, written
from ranking.facts.musthaves import Outcome, requirement
from ranking.model import Evidence, Source
from ranking.weighing.rank import Excluded, RankingRow
from words.decisions import replay as words
from words.decisions.replay_reasons import difference_sentence, reason_sentences
from words.facts.values import family_text, grade_text, note_text
from words.language import Language
from words.ranking.conditions import exclusion_text, outcome_text, requirement_text
from words.ranking.verdict import verdict
from words.reading import decisions_reading

IN_DOUBT = ("open", "close", "rival_unproven")


def overview_html(
    say: Language, evidence: Evidence, replays: Sequence[Replay], link: Callable[[str], str] | None = None
) -> str:
    """Return all decisions, one row each, and when each verdict is given; link: as `card_html` takes it."""
    sheet, caption = overview_sheet(say, evidence, replays), words.count_sentence(say, replays)
    table = sheet_html(say, sheet, "rp-all", caption, decisions_reading(say), 1, link)
    rules = [_stamp(say, v) | {"text": words.verdict_rule(say, v)} for v in VERDICTS]
    return table + render("decisions/replay_rules.html.j2", rules=rules)


def card_html(say: Language, evidence: Evidence, replay: Replay, link: Callable[[str], str] | None = None) -> str:
    """Return one decision: question, record and board side by side, then every offer concerned with its must-haves.

    link  address of the page with a door open, such as azure@ehds_2025; None where numbers open nothing
    """
    decision = replay.decision
    record = [
        (say("Published rule"), say.text(decision.published_rule)),
        (say("Must-haves taken up"), words.gates_sentence(say, evidence, replay)),
        (say("Priorities applied"), words.profile_sentence(say, evidence, replay)),
        (say("What was decided"), say.text(decision.outcome)),
    ]
    lead = [verdict(say, evidence, replay.ranking, replay.judgement)] if replay.ranking else []
    choice, reasons = words.choice_sentence(say, evidence, replay), reason_sentences(say, evidence, replay)
    if len(decision.chosen) > 1 and lead:
        reasons.insert(0, choice)
    else:
        lead.append(choice)
    return render(
        "decisions/replay_card.html.j2",
        id=decision.id,
        day=say.day(decision.day),
        title=say.text(decision.title),
        question=say.text(decision.question),
        stamp=_stamp(say, replay.verdict) | {"weak": words.short_reason(say, replay) if replay.weakness else ""},
        record=record,
        sources=[_source(say, s) for s in decision.sources],
        unpublished=say.text(decision.unknown),
        board=" ".join(lead),
        reasons=reasons,
        difference=difference_sentence(say, evidence, replay),
        facts=_facts(say, evidence, replay),
        table=_table(say, evidence, replay),
        link=link,
        heads={
            "record": say("The decision"),
            "board": say("The board on that day"),
            "sources": say("Sources"),
            "unpublished": say("What was not published"),
            "facts": say("The facts that shut the choice out"),
        },
    )


def _stamp(say: Language, code: str) -> dict:
    return {"verdict": code, "sign": words.SIGNS[code], "word": words.verdict_word(say, code)}


def _source(say: Language, source: Source) -> dict:
    return {"title": source.title, "url": source.url, "day": say.partial_day(source.day)}


def _facts(say: Language, evidence: Evidence, replay: Replay) -> list[dict]:
    """The known facts that shut chosen offers out, each with its source and note."""
    failed = [o for s in replay.chosen if s.excluded for o in s.outcomes if o.result == "failed"]
    return [
        {
            "name": evidence.offers[o.fact.offer].name,
            "text": requirement_text(say, evidence, o.requirement),
            "source": _source(say, o.fact.source),
            "grade": grade_text(say, o.fact.confidence),
            "note": note_text(say, evidence.indicators[o.fact.indicator], o.fact),
            "start": say("in force from {day}", day=say.day(o.fact.valid_from)),
        }
        for o in failed
    ]


def _table(say: Language, evidence: Evidence, replay: Replay) -> dict | None:
    """Chosen and considered offers, the first three places; where the order is in doubt, the two that reach far."""
    ranking = replay.ranking
    if ranking is None:
        return None
    doubt = replay.reason in IN_DOUBT
    names = dict.fromkeys(
        [
            *(r.offer for r in ranking.rows[:3]),
            *(s.offer for s in replay.offers),
            *(r.offer for r in replay.threats[:2] if doubt),
        ]
    )
    order = {r.offer: n for n, r in enumerate(ranking.rows)}
    scored = {o: row.score if (row := ranking.row(o)) else -1.0 for o in names}
    excluded = {x.offer: x for x in ranking.excluded}
    rows = [
        _row(say, evidence, replay, o, ranking.row(o), excluded.get(o))
        for o in sorted(names, key=lambda o: (order.get(o, len(order)), -scored[o]))
    ]
    guide = round(replay.best.low, 2) if doubt else None
    gates = [requirement_text(say, evidence, requirement(t, evidence)) for t in replay.scenario.require]
    return {
        "caption": verdict(say, evidence, ranking, replay.judgement),
        "gates": gates,
        "guide": guide,
        "rows": rows,
        "note": _note(say, doubt, any(g["own"] for row in rows for g in row["gates"])),
        "heads": {"place": say("Place"), "offer": say("Offer"), "score": say("Score out of 100")},
    }


def _note(say: Language, doubt: bool, own: bool) -> str:
    """How to read the table."""
    bars = (
        say(
            "Bar: score out of 100; thin line: from worst to best case; dashed: worst case of the choice. A ranked "
            "offer whose line reaches past it could come before the choice."
        )
        if doubt
        else say("Bar: score out of 100; thin line: from worst to best case.")
    )
    return bars + (" " + say("† Rests on a source of the decision itself: not an independent check.") if own else "")


def _row(
    say: Language, evidence: Evidence, replay: Replay, name: str, row: RankingRow | None, out: Excluded | None
) -> dict:
    offer = evidence.offers[name]
    gone = "" if out is None else say("shut out") if out.reason == "must_have" else exclusion_text(say, evidence, out)
    return {
        "door": written(Door(name, at=replay.decision.id)),
        "place": row.place if row and row.place else "–",
        "name": offer.name,
        "family": offer.family,
        "family_text": family_text(say, offer.family),
        "mark": FAMILY_MARK[offer.family],
        "out": bool(out),
        "gone": gone,
        "chosen": name in replay.decision.chosen,
        "role": words.role_text(say, replay, name),
        "score": _score(say, row) if row else None,
        "gates": [_gate(say, evidence, replay, name, o) for o in replay.ranking.outcomes[name]],
    }


def _score(say: Language, row: RankingRow) -> dict:
    spread = say("from {low} to {high}", low=say.number(row.low, 1), high=say.number(row.high, 1))
    return {
        "score": round(row.score, 2),
        "low": round(row.low, 2),
        "high": round(row.high, 2),
        "text": say.number(row.score, 1),
        "range": spread,
    }


def _gate(say: Language, evidence: Evidence, replay: Replay, offer: str, outcome: Outcome) -> dict:
    return {
        "own": replay.borrowed(outcome),
        "door": door_of(evidence, offer, outcome.requirement.indicator, replay.decision.id),
        "label": requirement_text(say, evidence, outcome.requirement),
        "sign": words.GATE_SIGNS[outcome.result],
        "word": words.gate_word(say, outcome),
        "result": outcome.result,
        "title": outcome_text(say, evidence, outcome),
    }
