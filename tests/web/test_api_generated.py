"""A generator over the OpenAPI description: no 5xx, every answer as described, whatever is asked."""

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks
from schemathesis.generation import GenerationMode

from tests.web.asking import board
from web.api.endpoints import ENDPOINTS

load_all_checks()
schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", board())
schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
HEAVY = {f"/api/v1{e.path}" for e in ENDPOINTS if e.heavy}
# The others are slow whatever is asked of them: their examples are in test_api.py.
DRAWN = ("/robustness", "/agreement", "/pictures/{picture}.svg")
CHECKS = tuple(
    check
    for check in schemathesis.checks.CHECKS.get_all()
    if check.__name__
    in ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
)
BOUNDED = settings(
    max_examples=2,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
    database=None,
)


@schema.exclude(path=list(HEAVY)).parametrize()
@BOUNDED
def test_whatever_is_asked_is_answered_as_described(case):
    case.call_and_validate(checks=CHECKS)


@schema.include(path=[f"/api/v1{path}" for path in DRAWN]).parametrize()
@settings(BOUNDED, max_examples=1)
def test_whatever_is_asked_of_heavy_answers_too(case):
    # Few offers and few draws: what is generated beside them is what is tested.
    few = {"offers": "azure,outscale"} | ({} if "picture" in case.operation.path else {"samples": 100})
    case.query = {**(case.query if isinstance(case.query, dict) else {}), **few}
    case.call_and_validate(checks=CHECKS)
