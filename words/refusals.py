"""Why something is refused, in the reader's language: a file that cannot be made, a fault in a data file."""

from ranking.errors import DataFault
from words.language import Language


def reason_text(say: Language, error: Exception) -> str:
    """Return why something was refused, by the error's `code`; without one, its own text in this language."""
    known = {
        "crowd": say("too many files are being made; try again in a minute"),
        "late": say("the wait was too long; try again in a minute"),
        "large": say("the set would be too large; ask for fewer pictures or pixels"),
        "no_test": say("with fewer than two offers in the ranking there is nothing to test"),
        "no_decision": say("no decision is on file"),
        "no_flip": say("no single fact, whatever its value, would put another offer first"),
        "no_difference": say("the two offers differ on no criterion that carries weight"),
        "one_voice": say("one point of view alone has nothing that divides it"),
        "none_shared": say("no offer is ranked from every point of view; loosen the must-haves or choose another day"),
        "no_rank": say("no offer can be ranked under these conditions"),
        "no_weight": say("the answers give nothing any weight"),
        "no_pair": say("with fewer than two offers that are scored there is nothing to compare"),
    }
    return known.get(getattr(error, "code", ""), say.told(error))


def reason_sentence(say: Language, error: Exception) -> str:
    """Return the reason of a refusal as a sentence: a capital, a full stop."""
    reason = reason_text(say, error)
    return f"{reason[:1].upper()}{reason[1:]}."


def problem_text(say: Language, fault: DataFault) -> str:
    """Return where a data file is wrong, what is wrong, what is allowed, in one line."""
    block = f" [[{fault.block}]]" if fault.block else ""
    sentence = say("{wrong}; {allowed}", wrong=say.told(fault.wrong), allowed=say.told(fault.allowed))
    return f"{fault.path}:{fault.line}{block}: {sentence}"
