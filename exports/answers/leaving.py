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


def left(evidence: Evidence, way: Leaving, code: str, known: str = KNOWN[0]) -> dict[str, Any]:
    """Return each service in use with what becomes of it, both bills, the way out, the law, what was published.

    code  the workload as links write it
    """
    out = way.stay and way.stay.leave
    return {
        "as_of": way.day.isoformat(),
        "known": known,
        "data_version": evidence.version,
        "workloads_version": version(),
        "workload": code,
        "left": way.pair[0],
        "taken": way.pair[1],
        "services": [
            {
                "service": m.service,
                "verdict": m.verdict,
                "shared": list(m.shared),
                "left": _side(m.left),
                "taken": _side(m.taken),
            }
            for m in way.moves
        ],
        "stay": way.stay and bill_of(way.stay),
        "go": way.go and bill_of(way.go),
        "more_a_month": gap_of(way.gap),
        "on_common_parts": {"parts": list(way.common[0]), "more_a_month": gap_of(way.common[1])},
        "take_out_once": out and once_of(out),
        "waiver": way.waiver
        and {
            "valid_from": way.waiver.valid_from.isoformat(),
            "terms": way.waiver.terms.en,
            "excerpt": way.waiver.excerpt,
            **_source(way.waiver.source),
        },
        "law": [{"text": text, **_source(source)} for text, source in law_lines(language("en"), way.day)],
        "published": [
            {
                "day": p.day.isoformat(),
                "offers": list(p.offers),
                "text": p.text.en,
                "excerpt": p.excerpt,
                **_source(p.source),
            }
            for p in way.published
        ],
        **late(evidence, way.day),
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
