"""Tables of the method page, drawn from the data so that they cannot drift: scales, must-haves, priorities, grades."""

from collections import Counter
from collections.abc import Iterable, Mapping

from charts.parts.templates import render
from charts.ranking.ranking_table import printed_points
from ranking.facts.musthaves import Requirement
from ranking.facts.scales import score
from ranking.model import CONFIDENCE, Criterion, Evidence, Gate, Profile, Source
from ranking.people.elicitation import WAYS
from ranking.weighing.rank import Ranking, scores
from ranking.weights import whole_percentages
from words.facts.values import end_texts, grade_text, unit_text
from words.language import Language
from words.method.profiles import kind_text, objective_text
from words.people.elicitation import way_asks, way_assumes, way_name
from words.ranking.conditions import requirement_text


def criteria_html(say: Language, evidence: Evidence) -> str:
    """Return every scored criterion, by pillar: what it asks, how it is read, its scale from best to worst."""
    groups = [
        {
            "title": say.text(p.label),
            "help": say.text(p.help),
            "rows": [_criterion(say, evidence, c) for c in evidence.criteria_of(p.id)],
        }
        for p in evidence.pillars.values()
    ]
    return _table(
        "criteria",
        say("The scored criteria and their scales"),
        groups=groups,
        heads=[say("Criterion"), say("How it is read"), say("Score, and what earns it")],
    )


def shown_html(say: Language, evidence: Evidence) -> str:
    """Return every indicator that is shown without being scored."""
    counted = {i for c in evidence.criteria.values() for i in c.indicators}
    rows = [
        (say.text(c.label), say.text(c.help), unit_text(say, c.unit))
        for i, c in evidence.indicators.items()
        if i not in counted
    ]
    return _table("plain", say("Shown, not scored"), rows=rows, heads=[say("Fact"), say("What it says"), say("Unit")])


def gates_html(say: Language, evidence: Evidence) -> str:
    """Return every named must-have: what it asks, by what rule, from when."""
    rows = [
        {
            "label": say.text(g.label),
            "condition": _condition(say, evidence, g),
            "law": say.text(g.law),
            "since": say.day(g.applies_from) if g.applies_from else say("a buyer’s choice"),
            "source": _source(say, g.source),
        }
        for g in evidence.gates.values()
    ]
    return _table(
        "gates",
        say("The must-haves"),
        rows=rows,
        heads=[say("Must-have"), say("Where it comes from"), say("Applies from"), say("Source")],
    )


def priorities_html(say: Language, evidence: Evidence) -> str:
    """Return the pillar shares of every set of priorities that can be used."""
    rows = [
        {"label": say.text(p.name), "small": say.day(p.day) if p.day else "", "cells": _shares(say, p.shares)}
        for p in evidence.profiles.values()
        if p.usable
    ]
    heads = [say("Whose priorities"), *(say.text(p.label) for p in evidence.pillars.values())]
    return _table("numbers", say("Pillar shares of each set of priorities"), rows=rows, heads=heads, total=None)


def profile_html(say: Language, evidence: Evidence, profile: Profile) -> str:
    """Return the numbers of one set of priorities.

    Each pillar's share, and each criterion's share inside its pillar.
    """
    rows = []
    for pillar, share in whole_percentages(profile.shares).items():
        rows.append(
            {
                "label": say.text(evidence.pillars[pillar].label),
                "small": _inside(say, evidence, profile, pillar),
                "cells": [{"text": say.percent(share / 100), "bar": share}],
            }
        )
    return _table(
        "numbers",
        say.text(profile.name),
        rows=rows,
        total=None,
        heads=[say("Pillar, and the criteria inside it"), say("Weight")],
    )


def ways_html(say: Language) -> str:
    """Return the ways to draw weights from a person, each with what it asks and assumes."""
    terms = [(way_name(say, way), f"{way_asks(say, way)} {way_assumes(say, way)}") for way in WAYS]
    return render("method/method_tables.html.j2", kind="terms", number_heads=(), terms=terms)


def words_html(say: Language, profile: Profile, paragraphs: Iterable[str]) -> str:
    """Return the documented words behind a set of priorities, each with its source."""
    return render(
        "method/method_tables.html.j2",
        kind="words",
        number_heads=(),
        paragraphs=list(paragraphs),
        statements=[{"text": say.text(s.text), "source": _source(say, s.source)} for s in profile.statements],
    )


def reference_html(say: Language, profiles: Iterable[Profile]) -> str:
    """Return the published sets of weights kept for reference: one column each."""
    profiles = list(profiles)
    keys = list(dict.fromkeys(k for p in profiles for k in p.published))
    rows = [
        {
            "label": objective_text(say, k),
            "small": "",
            "cells": [{"text": say.brief(p.published[k]) if k in p.published else "–", "bar": None} for p in profiles],
        }
        for k in keys
    ]
    total = {"label": say("Sum"), "cells": [say.brief(sum(p.published.values())) for p in profiles]}
    return _table(
        "numbers",
        say("Published sets, for reference"),
        rows=rows,
        total=total,
        heads=[say("Objective"), *(say.text(p.name) for p in profiles)],
    )


def grades_html(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return what each grade means and how many facts have it, in force on the day and in all."""
    force, every = (
        Counter(f.confidence for f in facts) for facts in (ranking.matrix.facts.values(), evidence.filed.facts)
    )
    day = say.day(ranking.scenario.as_of)
    rows = [(grade_text(say, g), say.number(force[g]), say.number(every[g])) for g in CONFIDENCE]
    return _table(
        "plain",
        say("The grades"),
        rows=rows,
        numbers=(1, 2),
        heads=[say("Grade"), say("Facts in force on {day}", day=day), say("Facts in all")],
    )


def example_html(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return the leader's score taken apart; empty where nobody is ranked."""
    if not ranking.rows:
        return ""
    row, matrix, weights = ranking.rows[0], ranking.matrix, ranking.weighting
    points = scores(matrix, weights, ranking.scenario.unknowns, ranking.scenario.compensation)["pillars"]
    at = list(matrix.value.index).index(row.offer)
    rows, printed = [], printed_points(ranking, row)
    for n, pillar in enumerate(weights.pillars):
        weighs = weights.pillars[pillar] > 0
        rows.append(
            {
                "label": say.text(evidence.pillars[pillar].label),
                "small": "",
                "cells": [
                    {"text": say.percent(weights.pillars[pillar], 1), "bar": None},
                    {
                        "text": say.number(points[at, n], 1) if weighs and points[at, n] == points[at, n] else "–",
                        "bar": None,
                    },
                    {"text": say.number(printed[pillar], 1), "bar": None},
                ],
            }
        )
    name = evidence.offers[row.offer].name
    caption = say("{name} on {day}, with the weights now set", name=name, day=say.day(ranking.scenario.as_of))
    return _table(
        "numbers",
        caption,
        rows=rows,
        heads=[caption, say("Weight"), say("Score in the pillar"), say("Points")],
        total={"label": say("Score"), "cells": ["", "", say.number(row.score, 1)]},
    )


def _table(kind: str, caption: str, numbers: tuple[int, ...] = (), **values: object) -> str:
    heads = values["heads"]
    numbers = tuple(range(1, len(heads))) if kind == "numbers" else numbers
    return render("method/method_tables.html.j2", kind=kind, caption=caption, number_heads=numbers, **values)


def _criterion(say: Language, evidence: Evidence, scale: Criterion) -> dict:
    if scale.levels:
        steps = [(score(scale, n), say.text(text)) for n, text in sorted(scale.levels.items(), reverse=True)]
    else:
        worst, best = end_texts(say, scale)
        steps = [(100.0, best), (0.0, worst)]
    return {
        "label": say.text(scale.label),
        "help": say.text(scale.help),
        "kind": kind_text(say, scale),
        "steps": [{"score": say.number(s), "text": text} for s, text in steps],
        "more": _members(say, evidence, scale),
    }


def _members(say: Language, evidence: Evidence, scale: Criterion) -> str:
    """What is counted, for a share and for a set."""
    if scale.kind == "share":
        return say("Counted: {list}.", list=say.both(say.text(evidence.indicators[i].label) for i in scale.indicators))
    return say("Counted: {list}.", list=say.both(scale.codes)) if scale.kind == "set" else ""


def _condition(say: Language, evidence: Evidence, gate: Gate) -> str:
    return requirement_text(
        say, evidence, Requirement(f"{gate.indicator}>={gate.minimum:g}", gate.indicator, gate.minimum)
    )


def _shares(say: Language, shares: Mapping[str, float]) -> list[dict]:
    return [{"text": say.percent(n / 100), "bar": n} for n in whole_percentages(shares).values()]


def _inside(say: Language, evidence: Evidence, profile: Profile, pillar: str) -> str:
    inside = whole_percentages(profile.within[pillar])
    return ", ".join(f"{say.text(evidence.criteria[c].label)} {say.percent(n / 100)}" for c, n in inside.items())


def _source(say: Language, source: Source) -> dict:
    return {"title": source.title, "url": source.url, "day": say.partial_day(source.day)}
