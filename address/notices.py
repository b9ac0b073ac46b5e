"""What of a link could not be used, in sentences."""

from address.entries import allowed
from address.links import MOST_CHARACTERS, MOST_NAMED, OpenedLink, short
from ranking.model import Evidence
from words.language import Language


def unused_sentence(say: Language, link: OpenedLink) -> str:
    """Return how many entries of a link could not be used."""
    n = len(link.notices) + link.more + len(link.long)
    return say.plural("{n} entry of this link could not be used.", "{n} entries of this link could not be used.", n)


def sentences(say: Language, evidence: Evidence, link: OpenedLink) -> list[str]:
    """Return one sentence a key of a link that could not be used: its values, and what is allowed."""
    values: dict[str, list[str]] = {}
    for notice in link.notices:
        values.setdefault(notice.key, []).append(notice.value)
    lines = [
        say(
            "{key} = {values}, dropped; allowed: {allowed}",
            key=key,
            values=", ".join(say("“{text}”", text=text) for text in texts),
            allowed=allowed(say, evidence, key),
        )
        for key, texts in values.items()
    ]
    if link.more:
        lines.append(say.plural("and {n} more entry", "and {n} more entries", link.more))
    if link.long:
        lines.append(
            say(
                "{keys}: too long to be read; a link may hold {n} characters",
                keys=", ".join(map(short, link.long[:MOST_NAMED])),
                n=say.number(MOST_CHARACTERS),
            )
        )
    return lines
