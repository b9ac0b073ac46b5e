"""What a frame in somebody else's article says beside the board itself; {blanks} are filled in the browser."""

from words.language import Language


def moved_words(say: Language, day: str) -> dict:
    """Return the headline under weights that a reader moved: no more than the order, and what is too close to call."""
    when, name, names = "{day}", "{name}", "{names}"
    return {
        "day": day,
        "by_hand": say("Your weights: {parts}.", parts="{parts}"),
        "own": {
            "first": say("With your weights, on {day}, the best score is that of {name}.", day=when, name=name),
            "close": say(
                "With your weights, on {day}, it is too close to call between {names}.", day=when, names=names
            ),
            "many": say("{name} and {n} others", name=name, n="{n}"),
            "and": say.both(("{a}", "{b}")),
            "none": say("With your weights, on {day}, no offer can be ranked.", day=when),
        },
    }


def shown_words(say: Language) -> dict[str, str]:
    """Return the words around the board."""
    return {
        "brand": say("Urgency or sovereignty"),
        "weights": say("Weights"),
        "own_note": say(
            "No verdict is said of weights moved here: how firm it is under yours stands on the whole board."
        ),
        "whole": say("Open the whole board with these weights"),
        "facts": say("Every fact with its source"),
        "method": say("How a score is made"),
        "all": say("All offers"),
        "few": say("The first places only"),
        "families": say("Families"),
    }


def proof_words(say: Language, digest: str) -> dict[str, str]:
    """Return what a file says of itself: what its digest covers, and whether it was found to be whole."""
    return {
        "digest": say("SHA-256 of the data inside: {digest}.", digest=digest),
        "none": say("Not verified: no script has checked this file."),
        "good": say(
            "Verified: the data inside have this digest, and the ranking shown is the one that they give. Whether the "
            "digest is the published one, compare on the board."
        ),
        "digest_bad": say("Not verified: the data inside were changed, they do not have this digest."),
        "shown_bad": say("Not verified: what is shown is not what the data inside give."),
        "compare": say("Compare on the board"),
    }


def refused_words(say: Language, kind: str, name: str) -> dict[str, str]:
    """Return what stands in a frame that cannot be shown. kind: of web.api.problems; name: what is not there."""
    sentences = {
        "not-found": say("There is no frame of that name: “{name}”.", name=name),
        "no-version": say("The facts of version {name} are not kept here, so that nothing is shown.", name=name),
        "busy": say("Too much is being asked just now; try again in a minute."),
        "fault": say("The data files hold problems; nothing is shown until they are mended."),
    }
    return {
        "brand": say("Urgency or sovereignty"),
        "sentence": sentences.get(kind, say("Under these conditions there is nothing to show.")),
        "open": say("Open the board"),
    }
