"""What is copied out of the board: citation, sentence, BibTeX entry. Days are given, never asked."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ranking.facts.musthaves import requirement
from ranking.model import Evidence
from ranking.robustness.first_places import ANY, Vary
from ranking.weighing.rank import Ranking
from ranking.weights import whole_percentages
from results import results, switches
from results.terms import conditions
from words.language import Language, language
from words.ranking.conditions import requirement_text, settings_texts
from words.ranking.verdict import share_sentence, switches_sentence, verdict


def citation(
    say: Language, evidence: Evidence, ranking: Ranking, consulted: date | None = None, address: str = ""
) -> str:
    """Return name, day of the facts, weights, data version, day of consultation and address, as a line to quote."""
    parts = [
        say("Urgency or sovereignty"),
        say("ranking as of {day}", day=say.day(ranking.scenario.as_of)),
        terms_text(say, evidence, ranking),
        say("data {version}", version=ranking.version),
    ]
    if consulted:
        parts.append(say("consulted on {day}", day=say.day(consulted)))
    # No full stop after an address: it would be copied as part of it.
    return ", ".join([*parts, address] if address else parts) + ("" if address else ".")


def weights_text(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return the weighting in a phrase: whose it is where nothing was changed by hand, and the pillars' percentages."""
    shares = whole_percentages(ranking.weighting.pillars)
    parts = ", ".join(
        f"{say.text(evidence.pillars[p].label).lower()} {say.percent(n / 100)}" for p, n in shares.items()
    )
    scenario = ranking.scenario
    if scenario.pillars or scenario.weights:
        return say("weighting set by hand ({parts})", parts=parts)
    profile = say.text(evidence.profiles[scenario.profile].name)
    return say("weighting “{profile}” ({parts})", profile=profile, parts=parts)


def terms_text(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return the weighting, the must-haves and the settings without which another order may come out, in phrases."""
    wanted = ranking.scenario.require
    names = say.both(requirement_text(say, evidence, requirement(t, evidence)) for t in wanted)
    required = [say("required: {names}", names=names)] if wanted else []
    return ", ".join([weights_text(say, evidence, ranking), *required, *settings_texts(say, ranking)])


def sentence(say: Language, evidence: Evidence, ranking: Ranking, vary: Vary = ANY) -> str:
    """Return the verdict with everything it rests on."""
    judgement = results.verdict(evidence, ranking, vary)
    flips = switches_sentence(say, evidence, switches.switches(evidence, ranking))
    parts = (verdict(say, evidence, ranking, judgement), share_sentence(say, evidence, judgement), flips)
    return " ".join(filter(None, (*parts, conditions(say, evidence, ranking))))


def data_citation(say: Language, evidence: Evidence) -> str:
    """Return the evidence as a whole, to quote."""
    return say(
        "Urgency or sovereignty, dated and sourced facts on {offers} cloud offers, data {version}, "
        "checked on {day}, licence CC BY 4.0.",
        offers=say.number(len(evidence.offers)),
        version=evidence.version,
        day=say.day(evidence.checked),
    )


def csl(
    say: Language, evidence: Evidence, ranking: Ranking, consulted: date | None = None, address: str = ""
) -> dict[str, Any]:
    """Return the same as an item of CSL-JSON, the form of Zotero and other reference managers."""
    accessed = {"accessed": {"date-parts": [_parts(consulted)]}} if consulted else {}
    return {
        "id": _key(ranking),
        "type": "webpage",
        "title": _title(say, ranking),
        "author": [{"literal": say("The authors of the board")}],
        "issued": {"date-parts": [_parts(evidence.checked)]},
        **accessed,
        "version": ranking.version,
        "language": say.code,
        "URL": address,
        "note": terms_text(say, evidence, ranking),
    }


def page_bibtex(
    say: Language, evidence: Evidence, ranking: Ranking, consulted: date | None = None, address: str = ""
) -> str:
    """Return the same as a BibTeX entry."""
    urldate = {"urldate": f"{{{consulted.isoformat()}}}"} if consulted else {}
    return _entry(
        _key(ranking),
        {
            "title": "{" + _escaped(_title(say, ranking)) + "}",
            "author": "{{" + _escaped(say("The authors of the board")) + "}}",
            "year": f"{{{evidence.checked.year}}}",
            "month": f"{{{evidence.checked.month}}}",
            "version": f"{{{ranking.version}}}",
            "language": "{french}" if say.code == "fr" else "{english}",
            # An address is read verbatim: escaped, it would lead nowhere.
            "url": f"{{{address}}}",
            **urldate,
            "note": "{" + _escaped(terms_text(say, evidence, ranking)) + "}",
        },
    )


def _key(ranking: Ranking) -> str:
    return f"urgence_ou_souverainete_{ranking.version}_{ranking.scenario.as_of:%Y%m%d}"


def _title(say: Language, ranking: Ranking) -> str:
    day = say("ranking as of {day}", day=say.day(ranking.scenario.as_of))
    return f"{say('Urgency or sovereignty')}, {day}"


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _escaped(text: str) -> str:
    """Return a text as BibTeX takes it."""
    return re.sub(r"([%&#$_{}])", r"\\\1", text)


def _entry(key: str, entries: Mapping[str, str]) -> str:
    body = ",\n".join(f"  {name} = {text}" for name, text in entries.items())
    return f"@misc{{{key},\n{body}\n}}\n"


def bibtex(evidence: Evidence) -> str:
    """Return the evidence as a BibTeX entry."""
    say = language("fr")
    entries = {
        "title": "{" + say("Urgency or sovereignty") + "}",
        "author": "{{" + say("The authors of the board") + "}}",
        "year": f"{{{evidence.checked.year}}}",
        "month": f"{{{evidence.checked.month}}}",
        "version": f"{{{evidence.version}}}",
        "language": "{french}",
        "license": "{CC-BY-4.0}",
        "note": "{" + data_citation(say, evidence).replace("%", r"\%").replace("&", r"\&") + "}",
    }
    return _entry(f"urgence_ou_souverainete_{evidence.version}", entries)
