"""What workloads/ says of leaving: interfaces, waivers, published figures; checked whole before they are used."""

from functools import lru_cache
from pathlib import Path

from ranking.bills.leaving import ExitFacts, StudyFinding, Waiver
from ranking.errors import DataFault, told
from ranking.facts.checks import DataTable
from ranking.facts.files import blocks_of, refuse
from ranking.facts.load import ROOT
from ranking.model import CONFIDENCE, Evidence, Fact

INTERFACES, EXITS = "workloads/interfaces.toml", "workloads/exits.toml"


@lru_cache(maxsize=4)
def exits(root: Path = ROOT) -> ExitFacts:
    """Return the facts on leaving an offer: interfaces, waivers, studies. Raises DataError with every problem."""
    problems: list[DataFault] = []
    facts = _read(root, problems)
    refuse(problems)
    return facts


def faults_of(evidence: Evidence, root: Path = ROOT) -> list[DataFault]:
    """Return every problem of the two files: in themselves, and offers and services that the evidence does not have."""
    problems: list[DataFault] = []
    _read(root, problems)
    if problems:
        return problems
    services = {i for c in evidence.criteria.values() if c.kind == "share" for i in c.indicators}
    blocks = [(file, blocks_of(root, file, problems)) for file in (INTERFACES, EXITS)]
    for t in (t for _, named in blocks for kind in ("interface", "waiver", "published") for t in named.get(kind, ())):
        for offer in (t.values.get("offer"), *t.values.get("offers", ())):
            if offer is not None and offer not in evidence.offers:
                t.refuse(told("no offer {offer}", offer=offer), told("the id of a file of providers/"))
        if t.values.get("service", next(iter(services))) not in services:
            t.refuse(
                told("no service {name}", name=t.values["service"]),
                told("one of {names}", names=", ".join(sorted(services))),
            )
    return problems


def _read(root: Path, problems: list[DataFault]) -> ExitFacts:
    spoken = blocks_of(root, INTERFACES, problems).get("interface", ())
    tables = blocks_of(root, EXITS, problems)
    return ExitFacts(
        tuple(f for t in spoken if (f := _interface(t))),
        tuple(w for t in tables.get("waiver", ()) if (w := _waiver(t))),
        tuple(p for t in tables.get("published", ()) if (p := _published(t))),
    )


def _interface(t: DataTable) -> Fact | None:
    before = len(t.problems)
    values = (
        t.text("offer"),
        t.text("service"),
        t.day("valid_from"),
        t.texts("speaks"),
        t.choice("confidence", CONFIDENCE),
    )
    fact = Fact(*values, t.source())
    t.close()
    if not fact.value:
        t.refuse(told("an interface without a name"), told("speaks is a list of names"))
    return fact if len(t.problems) == before else None


def _waiver(t: DataTable) -> Waiver | None:
    before = len(t.problems)
    waiver = Waiver(t.text("offer"), t.day("valid_from"), t.both("terms"), t.source(), _excerpt(t))
    t.close()
    return waiver if len(t.problems) == before else None


def _published(t: DataTable) -> StudyFinding | None:
    before = len(t.problems)
    finding = StudyFinding(t.day("day"), t.texts("offers"), t.both("text"), t.source(), _excerpt(t))
    t.close()
    if not finding.offers:
        t.refuse(told("a figure about no offer"), told("offers: the one left, then perhaps the one taken"))
    return finding if len(t.problems) == before else None


def _excerpt(t: DataTable) -> bool:
    """Whether an excerpt alone of the page was read."""
    return t.get("excerpt", lambda v: isinstance(v, bool), told("excerpt is true or false"), False)
