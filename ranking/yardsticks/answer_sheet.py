"""A sheet of answers as a buyer or a bidder fills it in: which answer was chosen, laid over what the facts leave."""

from typing import Any

from ranking.errors import ScenarioError, told
from ranking.json_reader import json_value
from ranking.plain.entries import shown
from ranking.yardsticks.framework import Framework

FORMAT = "csf answers 1"


def read(content: bytes, framework: Framework) -> dict[str, dict[str, int]]:
    """Return offer -> question -> answer (numbered from 1, the worst) of a JSON file. A null answer is left open.

    The file: {"format": "csf answers 1", "answers": {"scaleway": {"1.1": 4, "1.6": null}}}.
    Raises ScenarioError or NotJson, in one sentence that says where.
    """
    document = json_value(content)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ScenarioError(told('answers: no "format": "{known}"; the file says which format it is in', known=FORMAT))
    for key in document.keys() - {"format", "answers"}:
        raise ScenarioError(told('answers: {key}: no such key; "format" and "answers" alone', key=shown(key)))
    offers = document.get("answers")
    if not isinstance(offers, dict) or not offers:
        raise ScenarioError(told('answers: no "answers"; an object of offers, each with its questions'))
    return {str(offer): _sheet(str(offer), sheet, framework) for offer, sheet in offers.items()}


def _sheet(offer: str, sheet: Any, framework: Framework) -> dict[str, int]:
    if not isinstance(sheet, dict):
        raise ScenarioError(
            told("answers: {offer}: not an object; question to number of the answer", offer=shown(offer))
        )
    return {k: v for k, v in ((str(k), _chosen(offer, str(k), v, framework)) for k, v in sheet.items()) if v}


def _chosen(offer: str, key: str, value: Any, framework: Framework) -> int:
    """The number of an answer; 0 for null."""
    question = framework.questions.get(key)
    if question is None:
        raise ScenarioError(
            told("answers: {offer}: no question {key}; such as 1.1 or 8.4", offer=shown(offer), key=shown(key))
        )
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or value not in question.every:
        raise ScenarioError(
            told(
                "answers: {offer}: {key} = {value}; a whole number from 1 (the worst) to {most}, or null",
                offer=shown(offer),
                key=key,
                value=shown(value),
                most=len(question.points),
            )
        )
    return value
