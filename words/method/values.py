"""What fills the blanks of the method's documents: thresholds, counts and shares, as the language writes them."""

from ranking.facts.decision_matrix import RANKABLE_COVERAGE, THIN
from ranking.model import Evidence
from ranking.people.ahp import TOLERATED
from ranking.people.common_ground import TELLING
from ranking.robustness.first_places import ANY
from ranking.robustness.first_places import DRAWS as WEIGHTINGS
from ranking.tolerances import CLOSE
from ranking.verdict.draws import DRAWS
from ranking.weights import roc
from words.decisions.record_sentences import aid_sentence
from words.language import Language


def values(say: Language, evidence: Evidence) -> dict[str, str]:
    """Return the text for every blank that data and model fill, by the blank's name."""
    criteria, pillars = len(evidence.criteria), len(evidence.pillars)
    return {
        "aid": aid_sentence(say),
        "centroid": say.both(say.percent(w, 1) for w in roc(pillars)),
        "close": say.brief(CLOSE),
        "counted_criteria": say.plural("{n} criterion", "{n} criteria", criteria),
        "criteria": say.number(criteria),
        "draws": say.number(DRAWS),
        "error": say.brief(round(50 / DRAWS**0.5, 1)),
        "firm": say.percent(ANY.firm / 100),
        "leads": say.percent(ANY.leads / 100),
        "offers": say.number(len(evidence.offers)),
        "pillars": say.number(pillars),
        "priorities": say.number(sum(p.usable for p in evidence.profiles.values())),
        "rankable": say.percent(RANKABLE_COVERAGE),
        "telling": say.number(100 * TELLING, 1),
        "thin": say.percent(THIN),
        "tolerated": say.number(TOLERATED, 2),
        "version": evidence.version,
        "weightings": say.number(WEIGHTINGS),
    }
