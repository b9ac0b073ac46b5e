"""The way from one offer to another, as JSON."""

from typing import Any

from exports.answers.cost import bill_of, gap_of, once_of
from exports.answers.facts import grounds
from exports.answers.weighed import late
from ranking.bills.leaving import Leaving, ServiceSide
from ranking.facts.decision_matrix import KNOWN
from ranking.model import Evidence, Source
from ranking.workload.load import version
from words.facts.workload_exit import law_lines
from words.language import language


def left(evidence: Evidence, found: Leaving, code: str, known: str = KNOWN[0]) -> dict[str, Any]:
    """Return each service in use with what becomes of it, both bills, the way out, the law, what was published.

    code  the workload as links write it
    """
    out = found.stay and found.stay.leave
    return {
        "as_of": found.day.isoformat(),
        "known": known,
        "data_version": evidence.version,
        "workloads_version": version(),
        "workload": code,
        "left": found.pair[0],
        "taken": found.pair[1],
        "services": [
            {
                "service": m.service,
                "verdict": m.verdict,
                "shared": list(m.shared),
                "left": _side(m.left),
                "taken": _side(m.taken),
            }
            for m in found.moves
        ],
        "stay": found.stay and bill_of(found.stay),
        "go": found.go and bill_of(found.go),
        "more_a_month": gap_of(found.gap),
        "on_common_parts": {"parts": list(found.common[0]), "more_a_month": gap_of(found.common[1])},
        "take_out_once": out and once_of(out),
        "waiver": found.waiver
        and {
            "valid_from": found.waiver.valid_from.isoformat(),
            "terms": found.waiver.terms.en,
            "excerpt": found.waiver.excerpt,
            **_source(found.waiver.source),
        },
        "law": [{"text": text, **_source(source)} for text, source in law_lines(language("en"), found.day)],
        "published": [
            {
                "day": p.day.isoformat(),
                "offers": list(p.offers),
                "text": p.text.en,
                "excerpt": p.excerpt,
                **_source(p.source),
            }
            for p in found.published
        ],
        **late(evidence, found.day),
    }


def _side(side: ServiceSide) -> dict[str, Any]:
    return {
        "has": side.has,
        "speaks": list(side.speaks),
        "fact": side.fact and {"valid_from": side.fact.valid_from.isoformat(), **grounds(side.fact)},
        "interface": side.spoken and {"valid_from": side.spoken.valid_from.isoformat(), **grounds(side.spoken)},
    }


def _source(source: Source | None) -> dict[str, str | None]:
    return {
        "source_title": source and source.title,
        "source_url": source and source.url,
        "source_date": source and source.day,
    }
