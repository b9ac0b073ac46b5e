"""What each endpoint answers: the objects of exports.answers, on what `results` keeps."""

from collections.abc import Callable
from typing import Any

from address import viewpoints
from address.links import link
from charts.ranking.ranking_sheet import ranking_sheet
from exports import citation
from exports.answers import agreement as voices
from exports.answers import cost as bills
from exports.answers import facts as said
from exports.answers import leaving as ways
from exports.answers import robustness as trust
from exports.answers import through_time, weighed
from exports.answers import versions as editions
from exports.answers import yardsticks as official
from exports.data import change_log, tables
from exports.data.csv_files import csv_bytes
from exports.data.resources import resources
from exports.embed import page
from exports.pictures.catalogue import CATALOGUE
from exports.pictures.picture_file import picture as drawn
from ranking.facts.decision_matrix import facts_in_force
from ranking.through_time.history import history as steps
from ranking.through_time.readiness import readiness as prerequisites
from ranking.weighing.rank import Ranking
from ranking.workload.written import written
from results import people, results, workload
from results import yardsticks as frameworks
from web.api.problems import Problem, bad_entry
from web.api.question import Question, of_version

PAPERS = {"light": {}, "dark": {"dark": True}, "transparent": {"transparent": True}}


def _ranked(q: Question) -> Ranking:
    return results.ranking(q.evidence, q.scenario)


def verdict(q: Question) -> dict[str, Any]:
    """Return the verdict. Raises BoardError where nothing can be weighed, as all below."""
    return weighed.verdict(q.evidence, _ranked(q), q.view.vary)


def ranking(q: Question) -> dict[str, Any]:
    """Return the ranking."""
    return weighed.ranked(q.evidence, _ranked(q), q.view.replies, q.view.vary)


def ranking_csv(q: Question) -> bytes:
    """Return the ranking as CSV."""
    return csv_bytes(ranking_sheet(q.say, q.evidence, _ranked(q)))


def explain(q: Question) -> dict[str, Any]:
    """Return the points between a pair; all offers are weighed, so that both are there."""
    pair, answer = q.view.pair, _ranked(q)
    if pair is None:
        raise bad_entry("pair", "", "two different offers, with a comma: azure,scaleway")
    for offer in pair:
        if answer.row(offer) is None:
            raise Problem("question", f"{offer} is not scored on that day under these entries")
    return weighed.explained(q.evidence, answer, *pair)


def tradeoff(q: Question) -> dict[str, Any]:
    """Return who leads along the balance."""
    return weighed.tradeoff(q.evidence, q.scenario, results.tradeoff(q.evidence, q.scenario, q.view.sides))


def plane(q: Question) -> dict[str, Any]:
    """Return the offers by two sides."""
    return weighed.plane(q.evidence, q.scenario, results.plane(q.evidence, q.scenario, q.view.sides))


def history(q: Question) -> dict[str, Any]:
    """Return the steps from `since` to the day."""
    since = q.own["since"]
    if since > q.scenario.as_of:
        raise bad_entry("since", since.isoformat(), f"a day not after {q.scenario.as_of}")
    return through_time.history(q.evidence, q.scenario, steps(q.evidence, q.scenario, q.scenario.as_of, since))


def readiness(q: Question) -> list[dict[str, Any]]:
    """Return the readiness of the offers shown."""
    scenario = q.scenario
    offers = prerequisites(q.evidence, scenario.as_of, q.view.bundle, scenario.known)
    return through_time.readiness(r for r in offers if scenario.offers is None or r.offer in scenario.offers)


def framework(q: Question) -> dict[str, Any]:
    """Return what the Commission's framework leaves possible of each offer on sale, and where the board differs."""
    reading = frameworks.reading(q.evidence, q.scenario, q.own["weights_set"])
    used, minimum = (reading.framework, reading.weights), int(q.own["minimum"])
    document = official.assessed(q.evidence, *used, reading.day, reading.known, reading.inferred, minimum)
    return {**document, "parts": official.compared(frameworks.board_reversals(q.evidence, q.scenario, reading))}


def cost(q: Question) -> dict[str, Any]:
    """Return what a workload costs at each offer on sale, the usual one where none is named."""
    used = workload.in_use(q.evidence, q.scenario, q.view.workload)
    bill = workload.bill(q.evidence, q.scenario, used)
    ranked = workload.by_bill(q.evidence, q.scenario, used, q.view.vary) if q.scenario.priced else None
    return bills.priced(q.evidence, bill, written(used), q.scenario.known, ranked)


def leaving(q: Question) -> dict[str, Any]:
    """Return what it takes to go from the first offer of the pair to the second."""
    if q.view.pair is None:
        raise bad_entry("pair", "", "two different offers, with a comma: azure,scaleway")
    used = workload.in_use(q.evidence, q.scenario, q.view.workload)
    way = workload.leaving(q.evidence, q.scenario, used, q.view.pair)
    return ways.left(q.evidence, way, written(used), q.scenario.known)


def robustness(q: Question) -> dict[str, Any]:
    """Return what sampling and exact methods say of the ranking."""
    o, answer = q.own, _ranked(q)
    if not answer.rows:
        raise Problem("question", "no offer is ranked under these entries: there is nothing to test")
    drawn = trust.Sampling(
        o["space"],
        o["draw"] == "nested",
        o["concentration"],
        o["range"] / 100,
        o["uncertain"],
        o["samples"],
        o["seed"],
        workers=1,
        threshold=o["threshold"] / 100,
    )
    return trust.robustness(q.evidence, answer, drawn)[2]


def agreement(q: Question) -> dict[str, Any]:
    """Return several points of view, those usual on the board where none is named."""
    chosen = viewpoints.entries(q.view.voices) or viewpoints.usual(q.evidence, q.scenario)
    for entry in chosen:
        if not viewpoints.opened(entry, q.evidence, q.scenario):
            raise bad_entry("voices", entry, "profiles, me, and weights as links write them, with commas")
    side_by_side = people.agreement(q.evidence, viewpoints.voices(q.say, q.evidence, q.scenario, chosen))
    return voices.document(q.evidence, side_by_side, q.own["samples"])


def diff(q: Question) -> dict[str, Any]:
    """Return what differs between two versions."""
    if not q.own["old"]:
        raise bad_entry("old", "", "a published data version")
    then, now = (of_version(q.own[name], q.evidence, name) for name in ("old", "new"))
    whole, differences = results.compared(then, now, q.scenario)
    return editions.document(then, now, q.scenario, whole, editions.about(differences, q.own["of"], then, now))


def versions(q: Question) -> list[dict[str, Any]]:
    """Return the change log."""
    return [
        {"version": p.version, "day": p.day.isoformat(), "why_fr": p.why.fr, "why_en": p.why.en}
        for p in change_log.change_log().published
    ]


def facts(q: Question) -> list[dict[str, Any]]:
    """Return an offer's facts: those in force on the day, or all without one."""
    offer = q.path["offer"]
    if offer not in q.evidence.offers:
        names = ", ".join(q.evidence.offers)
        raise Problem("not-found", f"offer {offer[:60]}: unknown; one of {names}", "offer", offer, f"one of {names}")
    wanted = said.indicators(q.evidence, q.own["criterion"])
    every = q.evidence.filed.offers[offer].facts
    if "date" in q.given:
        every = facts_in_force(every, q.scenario.as_of, q.scenario.known).values()
    return [said.row(f) for f in every if f.indicator in wanted]


def facts_csv(q: Question) -> bytes:
    """Return every fact of the offers shown as CSV."""
    shown = [f for f in q.evidence.filed.facts if q.scenario.offers is None or f.offer in q.scenario.offers]
    return csv_bytes(tables.facts_table(q.say, q.evidence, shown, q.scenario.as_of, q.scenario.known))


def picture(form: str) -> Callable[[Question], bytes]:
    """Return the builder of pictures in a form; each takes its turn in the queue of the files."""

    def made(q: Question) -> bytes:
        name = q.path["picture"]
        if name not in CATALOGUE:
            names = f"one of {', '.join(CATALOGUE)}"
            raise Problem("not-found", f"{name[:40]}: no such picture; {names}", "picture", name, names)
        look, scale = PAPERS[q.own["paper"]], int(q.own["scale"])
        question = (q.evidence, q.scenario, name, form, q.own["size"], scale, q.say.code)
        return drawn(*question, base=q.base, view=q.view, **look)

    return made


def board_file(q: Question) -> bytes:
    """Return the live board as one page of HTML that works offline; it takes its turn in the queue of the files."""
    return page.file(q.evidence, q.scenario, q.say.code, q.base, q.view, dict(q.view.entries))


def citation_csl(q: Question) -> list[dict[str, Any]]:
    """Return CSL-JSON."""
    return [citation.csl(q.say, q.evidence, _ranked(q), address=_address(q))]


def citation_bibtex(q: Question) -> bytes:
    """Return BibTeX."""
    return citation.page_bibtex(q.say, q.evidence, _ranked(q), address=_address(q)).encode()


def _address(q: Question) -> str:
    """Return the pinned link of the question."""
    return link(q.base, q.scenario, q.evidence.version, q.say.code)


def table(name: str) -> Callable[[Question], list[dict[str, Any]]]:
    """Return the builder of a table of the data package, an object a row."""

    def rows(q: Question) -> list[dict[str, Any]]:
        resource = next(t for t in resources(q.evidence.filed) if t.name == name)
        names = [field for field, *_ in resource.fields]
        return [dict(zip(names, map(_plain, row), strict=True)) for row in resource.rows]

    return rows


def _plain(cell: Any) -> Any:
    return cell.isoformat() if hasattr(cell, "isoformat") else cell
