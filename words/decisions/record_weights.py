"""The weights of a record as tables: what weighed how much and why, and what weighed nothing and why."""

from ranking.decisions.record_content import Aside, RecordContent
from ranking.rounding import rounded_together
from words.language import Language

Rows = list[list[str]]


def weights_table(say: Language, content: RecordContent) -> tuple[list[str], Rows]:
    """Return pillars and criteria in per cent with one decimal; what is printed adds up."""
    pillars = rounded_together({w.item: 100 * w.share for w in content.weights if not w.pillar}, 100.0)
    rows = []
    for pillar in (w for w in content.weights if not w.pillar):
        inside = [w for w in content.weights if w.pillar == pillar.item]
        shares = rounded_together({w.item: 100 * w.share for w in inside}, pillars[pillar.item])
        rows.append(
            [say.text(pillar.label), "", say.percent(pillars[pillar.item] / 100, 1), reason_text(say, pillar.reason)]
        )
        rows += [
            ["", say.text(w.label), say.percent(shares[w.item] / 100, 1), w.reason]
            for w in inside
            if w.share > 0 or w.reason
        ]
    return [say("Pillar"), say("Criterion"), say("Weight"), say("Reason")], rows


def aside_table(say: Language, content: RecordContent) -> tuple[list[str], Rows]:
    """Return what weighed nothing and why; a record of before reasons were kept says that it holds none."""
    labels = {w.item: say.text(w.label) for w in content.weights}
    required = {m.token.partition(">=")[0] for m in content.musthaves}
    aside = content.result.aside or tuple(
        Aside(w.item, "", w.item in required) for w in content.weights if w.pillar and w.share == 0
    )
    rows = [[labels.get(x.criterion, x.criterion), aside_text(say, x, x.criterion in required)] for x in aside]
    return [say("Criterion"), say("Why it weighed nothing")], rows


def aside_text(say: Language, aside: Aside, required: bool) -> str:
    """Return why a criterion weighed nothing, and whether it counted as a must-have instead."""
    why = {
        "thin": say("known for too few offers on that day"),
        "zero": say("given no weight"),
    }.get(aside.reason, say("no weight; the record was made before the reason was kept"))
    if required:
        return say("{why}; asked for as a must-have", why=why)
    if aside.law:
        return say(
            "{why}; a rule in force on that day requires it in the cases it covers, yet it was not asked for as a "
            "must-have",
            why=why,
        )
    return why


def reason_text(say: Language, typed: str) -> str:
    """Return a reason as typed, or that none was given."""
    return typed or say("no reason given")
