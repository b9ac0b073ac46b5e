"""The tables of the report: rows of text, in the reader's language."""

from collections.abc import Sequence

from exports.citation import weights_text
from ranking.facts.musthaves import requirement
from ranking.model import Evidence, Fact, Source
from ranking.replies.reply import Reply, counted
from ranking.rounding import printed_places
from ranking.weighing.rank import Ranking
from ranking.weights import whole_percentages
from words.facts.replies import readings_text, state_text, who_text
from words.facts.values import end_texts, note_text, range_text, value_text
from words.language import Language
from words.ranking.conditions import exclusion_text, musthaves_sentence, requirement_text


def ranked_rows(say: Language, evidence: Evidence, ranking: Ranking) -> tuple[list[str], list[list[str]]]:
    """Return place, name, score, range or reason of every offer."""
    places = printed_places({r.offer: r.score for r in ranking.rows})
    rows = [
        [
            str(places[r.offer]),
            evidence.offers[r.offer].name,
            say.number(r.score, 1),
            f"{say.number(r.low, 1)}–{say.number(r.high, 1)}",
        ]
        for r in ranking.rows
    ]
    rows += [
        [
            "–",
            evidence.offers[x.offer].name,
            say.number(x.row.score, 1) if x.row else "",
            exclusion_text(say, evidence, x),
        ]
        for x in ranking.excluded
    ]
    return [say("Place"), say("Offer"), say("Score"), say("Worst to best case")], rows


def weights(say: Language, evidence: Evidence, ranking: Ranking) -> tuple[str, list[str], list[list[str]]]:
    """Return whose weights, then pillar, share, criteria with their share of the whole and both ends of their scale."""
    whole, overall = whole_percentages(ranking.weighting.pillars), ranking.weighting.overall
    rows = []
    for pillar in evidence.pillars.values():
        inside = [c for c in evidence.criteria_of(pillar.id) if overall[c.id] > 0]
        rows.append([say.text(pillar.label), say.percent(whole[pillar.id] / 100), "", ""])
        rows += [["", say.percent(overall[c.id], 1), say.text(c.label), " → ".join(end_texts(say, c))] for c in inside]
    whose = weights_text(say, evidence, ranking)
    return (
        whose[:1].upper() + whose[1:],
        [say("Pillar"), say("Weight"), say("Criterion"), say("Scale, from worst to best")],
        rows,
    )


def musthaves(say: Language, evidence: Evidence, ranking: Ranking) -> list[str]:
    """Return the must-haves asked for with their rule, then who fails which."""
    laws = [
        say("{name}: {law}", name=requirement_text(say, evidence, wanted), law=say.text(wanted.gate.law))
        for wanted in (requirement(t, evidence) for t in ranking.scenario.require)
        if wanted.gate
    ]
    out = [
        say("{name}: {law}", name=evidence.offers[x.offer].name, law=exclusion_text(say, evidence, x))
        for x in ranking.excluded
        if x.reason == "must_have"
    ]
    return [musthaves_sentence(say, evidence, ranking), *laws, *out]


def unknown(say: Language, evidence: Evidence, ranking: Ranking) -> list[tuple[str, str]]:
    """Return ranked offers with the weighed criteria that are not, or not wholly, known of them."""
    overall, known = ranking.weighting.overall, ranking.matrix.known
    gaps_by_offer = [
        (
            evidence.offers[r.offer].name,
            ", ".join(
                say.text(evidence.criteria[c].label) for c, w in overall.items() if w > 0 and known.loc[r.offer, c] < 1
            ),
        )
        for r in ranking.rows
    ]
    return [(name, gaps) for name, gaps in gaps_by_offer if gaps]


def weighed_facts(evidence: Evidence, ranking: Ranking) -> list[Fact]:
    """Return the facts in force that day that enter the scores of the offers on the board."""
    wanted = {i for c, w in ranking.weighting.overall.items() if w > 0 for i in evidence.criteria[c].indicators}
    wanted |= {requirement(t, evidence).indicator for t in ranking.scenario.require}
    order = [r.offer for r in ranking.rows] + [x.offer for x in ranking.excluded if x.row]
    facts = ranking.matrix.facts
    return [facts[o, i] for o in order for i in evidence.indicators if i in wanted and (o, i) in facts]


def sources_of(facts: Sequence[Fact]) -> list[Source]:
    """Return every source once, in the order in which the facts come."""
    return list({f.source.url or f.source.title: f.source for f in facts}.values())


def replied(say: Language, evidence: Evidence, ranking: Ranking, replies: Sequence[Reply]) -> list[dict]:
    """Return the open replies to facts of the offers shown: both readings, who says so, where, the sentence."""
    shown = ranking.scenario.offers or evidence.offers
    return [
        {
            "readings": readings_text(say, evidence, r, ranking.matrix.facts),
            "who": who_text(say, r.proposal),
            "state": state_text(say, r),
            "page": r.proposal.page,
            "sentence": r.proposal.sentence,
        }
        for r in counted(evidence, replies, ranking.scenario.as_of, shown)
    ]


def contested(say: Language, evidence: Evidence, facts: Sequence[Fact], sources: Sequence[Source]) -> list[dict]:
    """Return facts whose sources contradict each other: value retained, range, both sides, the source's number."""
    numbers = {s.url or s.title: n for n, s in enumerate(sources, 1)}
    return [
        {
            "offer": evidence.offers[f.offer].name,
            "label": say.text(evidence.indicators[f.indicator].label),
            "value": value_text(say, evidence.indicators[f.indicator], f.value),
            "range": range_text(say, evidence.indicators[f.indicator], f),
            "note": note_text(say, evidence.indicators[f.indicator], f),
            "n": numbers[f.source.url or f.source.title],
        }
        for f in facts
        if f.contested
    ]
