"""Documented decisions as cards: what was decided on one side, what the board says on the other, and who met what."""

from collections.abc import Sequence

from charts.look import FAMILY_MARK
from charts.templates import render
from ranking.board import Row
from ranking.model import Evidence, Source
from ranking.musthaves import Outcome, requirement
from ranking.replay import VERDICTS, Replay
from words import replay as words
from words.facts import family_text, grade_text
from words.language import Language
from words.verdict import exclusion_text, outcome_text, requirement_text, verdict


def overview_html(say: Language, evidence: Evidence, found: Sequence[Replay]) -> str:
    """All decisions on one line each, and when each verdict is given."""
    rows = [{"id": r.decision.id, "day": say.day(r.decision.day), "title": say.text(r.decision.title),
             "chosen": words.names_text(say, evidence, r.decision.chosen, 2), "first": _first(say, evidence, r),
             "verdict": r.verdict, "stamp": _stamp(say, r.verdict), "why": words.short_reason(say, r.reason)} for r in found]
    rules = [{"verdict": v, "stamp": _stamp(say, v), "text": words.verdict_rule(say, v)} for v in VERDICTS]
    return render("replay_overview.html.j2", caption=words.count_sentence(say, found), rows=rows, rules=rules,
                  heads=[say("Date"), say("Decision"), say("What was chosen"), say("First on the board that day"), say("The board")])


def card_html(say: Language, evidence: Evidence, replay: Replay) -> str:
    """One decision: question, record and board side by side, then every offer concerned with its must-haves."""
    decision = replay.decision
    record = [(say("Published rule"), say.text(decision.published_rule)),
              (say("Must-haves taken up"), words.gates_sentence(say, evidence, replay)),
              (say("Priorities applied"), words.profile_sentence(say, evidence, replay)),
              (say("What was decided"), say.text(decision.outcome))]
    board = [verdict(say, evidence, replay.ranking)] if replay.ranking else []
    choice, reasons = words.choice_sentence(say, evidence, replay), words.reason_sentences(say, evidence, replay)
    many = len(decision.chosen) > 1 and replay.ranking is not None
    return render(
        "replay_card.html.j2", id=decision.id, day=say.day(decision.day), title=say.text(decision.title),
        question=say.text(decision.question), verdict=replay.verdict, stamp=_stamp(say, replay.verdict), record=record,
        sources=[_source(say, s) for s in decision.sources], unpublished=say.text(decision.unknown),
        board=" ".join(board if many else [*board, choice]), reasons=[choice, *reasons] if many else reasons, difference=words.difference_sentence(say, evidence, replay),
        facts=_facts(say, evidence, replay), table=_table(say, evidence, replay),
        heads={"record": say("The decision"), "board": say("The board on that day"), "sources": say("Sources"),
               "unpublished": say("What was not published"), "facts": say("The facts that shut the choice out")})


def _stamp(say: Language, code: str) -> dict:
    return {"sign": words.SIGNS[code], "word": words.verdict_word(say, code)}


def _source(say: Language, source: Source) -> dict:
    return {"title": source.title, "url": source.url, "day": say.partial_day(source.day)}


def _first(say: Language, evidence: Evidence, replay: Replay) -> str:
    leaders = replay.ranking.leaders if replay.ranking else ()
    if not leaders:
        return say("none")
    return say("{name} ({place})", name=words.names_text(say, evidence, [r.offer for r in leaders], 3),
               place=say.number(leaders[0].score, 1))


def _facts(say: Language, evidence: Evidence, replay: Replay) -> list[dict]:
    """The known facts that shut chosen offers out, each with its source and note."""
    failed = [o for s in replay.chosen if s.excluded for o in s.outcomes if o.result == "failed"]
    return [{"name": evidence.offers[o.fact.offer].name, "text": requirement_text(say, evidence, o.requirement), "source": _source(say, o.fact.source),
             "grade": grade_text(say, o.fact.confidence), "note": say.text(o.fact.note) if o.fact.note else "",
             "start": say("in force from {day}", day=say.day(o.fact.valid_from))} for o in failed]


def _table(say: Language, evidence: Evidence, replay: Replay) -> dict | None:
    """Chosen and considered offers, the first three places, and where the order is in doubt the two that reach furthest."""
    ranking = replay.ranking
    if ranking is None:
        return None
    gates = [requirement(t, evidence) for t in replay.scenario.require]
    doubt = replay.reason in ("open", "close", "rival_unproven")
    names = dict.fromkeys([*(r.offer for r in ranking.rows[:3]), *(s.offer for s in replay.standings),
                           *(r.offer for r in replay.threats[:2] if doubt)])
    excluded = {x.offer: x for x in ranking.excluded}
    rows = {o: ranking.row(o) for o in names}
    ordered = sorted(names, key=lambda o: (o in excluded, rows[o].place or 0 if rows[o] else 0, -(rows[o].score if rows[o] else 0)))
    guide = replay.best.low if doubt and replay.best.place else None
    notes = [say("Bar: score out of 100; thin line: from worst to best case.") if guide is None else
             say("Bar: score out of 100; thin line: from worst to best case; dashed: worst case of the choice. A ranked offer whose "
                 "line reaches past it could come before the choice.")]
    if any(replay.borrowed(o) for name in names for o in ranking.outcomes[name]):
        notes.append(say("† Rests on a source of the decision itself: not an independent check."))
    return {"caption": verdict(say, evidence, ranking), "gates": [requirement_text(say, evidence, g) for g in gates],
            "guide": None if guide is None else round(guide, 2), "note": " ".join(notes),
            "rows": [_row(say, evidence, replay, o, rows[o], excluded.get(o)) for o in ordered],
            "heads": {"place": say("Place"), "offer": say("Offer"), "score": say("Score out of 100")}}


def _row(say: Language, evidence: Evidence, replay: Replay, name: str, row: Row | None, out) -> dict:
    offer = evidence.offers[name]
    gone = exclusion_text(say, evidence, out) if out and out.reason != "must_have" else say("shut out") if out else ""
    score = {"score": round(row.score, 2), "low": round(row.low, 2), "high": round(row.high, 2), "text": say.number(row.score, 1),
             "range": say("from {low} to {high}", low=say.number(row.low, 1), high=say.number(row.high, 1))} if row else None
    return {"place": row.place if row and row.place else "–", "name": offer.name, "family": offer.family,
            "family_text": family_text(say, offer.family), "mark": FAMILY_MARK[offer.family], "out": bool(out), "gone": gone,
            "chosen": name in replay.decision.chosen, "role": words.role_text(say, replay, name), "score": score,
            "gates": [_gate(say, evidence, o) | {"own": replay.borrowed(o)} for o in replay.ranking.outcomes[name]]}


def _gate(say: Language, evidence: Evidence, found: Outcome) -> dict:
    return {"label": requirement_text(say, evidence, found.requirement), "sign": words.GATE_SIGNS[found.result],
            "word": words.gate_word(say, found), "result": found.result, "title": outcome_text(say, evidence, found)}
