"""What the date scrubber says: sentences whose blanks {so} are filled in the browser while time passes."""

from words.language import Language


def scrubber_words(say: Language) -> dict[str, str]:
    """Return the words around the scrubber, and the headline that stands while a day is only passed through.

    It says no more than the order and the margin that is too small to call: a verdict is reckoned once a day is kept.
    """
    day, name, names = "{day}", "{name}", "{names}"
    return {
        "title": say("The ranking through time"),
        "slider": say("Day of the ranking"),
        "play": say("Play the years"),
        "pause": say("Pause on this day"),
        "back": say("Previous event of the case"),
        "on": say("Next event of the case"),
        "first": say("{day}: the best score is that of {name}.", day=day, name=name),
        "close": say("{day}: too close to call between {names}.", day=day, names=names),
        "many": say("{name} and {n} others", name=name, n="{n}"),
        "and": say.both(("{a}", "{b}")),
        "none": say("{day}: no offer can be ranked.", day=day),
        "event": say("{day}: {title}", day=day, title="{title}"),
        "hint": say("Drag the day, or play the years: the ranking follows. Let go, and the page is that of the day."),
    }
