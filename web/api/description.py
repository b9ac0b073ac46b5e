"""The OpenAPI description: parameters and examples made of the address table and of the data in force."""

from collections.abc import Container, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from address.entries import SCENARIO, allowed
from exports.pictures.catalogue import CATALOGUE
from ranking.facts.decision_matrix import KNOWN
from ranking.facts.musthaves import RULES
from ranking.model import Evidence
from ranking.unknowns import UNKNOWNS
from ranking.weighing.scenario import TODAY
from web.api.endpoint import Endpoint
from web.api.endpoints import ENDPOINTS
from web.api.problems import MEDIA as PROBLEM_MEDIA
from web.api.problems import ProblemShape
from web.api.question import NOW
from words.language import LANGUAGES, language

VERSION = "1.0"
_DAYS = "20(18|19|[2-9][0-9])-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
# Every day from 1 January 2018 to the end of 2099, and no other; or today.
WRITTEN_DAYS = f"^({_DAYS}|20([2468][048]|[3579][26])-02-29|{TODAY})$"
PROMISE = """\
Who ranks where, on which dated and sourced facts: every answer of the board, for programs. Read only, without a key.

**Entries** are those of a link of the board: copy a link's query, send it here. A link is lenient, this interface
is strict: an entry that is unknown, repeated or cannot be used is refused with problem details (RFC 9457) that name
it and what is allowed. `date=today`, or no date, asks about the day of the request.

**Pinned or living**: with `date=` and `data=` an answer stays the same, may be kept for a day, and can be cited;
without them it follows the day and the data, and may be kept for a minute. Each answer has an ETag.

**Stability.** Within version 1 entries may be added to answers, endpoints and problems may be added, and sentences
may be reworded. No entry is renamed, removed or given another type or meaning; no address changes. What must change
otherwise becomes version 2, beside this one for at least a year. Objects are those of the command line,
`python -m ranking … --format json`.

**Limits.** Requests are counted by network address; the fields `RateLimit` and `RateLimit-Policy` say what is left,
as draft-ietf-httpapi-ratelimit-headers writes them. That is no RFC yet; where it changes, they follow it: rely on
`Retry-After`, which stands.
Pictures, robustness, agreement and comparisons of versions take their turn in the queue in which the board's files
are made: 503 with `Retry-After` where it is full. Data are CC BY 4.0.
"""


def described(app: FastAPI, evidence: Evidence) -> dict[str, Any]:
    """Return the description of the interface on the data in force."""
    openapi = get_openapi(
        title="Urgence ou souveraineté",
        version=VERSION,
        openapi_version="3.1.0",
        summary="Cloud offers for health data, ranked on dated, sourced facts.",
        description=PROMISE,
        routes=[r for r in app.routes if getattr(r, "path", "").startswith("/api/v1/")],
        license_info={"name": "CC BY 4.0 (data), MIT (code)", "identifier": "CC-BY-4.0"},
    )
    by_path = {f"/api/v1{e.path}": e for e in ENDPOINTS}
    for path, operations in openapi["paths"].items():
        endpoint = by_path[path]
        operations["get"]["parameters"] = parameters(endpoint, evidence)
    openapi["components"]["schemas"].pop("HTTPValidationError", None)
    openapi["components"]["schemas"].pop("ValidationError", None)
    return openapi


def parameters(endpoint: Endpoint, evidence: Evidence) -> list[dict[str, Any]]:
    """Return the parameters of an endpoint: of its path, of the address, its own."""
    example = {"data": evidence.version, **(endpoint.example or {})}
    names = [*(SCENARIO if endpoint.scenario or "date" in example else ()), "lang", "data", *endpoint.entries]
    needed = frozenset(endpoint.needed)
    own = [_parameter("query", o.name, o.schema, o.allowed, example, needed) for o in endpoint.own]
    say = language("en")
    of_links = [_parameter("query", n, _schema(n, evidence), allowed(say, evidence, n), example, needed) for n in names]
    inside = {"offer": list(evidence.offers), "picture": list(CATALOGUE)}
    in_path = [
        _parameter(
            "path", n, {"type": "string", "enum": options}, f"one of {', '.join(options)}", {n: options[0]}, inside
        )
        for n, options in inside.items()
        if f"{{{n}}}" in endpoint.path
    ]
    return [*in_path, *of_links, *own]


def _parameter(
    where: str, name: str, schema: Mapping, text: str, example: Mapping[str, str], needed: Container[str]
) -> dict[str, Any]:
    shown = {"example": example[name]} if name in example else {}
    return {"name": name, "in": where, "required": name in needed, "description": text, "schema": schema, **shown}


def _schema(name: str, evidence: Evidence) -> dict[str, Any]:
    """Return the JSON schema of an entry's text, as narrow as can be said."""
    words = {
        "profile": [k for k, p in evidence.profiles.items() if p.usable],
        "rule": RULES,
        "unknowns": UNKNOWNS,
        "known": KNOWN,
        "thin": ("0", "1"),
        "lang": LANGUAGES,
    }
    if name in words:
        return {"type": "string", "enum": list(words[name])}
    lists = {"offers": evidence.offers, "require": evidence.gates}
    if name in lists:
        one = "|".join(lists[name])
        more = "" if name == "offers" else "|[a-z0-9_]+>=[0-9.]+"
        return {"type": "string", "pattern": f"^({one}{more})(,({one}{more}))*$"}
    numbers = {"pillars": evidence.pillars, "weights": evidence.criteria}
    if name in numbers:
        one = f"({'|'.join(numbers[name])}):[0-9]{{1,3}}(\\.[0-9]{{1,4}})?"
        return {"type": "string", "pattern": f"^{one}(,{one})*$"}
    if name == "date":
        return {"type": "string", "pattern": WRITTEN_DAYS}
    if name == "data":
        return {"type": "string", "pattern": f"^([0-9a-f]{{8}}|{NOW})$"}
    return {"type": "string", "maxLength": 6000}


def responses(endpoint: Endpoint) -> dict[int | str, dict[str, Any]]:
    """Return what an endpoint may answer, for FastAPI."""
    problem = {"content": {PROBLEM_MEDIA: {"schema": {"$ref": "#/components/schemas/ProblemShape"}}}}
    kinds = {400: "An entry that cannot be used", 404: "No such thing, or no facts of that version", 429: "Too often"}
    more = {500: "The server failed", 503: "Too many answers are being made"}
    text = {"type": "string"} | ({"contentMediaType": endpoint.media} if endpoint.media.startswith("image/") else {})
    file = {"content": {endpoint.media: {"schema": text}}, "description": "The file."}
    files = {} if endpoint.shape else {200: file}
    return {
        **files,
        304: {"description": "What you have is still right."},
        **{
            status: {"model": ProblemShape, "description": description, **problem}
            for status, description in (kinds | more).items()
        },
    }
