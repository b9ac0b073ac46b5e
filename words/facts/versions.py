"""Data versions in words: what changed, what each change does, what the board has said since when."""

from ranking.model import Evidence, Fact
from ranking.versions.changes import Changes, source_only
from ranking.versions.effects import Effect, VersionChange
from ranking.versions.log import CellEdition, Edition
from words.facts.values import grade_text, value_text
from words.language import Language


def counts(say: Language, changes: Changes) -> tuple[str, str, str]:
    """Return how many facts were added, removed, changed, each in words."""
    return (
        say.plural("{n} fact added", "{n} facts added", len(changes.added)),
        say.plural("{n} removed", "{n} removed", len(changes.removed)),
        say.plural("{n} changed", "{n} changed", len(changes.changed)),
    )


def counts_sentence(say: Language, changes: Changes) -> str:
    """Return the counts as a sentence."""
    added, removed, changed = counts(say, changes)
    return say("What changed: {added}, {removed}, {changed}", added=added, removed=removed, changed=changed)


def parts_text(say: Language, changes: Changes) -> str:
    """Return what else differs, in a sentence; "" where nothing does."""
    parts = {
        "offers": say("the offers' descriptions"),
        "criteria": say("the criteria and their scales"),
        "profiles": say("the profiles"),
        "musthaves": say("the must-haves"),
        "events": say("the events"),
        "decisions": say("the decisions"),
    }
    named = [parts[name] for name in changes.others]
    return say("Changed too: {parts}.", parts=say.both(named)) if named else ""


def kind_text(say: Language, change: VersionChange) -> str:
    """Return what kind of change it is, in two or three words."""
    if source_only(change.then, change.now):
        return say("source or note only")
    return {
        "added": say("added"),
        "removed": say("removed"),
        "changed": say("changed"),
        "offer_added": say("offer added, with all its facts"),
        "offer_removed": say("offer removed, with all its facts"),
        "criteria": say("the criteria and their scales"),
        "profiles": say("the profiles"),
        "musthaves": say("the must-haves"),
    }[change.kind]


def effect_text(say: Language, names: Evidence, effect: Effect | None, offer: str | None) -> str:
    """Return what an effect does: the offer's score and place, who else moves, who leads.

    names  evidence that names the offers; offer: whose score and place are told, None for none
    """
    if effect is None:
        return say("not counted in this ranking")
    parts = [*_own(say, effect, offer), *_others(say, effect, offer), *_lead(say, names, effect)]
    return say("no effect") if not parts else say("; ").join(parts)


def together_sentence(say: Language, names: Evidence, effect: Effect) -> str:
    """Return what all changes do together to the best score and to the places."""
    before, after = _leaders(say, names, effect.before.leaders), _leaders(say, names, effect.after.leaders)
    moved = say.plural("{n} offer changes its place", "{n} offers change their place", len(effect.moved))
    if effect.leads:
        return say(
            "All together, best score: {before} before, {after} after; {moved}.",
            after=after,
            before=before,
            moved=moved,
        )
    return say("All together, best score: still {after}; {moved}.", after=after, moved=moved)


def edition_text(say: Language, edition: Edition) -> str:
    """Return how a data version is called: its digits, and since when it is published."""
    if edition.day is None:
        return say("data {version}, not yet published", version=edition.version)
    return say("data {version}, published on {day}", version=edition.version, day=say.day(edition.day))


def cause_text(say: Language, entry: CellEdition) -> str:
    """Return why an entry of a log stands there: what changed in the cell, and the reason for the version."""
    why = say.text(entry.edition.why) if entry.edition.why else ""
    if entry.changes is None:
        what = say("first version kept") if entry.present else say("not yet on the board")
    else:
        what = ", ".join(words for n, words in zip(_sizes(entry.changes), counts(say, entry.changes), strict=True) if n)
    return say("{what}. {why}", what=what, why=why).strip() if why else what


def said_text(say: Language, entry: CellEdition, indicator: str) -> str:
    """Return what the board said then: the value with its grade, or that nothing was known."""
    if not entry.present:
        return say("not on the board")
    if entry.fact is None:
        return say("unknown")
    return fact_text(say, entry.edition.evidence, entry.fact)


def fact_text(say: Language, evidence: Evidence, fact: Fact | None) -> str:
    """Return a fact's value with the letter of its grade; "" for none."""
    if fact is None:
        return ""
    value = value_text(say, evidence.indicators[fact.indicator], fact.value)
    return say("{value} (grade {grade})", value=value, grade=grade_text(say, fact.confidence)[:1])


def _sizes(changes: Changes) -> tuple[int, int, int]:
    return len(changes.added), len(changes.removed), len(changes.changed)


def _own(say: Language, effect: Effect, offer: str | None) -> list[str]:
    """The offer's own score and place, where they differ."""
    old, new = effect.before, effect.after
    parts = []
    if offer in old.scores and offer in new.scores and offer in effect.rescored:
        parts.append(say("{points} points", points=say.signed(new.scores[offer] - old.scores[offer], 1)))
    if offer in effect.moved:
        parts.append(say("place {old} → {new}", old=old.places.get(offer, "–"), new=new.places.get(offer, "–")))
    return parts


def _others(say: Language, effect: Effect, offer: str | None) -> list[str]:
    others = [o for o in effect.moved if o != offer]
    return [say.plural("{n} other place moves", "{n} other places move", len(others))] if others else []


def _lead(say: Language, names: Evidence, effect: Effect) -> list[str]:
    if not effect.leads:
        return []
    return [say("best score: {names}", names=_leaders(say, names, effect.after.leaders))]


def _leaders(say: Language, names: Evidence, leaders: tuple[str, ...]) -> str:
    return say.both(names.offers[o].name if o in names.offers else o for o in leaders) or say("nobody")
