"""Every endpoint of version 1, a row each: where, what it answers, in which shape. A new one is a row here."""

from exports.data.resources import resources
from ranking.model import Evidence
from web.api import builders as b
from web.api.endpoint import BIBTEX, CSL, CSV, JSON, Endpoint
from web.api.own_entries import (
    CONSENSUS,
    CRITERION,
    DRAWN,
    FRAMEWORK,
    LOOKS,
    NEW,
    OF,
    OLD,
    SINCE,
)
from web.api.shapes import base as s
from web.api.shapes import deep, people, trust
from web.api.shapes.cost import CostAnswer
from web.api.shapes.framework import FrameworkAnswer
from web.api.shapes.leaving import LeavingAnswer

PICTURED = ("sides", "bundle", "vary", "pair", "grades", "voices", "way", "answers", "before")
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}
# The tables of the data package without a row: their schemas need no data.
TABLES = {t.name: t for t in resources(Evidence({}, {}, {}, {}, {}, {}, (), (), ""))}
DAY = {"date": "2020-07-06"}
ENDPOINTS = (
    Endpoint(
        "/verdict", "Who is first, and how firmly the facts say so.", b.verdict, s.VerdictAnswer, ("vary",), (), DAY
    ),
    Endpoint(
        "/ranking",
        "Places, scores with their ranges, the verdict, who is left out.",
        b.ranking,
        s.RankingAnswer,
        ("vary",),
        (),
        DAY | {"profile": "cnil", "require": "hds"},
    ),
    Endpoint("/ranking.csv", "The ranking as a table.", b.ranking_csv, None, (), (), DAY, CSV),
    Endpoint(
        "/explain",
        "Why one offer stands above another, in points.",
        b.explain,
        s.ExplainAnswer,
        ("pair",),
        (),
        DAY | {"pair": "azure,scaleway"},
        needed=("pair",),
    ),
    Endpoint(
        "/tradeoff",
        "Who leads along the balance of two sides, exactly.",
        b.tradeoff,
        s.TradeoffAnswer,
        ("sides",),
        (),
        DAY,
    ),
    Endpoint("/map", "The offers by two sides, without any total.", b.plane, s.MapAnswer, ("sides",), (), DAY),
    Endpoint(
        "/history",
        "Places and scores through time, and the facts that moved them.",
        b.history,
        deep.HistoryAnswer,
        (),
        (SINCE,),
        DAY,
    ),
    Endpoint(
        "/readiness",
        "When each offer first had all the prerequisites.",
        b.readiness,
        list[deep.ReadyAnswer],
        ("bundle",),
        (),
        DAY,
    ),
    Endpoint(
        "/robustness",
        "How far the ranking can be trusted.",
        b.robustness,
        trust.RobustnessAnswer,
        (),
        DRAWN,
        DAY | {"samples": "2000"},
        JSON,
        True,
    ),
    Endpoint(
        "/framework",
        "Score and level by the Commission's sovereignty framework, as ranges: what is not known stays open.",
        b.framework,
        FrameworkAnswer,
        (),
        FRAMEWORK,
        {"date": "2026-04-17", "minimum": "2"},
    ),
    Endpoint(
        "/cost",
        "What a workload costs at each offer, by part: without a part's price the total is a lower bound.",
        b.cost,
        CostAnswer,
        ("workload",),
        (),
        DAY | {"workload": "research"},
    ),
    Endpoint(
        "/leaving",
        "What it takes to go from one offer to another: services, bills, the way out; unknown is said as such.",
        b.leaving,
        LeavingAnswer,
        ("workload", "pair"),
        (),
        DAY | {"workload": "hub", "pair": "azure,scaleway"},
        needed=("pair",),
    ),
    Endpoint(
        "/agreement",
        "Several points of view side by side, and their common ground.",
        b.agreement,
        people.AgreementAnswer,
        ("voices",),
        (CONSENSUS,),
        DAY | {"voices": "cnil,hub_2020", "samples": "2000"},
        JSON,
        True,
    ),
    Endpoint(
        "/diff",
        "What differs between two data versions, and what each difference does.",
        b.diff,
        deep.DiffAnswer,
        (),
        (OLD, NEW, OF),
        DAY | {"old": "625338a1", "of": "hds"},
        JSON,
        True,
        needed=("old",),
    ),
    Endpoint("/versions", "The published data versions.", b.versions, list[deep.VersionAnswer], scenario=False),
    Endpoint(
        "/facts/{offer}",
        "Facts of an offer: in force on date=, or the whole history without it.",
        b.facts,
        list[deep.FactAnswer],
        (),
        (CRITERION,),
        {"date": "2020-07-06", "criterion": "hds"},
        scenario=False,
    ),
    Endpoint("/facts.csv", "Every fact with its source, as a table.", b.facts_csv, None, (), (), {}, CSV),
    *(
        Endpoint(
            f"/pictures/{{picture}}.{form}",
            f"A picture of the board as {form.upper()}.",
            b.picture(form),
            None,
            PICTURED,
            LOOKS,
            DAY,
            media,
            True,
        )
        for form, media in MEDIA.items()
    ),
    Endpoint(
        "/board.html",
        "The live board as one page of HTML, to keep: it works offline and says whether its data are whole.",
        b.board_file,
        None,
        ("vary",),
        (),
        DAY,
        "text/html",
        True,
    ),
    Endpoint(
        "/citation.json",
        "How to cite this question's answer: CSL-JSON.",
        b.citation_csl,
        list[s.CitationItem],
        (),
        (),
        DAY,
        CSL,
    ),
    Endpoint("/citation.bib", "The same as BibTeX.", b.citation_bibtex, None, (), (), DAY, BIBTEX),
    *(
        Endpoint(f"/{name}", summary, b.table(name), list[deep.row_of(TABLES[name])], scenario=False)
        for name, summary in {
            "offers": "The offers that are compared.",
            "criteria": "The criteria and their fixed scales.",
            "pillars": "The groups of criteria.",
            "levels": "The named levels of criteria.",
            "profiles": "Documented orders of importance.",
            "profile_weights": "What profiles weigh.",
            "profile_statements": "The words behind profiles.",
            "musthaves": "The must-haves and their legal source.",
            "events": "The days of the case.",
            "decisions": "Documented decisions beside which the board can be set.",
        }.items()
    ),
)
