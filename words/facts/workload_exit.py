"""What taking the stored data out once costs, in words, and what the law says of paying for it."""

from datetime import date

from ranking.bills.bill import Bill
from ranking.model import Source
from words.language import Language

LAW = Source(
    "Data Act, Regulation (EU) 2023/2854, article 29 (as reproduced by Hannes Snellman)",
    "https://digitaldecade.hannessnellman.com/strategy-for-data/data-act/"
    "chapter-vi-switching-between-data-processing-services-art-23-31/?art=6",
    "2023-12-13",
)
NOTICE = Source(
    "Osborne Clarke: Are you ready for the Data Act?",
    "https://www.osborneclarke.com/insights/are-you-ready-data-act",
    "2025-08-13",
)
IN_FORCE, APPLIES, FREE = date(2024, 1, 11), date(2025, 9, 12), date(2027, 1, 12)


def leave_sentence(say: Language, bill: Bill) -> str:
    """Return the sentence on what leaving costs here, and for how many offers the price is not on file."""
    unknown = sum(c.leave is not None and c.leave.month is None for c in bill.costs)
    first = say(
        "What is stored in the first month, {n} TB, leaves once at the price of outgoing data. Rebuilding, double "
        "running and people are not in it.",
        n=say.brief(bill.workload.storage_tb),
    )
    more = say.plural("{n} offer has no such price on file.", "{n} offers have no such price on file.", unknown)
    return f"{first} {more}" if unknown else first


def law_text(say: Language) -> str:
    """Return what the law says of paying for leaving, as Markdown with its source."""
    return say(
        "From 12 January 2027 no provider may charge for a switch, outgoing data included; until then, by the Data Act "
        "that applies since 12 September 2025, no more than what the switch costs it. Source: [{title}]({url}).",
        title=LAW.title,
        url=LAW.url,
    )


def law_lines(say: Language, day: date) -> list[tuple[str, Source | None]]:
    """Return what the law said on a day of paying for a switch and of the notice to give, each with its source."""
    notice = say("Since {day} the notice for a switch may not be longer than two months.", day=say.day(APPLIES))
    return [(_charge_text(say, day), LAW), *([(notice, NOTICE)] if day >= APPLIES else [])]


def _charge_text(say: Language, day: date) -> str:
    """What the law said on a day of paying for a switch."""
    if day < IN_FORCE:
        return say("On {day} the Data Act did not apply yet: it bounds no charge for leaving.", day=say.day(day))
    if day < APPLIES:
        return say(
            "On {day} the Data Act is in force but applies only from {applies}; its article 29 bounds charges for a "
            "switch by what it costs the provider, from {since} on.",
            day=say.day(day),
            applies=say.day(APPLIES),
            since=say.day(IN_FORCE),
        )
    if day < FREE:
        return say(
            "On {day} a provider may charge for a switch no more than what it costs the provider; from {free} on, "
            "nothing, outgoing data included (Data Act, article 29).",
            day=say.day(day),
            free=say.day(FREE),
        )
    return say("Since {free} no provider may charge for a switch (Data Act, article 29).", free=say.day(FREE))
