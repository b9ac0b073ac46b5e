"""What is said of a tender, as JSON: its checks, its questions, its ranking with all that it rests on."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from exports.data.tables import reason
from exports.tender.pair_content import differences_of
from ranking.model import Evidence
from ranking.tender import scales
from ranking.tender.award import TenderRanking, decisive, formula_of, judged, outweighed, tips
from ranking.tender.checks import EntryFault, dossier_faults
from ranking.tender.dossier import NO_FORMULA, BidAnswer, Dossier, DossierSeal, digest
from ranking.tender.evidence import PRICE, private
from ranking.tender.questions import TenderQuestion, questions
from ranking.tender.reach import example, hangs_on_others, worths
from ranking.tender.sealing import changes, state


def checked(dossier: Dossier, public: Evidence) -> dict[str, Any]:
    """Return whether the dossier can be ranked, its seals, every fault, and what formula and weights can do."""
    return {
        **_head(dossier, public),
        "sound": not (faults := list(dossier_faults(dossier, public))),
        "faults": [_fault(place, fault) for place, fault in faults],
        "counts": {
            "requirements": dict(Counter(r.kind for r in dossier.announced.requirements)),
            "bidders": len(dossier.bidders),
            "answers": dict(Counter(a.word for a in dossier.answers)),
            "prices": len(dossier.prices),
        },
        "price_outweighs": [{"dearer": x.dearer, "quality_points": x.quality} for x in outweighed(dossier)],
        "criteria_outweighed": [x._asdict() for x in worths(dossier)],
        "third_bid_can_turn_order": hangs_on_others(dossier),
        "turned_order": [{"price": b.price, "quality": b.quality} for b in turned.bids]
        if (turned := example(dossier))
        else None,
    }


def asked(dossier: Dossier, public: Evidence) -> dict[str, Any]:
    """Return what is public of each requirement for each bidder, and what is a question."""
    return {**_head(dossier, public), "rows": [_asked(one) for one in questions(dossier, public)]}


def ranked(result: TenderRanking, public: Evidence) -> dict[str, Any]:
    """Return places, scores, prices, the verdict, decisive and tipping answers, and every answer with its points.

    The verdict is left out (null) where places follow a figure and not a sum of points.
    """
    dossier, ranking = result.dossier, result.ranking
    prices = {p.bidder: p.amount for p in dossier.prices} if dossier.prices_count else {}
    return {
        **_head(dossier, public),
        "prices_count": dossier.prices_count,
        "weights": ranking.weighting.overall,
        "ranking": [_row(result, b, place, prices) for b, place in result.places.items()],
        "excluded": [
            {
                "bidder": x.offer,
                "reason": x.reason,
                "why": reason(x),
                "musthaves": [o.requirement.token for o in x.outcomes],
            }
            for x in ranking.excluded
        ],
        "verdict": _verdict(result),
        "why_first": _why_first(result),
        "tipping_answers": [
            {"bidder": t.answer.bidder, "requirement": t.answer.requirement, "then_first": list(t.winners)}
            for t in tips(result, public)
        ],
        "answers": _answers(result, public),
    }


def _head(dossier: Dossier, public: Evidence) -> dict[str, Any]:
    announced = dossier.announced
    return {
        "title": dossier.title,
        "question": announced.question,
        "as_of": dossier.day.isoformat(),
        "data_version": f"{public.version}+{digest(dossier)[:8]}",
        "state": state(dossier),
        "formula": announced.formula,
        "formula_counts": formula_of(dossier),
        "price_weight": announced.price.weight if announced.formula != NO_FORMULA else None,
        "unknowns": announced.unknowns,
        "rule": announced.rule,
        "envelopes": announced.envelopes,
        "seals": [_seal(n, dossier) for n in range(len(dossier.seals))],
    }


def _seal(n: int, dossier: Dossier) -> dict[str, Any]:
    one: DossierSeal = dossier.seals[n]
    altered = changes(dossier.seals[n - 1].announced, one.announced) if n else ()
    return {
        "at": one.at,
        "digest": one.digest,
        "data": one.data,
        "reason": one.reason or None,
        "changes": [{"kind": kind, "item": item} for kind, item in altered],
    }


def _fault(place: str, fault: EntryFault) -> dict[str, str]:
    return {"where": f"{place}.{fault.field}", "wrong": str(fault.wrong), "allowed": str(fault.allowed)}


def _asked(one: TenderQuestion) -> dict[str, Any]:
    source = None
    if one.fact is not None:
        origin = one.fact.source
        source = {"title": origin.title, "url": origin.url, "day": origin.day, "grade": one.fact.confidence}
    return {
        "bidder": one.bidder.id,
        "requirement": one.requirement.id,
        "kind": one.requirement.kind,
        "public": one.known or None,
        "source": source,
        "question": not one.known,
    }


def _row(result: TenderRanking, bidder: str, place: int | None, prices: dict[str, float]) -> dict[str, Any]:
    row = result.ranking.row(bidder)
    return {
        "place": place,
        "bidder": bidder,
        "name": result.evidence.offers[bidder].name,
        "score": row.score,
        "low": row.low,
        "high": row.high,
        "price": prices.get(bidder),
        "price_points": row.contributions.get(PRICE),
        "figure": result.figures.get(bidder),
        "points": dict(row.contributions),
    }


def _verdict(result: TenderRanking) -> dict[str, Any] | None:
    judgement = judged(result, once=False)
    if judgement is None:
        return None
    return {
        "voice": judgement.voice,
        "leaders": list(judgement.leaders),
        "first": list(judgement.first),
        "share": float(judgement.share),
        "lead": judgement.lead,
        "shares": dict(judgement.shares),
        "decisive": [
            {
                "bidder": d.facts[0].offer,
                "requirement": d.facts[0].indicator,
                "first": list(d.leaders),
                "voice": d.voice,
            }
            for d in decisive(result, judgement)
        ],
    }


def _why_first(result: TenderRanking) -> dict[str, Any] | None:
    """What each criterion adds to the gap between the first two places; null with fewer than two."""
    gaps = differences_of(result)
    if gaps is None:
        return None
    (first, second), differences = gaps
    points = [{"criterion": d.criterion, "points": d.points} for d in differences]
    return {"first": first, "second": second, "gap": sum(d.points for d in differences), "differences": points}


def _answers(result: TenderRanking, public: Evidence) -> list[dict[str, Any]]:
    """Return every requirement for every bidder: what counts of it, on whose word, and its points."""
    dossier, answers = result.dossier, {(a.bidder, a.requirement): a for a in result.dossier.answers}
    own, rows = private(dossier), []
    for one in questions(dossier, public):
        key = (one.bidder.id, one.requirement.id)
        rows.append(_answer(result, one, answers.get(key), (one.bidder.id, scales.item(one.requirement)) in own))
    return rows


def _answer(result: TenderRanking, question: TenderQuestion, answer: BidAnswer | None, own: bool) -> dict[str, Any]:
    name, offer = scales.item(question.requirement), question.bidder.id
    value, row = result.ranking.matrix.value, result.ranking.row(offer)
    scored = question.requirement.kind == "criterion" and name in value.columns and offer in value.index
    score = float(value.loc[offer, name]) if scored else None
    return {
        "bidder": offer,
        "requirement": question.requirement.id,
        "rests_on": "answer" if own else "public" if question.known else "nothing",
        "value": (answer.value or None) if answer else question.known or None,
        "evaluation": answer.word if answer else None,
        "found": (answer.found or None) if answer else None,
        "reason": (answer.reason or None) if answer else None,
        "page": (answer.page or None) if answer else None,
        "score": None if score is None or score != score else score,
        "points": row.contributions.get(name) if row and scored else None,
    }


def columns(rows: Iterable[dict[str, Any]], names: Iterable[str]) -> list[dict[str, Any]]:
    """Return rows with these entries alone, for a table or CSV."""
    names = tuple(names)
    return [{name: row[name] for name in names} for row in rows]
