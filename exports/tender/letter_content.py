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


def letter(say: Language, found: TenderRanking, bidder: Bidder) -> DocumentContent:
    """Return the annex to a bidder's letter: its own points beside the winner's, the reasons, nothing of the others.

    Raises TenderError for a bidder that is first, or where nobody is.
    """
    if bidder.id in found.winners or not found.winners:
        raise TenderError(told("{name}: no letter of rejection; a bidder that is not first", name=bidder.name))
    place, winners = found.places.get(bidder.id), say.both([found.evidence.offers[w].name for w in found.winners])
    out = next((x for x in found.ranking.excluded if x.offer == bidder.id), None)
    first = (
        say("Your bid has no place: {why}.", why=out_text(say, out, found.evidence))
        if out
        else say("Your bid is in place {place}.", place=place)
        if place
        else say("Your bid is outside the band announced.")
    )
    lines = [first, say("Chosen: {names}.", names=winners), *changed_lines(say, found.dossier)]
    return DocumentContent(
        say.code,
        say("{title}: annex for {bidder}", title=found.dossier.title, bidder=bidder.name),
        first,
        stands(say, found, say("Annex to the letter")),
        say("page"),
        (
            Section(say("Outcome"), lines[1:]),
            Section(say("Points"), (), _beside(say, found, bidder)),
            Section(say("Reasons"), _reasons(say, found, bidder)),
            Section(say("Method"), method_lines(say, found.dossier, gaps=False)),
        ),
    )


def losing(found: TenderRanking) -> tuple[Bidder, ...]:
    """Return the bidders who get a letter: all who are not first; none while nobody is."""
    return tuple(b for b in found.dossier.bidders if b.id not in found.winners) if found.winners else ()


def _beside(say: Language, found: TenderRanking, bidder: Bidder) -> TextTable:
    """The bidder's points and the winner's, by criterion; nothing of the others."""
    own, winners = points_of(found, bidder.id), [points_of(found, w) for w in found.winners]
    weights = found.ranking.weighting.overall
    heads = (say("Criterion"), say("Weight"), say("Your points"))
    heads += tuple(say("Points of {name}", name=found.evidence.offers[w].name) for w in found.winners)
    rows = [
        (
            label_of(say, found, name),
            say.percent(share, 1),
            number_text(say, own.get(name, float("nan"))),
            *(number_text(say, x[name]) for x in winners),
        )
        for name, share in weights.items()
    ]
    total = total_of(found, bidder.id)
    totals = [float("nan") if total is None else total, *(found.ranking.row(w).score for w in found.winners)]
    rows.append((say("Total"), "", *(number_text(say, x) for x in totals)))
    return TextTable(heads, rows, (4, 1, *[1.4] * (len(heads) - 2)), frozenset(range(1, len(heads))))


def _reasons(say: Language, found: TenderRanking, bidder: Bidder) -> list[str]:
    """The evaluator's reasons on the bidder's own answers, and the must-haves it does not meet."""
    held = {r.id: r for r in found.dossier.announced.requirements}
    said = [
        say(
            "{requirement} ({word}): {reason}",
            requirement=name_of(held[a.requirement]),
            word=say.text(EVALUATION_WORDS[a.word]),
            reason=a.reason,
        )
        for a in found.dossier.answers
        if a.bidder == bidder.id and a.reason
    ]
    outcomes = [o for o in found.ranking.outcomes.get(bidder.id, ()) if o.result != "met"]
    said += [
        say("{label}: not met", label=named(say, found.evidence, o.requirement.token))
        if o.result == "failed"
        else say("{label}: not proven", label=named(say, found.evidence, o.requirement.token))
        for o in outcomes
        if o.requirement.token != PRICED
    ]
    return said or [say("The points above; no reason was noted for a single answer.")]
