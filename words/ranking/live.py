"""What the live board says: sentences whose blanks {so} are filled in the browser while a weight moves."""

from words.language import Language
from words.typography import filled


def gap_words(say: Language) -> dict[str, dict[str, str]]:
    """Return how far a row is from the one it is compared with, which stands above the rows: a name would be cut.

    "one" and "other" are the plural categories of Unicode's CLDR.
    """
    gap, close, level = "{gap}", say("within half a point"), say("level")
    return {
        "ahead": {
            "one": say("{gap} point ahead", gap=gap),
            "other": say("{gap} points ahead", gap=gap),
        },
        "behind": {
            "one": say("{gap} point behind", gap=gap),
            "other": say("{gap} points behind", gap=gap),
        },
        "close": {"one": close, "other": close},
        "level": {"one": level, "other": level},
    }


def gap_text(say: Language, gap: float) -> str:
    """Return how far a row is from another, as the live board says it; below zero: behind it."""
    words = gap_words(say)["ahead" if gap > 0 else "behind" if gap < 0 else "level"]
    # With a decimal, English has no singular; French has one below two.
    template = words["one" if say.code == "fr" and abs(gap) < 2 else "other"]
    return filled(template, {"gap": say.number(abs(gap), 1)}, say.code)


def look_words(say: Language) -> dict[str, str]:
    """Return the words around the rows: what they may be sorted by, whom they are compared with, how groups read."""
    return {
        "sort": say("Sort by: {column}", column="{column}"),
        "doubt": say("Possible places"),
        "group": say("Group"),
        "pin": say("Compare with"),
        "none": say("the next in the ranking"),
        "itself": say("reference"),
        "legend": say("Families"),
        "reading": say(
            "I, II, III: groups that the facts do not part. The strip under a bar: the places that an offer takes in "
            "nine draws of ten, the first on the left. Every number opens what stands behind it."
        ),
    }


def panel_words(say: Language) -> dict[str, str | list[str]]:
    """Return the words around the weights."""
    share, name = "{share}", "{name}"
    return {
        "title": say("Weights"),
        "unfold": say("Set the weights"),
        "fold": say("Put the weights away"),
        "undo": say("Undo"),
        "redo": say("Redo"),
        "reset": say("Back to the profile's weights"),
        "reset_one": say("Back to its weight in the profile: {name}", name=name),
        "lock": say("Keep this weight as it is: {name}", name=name),
        "field": say("{name}, in per cent", name=name),
        "balance": say("Sovereignty ⟷ urgency"),
        "balance_value": say("urgency {share}, sovereignty {rest}", share=share, rest="{rest}"),
        "poles": [say("urgency {share}", share=share), say("sovereignty {share}", share=share)],
        "pillar_value": say("{share} of the whole", share=share),
        "criterion_value": say("{share} of “{name}”", share=share, name=name),
        "criteria": say("Criteria of “{name}”", name=name),
        "dead_pillar": say("No weight: its criteria are known for too few offers on that day."),
        "in_profile": say("{share} in the profile", share=share),
        "rests_on": say("rests on {n} of its {all} criteria", n="{n}", all="{all}"),
        "moving": say("While the weights move, the best score is that of {names}.", names="{names}"),
        "thin": say("No weight: known for fewer than 65 % of the offers on that day."),
        "ends": say("from “{worst}” to “{best}”", worst="{worst}", best="{best}"),
        "bad_number": say("A whole percentage, from 0 to 100."),
        "room": say("At most {share}: the rest is locked.", share=share),
        "no_room": say("All the other weights are locked or alone: this one cannot move."),
        "balance_locked": say("Locked, since one of its two ends is."),
        "order": say("New order: {order}.", order="{order}"),
        "percent": say.percent(0.25).replace("25", "{n}"),
    }
