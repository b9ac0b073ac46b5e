"""Replies to facts of the small board, for the tests that mark, answer and export them."""

from dataclasses import replace
from datetime import date

from ranking.replies.reply import Proposal, Reply, proposal
from tests.examples import small_evidence
from tests.examples_records import HOSTILE

TODAY = date(2026, 11, 29)
PAGE = "https://example.org/proof?a=1&b=2"
PLAIN = Proposal("local", "hds", 0, date(2026, 1, 1), PAGE, "The certificate was never given.", "Ada", "Example")
# Every text a visitor types, as hostile as it comes.
ATTACK = replace(
    PLAIN, sentence=" ".join(HOSTILE), name=HOSTILE[0], organisation="\u202e=1+1 **b** [a](javascript:b)", page=PAGE
)
CLEAN = proposal(small_evidence(), ATTACK, TODAY)


def reply(found: Proposal = PLAIN, number: int = 1, **more) -> Reply:
    """A reply that waits for an answer, unless told otherwise."""
    return Reply(number, found, "00000000", TODAY, **more)
