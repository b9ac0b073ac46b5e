"""A reply as the block of providers/<offer>.toml that would take it in, ready to paste."""

from collections.abc import Iterable
from dataclasses import replace

from exports.fact_block import fact_block
from ranking.model import Bilingual, Evidence, Source
from ranking.replies.reply import Reply, fact_of
from words.facts.replies import who_text
from words.language import Language, language


def block(evidence: Evidence, reply: Reply) -> str:
    """Return the block as TOML, in the order of keys of providers/README.md, with what the editor must still do.

    A reply that names no page is a declaration: grade C, without an address, and its note says so.
    """
    proposal = reply.proposal
    fact, fr, en = fact_of(proposal, reply.received), language("fr"), language("en")
    amended = replace(
        fact,
        source=Source(
            f"{who_text(fr, proposal)} : réponse n° {reply.number}", proposal.page, reply.received.isoformat()
        ),
        note=Bilingual(_note(fr, reply), _note(en, reply)),
    )
    return fact_block(amended, _to_do(evidence, reply))


def _to_do(evidence: Evidence, reply: Reply) -> Iterable[str]:
    """Yield what the editor checks before the block may stand."""
    proposal, offer = reply.proposal, evidence.offers[reply.proposal.offer]
    if proposal.page:
        yield "Read the page: title, date and grade below are those of the reply until you have."
    if proposal.indicator in offer.unknown:
        yield f'Take "{proposal.indicator}" out of the list unknown.'
    if max(proposal.valid_from, reply.received) > offer.checked:
        yield f"checked = {offer.checked} is earlier than this block: re-read the sources, then renew it."
    if any(f.indicator == proposal.indicator and f.valid_from == proposal.valid_from for f in offer.facts):
        yield "It replaces the block of the same day."
    elif any(f.indicator == proposal.indicator for f in offer.facts):
        yield "Put it among the blocks of its name, in the order of their days."


def _note(say: Language, reply: Reply) -> str:
    blanks = {"day": say.day(reply.received), "sentence": reply.proposal.sentence}
    if reply.proposal.page:
        return say("Reply received on {day}: “{sentence}”", **blanks)
    return say("Declaration received on {day}, with no page that shows it: “{sentence}”", **blanks)
