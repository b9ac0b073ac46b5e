"""Names of a tender's files, in the language of the page that hands them over."""

from words.language import Language

# kind -> (French, English) stem of the name, without its ending.
STEMS = {
    "template": ("exigences", "requirements"),
    "dossier": ("marche", "tender"),
    "answers": ("reponses", "answers"),
    "evaluations": ("evaluations", "evaluations"),
    "prices": ("prix", "prices"),
    "report": ("rapport-d-analyse", "analysis-report"),
    "letters": ("annexes", "annexes"),
    "ranking": ("classement", "ranking"),
    "workbook": ("classeur", "workbook"),
    "plane": ("prix-qualite", "price-quality"),
    "pair": ("comparaison", "comparison"),
}


def file_name(say: Language, kind: str, ending: str = "") -> str:
    """Return the name of a file of this kind in the page's language; without an ending, its stem."""
    french, english = STEMS[kind]
    stem = french if say.code == "fr" else english
    return f"{stem}.{ending}" if ending else stem
