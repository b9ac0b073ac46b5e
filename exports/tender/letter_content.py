"""The annex to the letter of a bidder that was not chosen, as sentences and tables."""

from exports.tender.content import DocumentContent, Section, TextTable
from exports.tender.parts import label_of, name_of, number_text, points_of, stands, total_of
from exports.tender.sentences import changed_lines, method_lines, named, out_text
from ranking.errors import told
from ranking.tender.award import TenderRanking
from ranking.tender.dossier import Bidder, TenderError
from ranking.tender.evidence import PRICED
from ranking.tender.requirement_table import EVALUATION_WORDS
from words.language import Language


def letter(say: Language, ranked: TenderRanking, bidder: Bidder) -> DocumentContent:
    """Return the annex to a bidder's letter: its own points beside the winner's, the reasons, nothing of the others.

    Raises TenderError for a bidder that is first, where nobody is, and while second envelopes are closed.
    """
    if ranked.dossier.prices_closed:
        raise TenderError(told("the second envelopes are closed, nobody is chosen yet; letters once they are opened"))
    if bidder.id in ranked.winners or not ranked.winners:
        raise TenderError(told("{name}: no letter of rejection; a bidder that is not first", name=bidder.name))
    place, winners = ranked.places.get(bidder.id), say.both([ranked.evidence.offers[w].name for w in ranked.winners])
    out = next((x for x in ranked.ranking.excluded if x.offer == bidder.id), None)
    first = (
        say("Your bid has no place: {why}.", why=out_text(say, out, ranked.evidence))
        if out
        else say("Your bid is in place {place}.", place=place)
        if place
        else say("Your bid is outside the band announced.")
    )
    lines = [first, say("Chosen: {names}.", names=winners), *changed_lines(say, ranked.dossier)]
    return DocumentContent(
        say.code,
        say("{title}: annex for {bidder}", title=ranked.dossier.title, bidder=bidder.name),
        first,
        stands(say, ranked, say("Annex to the letter")),
        say("page"),
        (
            Section(say("Outcome"), lines[1:]),
            Section(say("Points"), (), _beside(say, ranked, bidder)),
            Section(say("Reasons"), _reasons(say, ranked, bidder)),
            Section(say("Method"), method_lines(say, ranked.dossier, gaps=False)),
        ),
    )


def losing(ranked: TenderRanking) -> tuple[Bidder, ...]:
    """Return the bidders who get a letter: all who are not first; none while nobody is, or prices are closed."""
    if ranked.dossier.prices_closed or not ranked.winners:
        return ()
    return tuple(b for b in ranked.dossier.bidders if b.id not in ranked.winners)


def _beside(say: Language, ranked: TenderRanking, bidder: Bidder) -> TextTable:
    """The bidder's points and the winner's, by criterion; nothing of the others."""
    own, winners = points_of(ranked, bidder.id), [points_of(ranked, w) for w in ranked.winners]
    weights = ranked.ranking.weighting.overall
    heads = (say("Criterion"), say("Weight"), say("Your points"))
    heads += tuple(say("Points of {name}", name=ranked.evidence.offers[w].name) for w in ranked.winners)
    rows = [
        (
            label_of(say, ranked, name),
            say.percent(share, 1),
            number_text(say, own.get(name, float("nan"))),
            *(number_text(say, x[name]) for x in winners),
        )
        for name, share in weights.items()
    ]
    total = total_of(ranked, bidder.id)
    totals = [float("nan") if total is None else total, *(ranked.ranking.row(w).score for w in ranked.winners)]
    rows.append((say("Total"), "", *(number_text(say, x) for x in totals)))
    return TextTable(heads, rows, (4, 1, *[1.4] * (len(heads) - 2)), frozenset(range(1, len(heads))))


def _reasons(say: Language, ranked: TenderRanking, bidder: Bidder) -> list[str]:
    """The evaluator's reasons on the bidder's own answers, and the must-haves it does not meet."""
    requirements = {r.id: r for r in ranked.dossier.announced.requirements}
    reasons = [
        say(
            "{requirement} ({word}): {reason}",
            requirement=name_of(requirements[a.requirement]),
            word=say.text(EVALUATION_WORDS[a.word]),
            reason=a.reason,
        )
        for a in ranked.dossier.answers
        if a.bidder == bidder.id and a.reason
    ]
    outcomes = [o for o in ranked.ranking.outcomes.get(bidder.id, ()) if o.result != "met"]
    reasons += [
        say("{label}: not met", label=named(say, ranked.evidence, o.requirement.token))
        if o.result == "failed"
        else say("{label}: not proven", label=named(say, ranked.evidence, o.requirement.token))
        for o in outcomes
        if o.requirement.token != PRICED
    ]
    return reasons or [say("The points above; no reason was noted for a single answer.")]
