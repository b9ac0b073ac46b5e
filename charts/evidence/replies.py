"""Replies to facts as HTML: both readings, who says so, where it can be read, what it would do, what was answered."""

from collections.abc import Iterable, Mapping

from charts.parts.templates import render
from ranking.model import Evidence, Fact
from ranking.replies.reply import Reply
from words.facts.replies import MARK, readings_text, state_text, who_text
from words.language import Language


def replies_html(
    say: Language,
    evidence: Evidence,
    facts: Mapping[tuple[str, str], Fact],
    replies: Iterable[Reply],
    effects: Mapping[int, str],
) -> str:
    """Return the replies as HTML, every text escaped.

    facts  those in force; effects: number -> what the reply would do, in words
    """
    rows = [_row(say, evidence, facts, r, effects.get(r.number, "")) for r in replies]
    return render("evidence/replies.html.j2", replies=rows)


def _row(say: Language, evidence: Evidence, facts: Mapping, reply: Reply, effect: str) -> dict[str, str]:
    proposal = reply.proposal
    return {
        "state": reply.state,
        "mark": MARK if reply.open else "",
        "title": say("Reply {n}", n=reply.number),
        "state_text": state_text(say, reply),
        "readings": readings_text(say, evidence, reply, facts),
        "sentence": proposal.sentence,
        "who": who_text(say, proposal),
        "page": proposal.page,
        "no_page": say("no page named: a declaration"),
        "effect": effect,
        "reason": say("Answer: {reason}", reason=say.text(reply.reason)) if reply.reason else "",
    }
