"""The method page, first half: from a fact to a score, the scales, the unknown, the must-haves."""

import streamlit as st

from charts.method.method_tables import criteria_html, example_html, gates_html, grades_html, shown_html
from ranking.facts.decision_matrix import RANKABLE_COVERAGE, THIN
from ui.method.parts import formula, paragraphs, points, question, terms
from ui.session.page import Page


def facts(board: Page) -> None:
    """What a fact is, and how good it is."""
    say = board.say
    question(say, "facts", say("A statement about one offer that carries a date, a source and a grade."))
    points(
        [
            say(
                "A row is an offer: what a customer can order, rather than a firm or one of its customers’ "
                "installations. Where a firm sells two offers that differ in what matters here, they are two rows."
            ),
            say(
                "A fact is in force from its date until the next one of its kind for the same offer. The board shows "
                "what was in force on the day you choose, or only what a source published by that day shows."
            ),
            say(
                "Where sources contradict each other, the fact keeps its likeliest value and a low and a high end: it "
                "is contested, and both ends count in the range drawn beside each score."
            ),
            say("A fact can also say that from some day on the matter is open again."),
        ]
    )
    st.html(grades_html(say, board.evidence, board.ranking))


def score(board: Page) -> None:
    """From a fact to a score, with the formulas and a worked example."""
    say = board.say
    question(say, "score", say("By its place between two fixed ends, then by weights that add up to 100%."))
    paragraphs(
        say(
            "Each criterion has a worst and a best end, set once. A fact scores from 0 to 100 by its place "
            "between them, and no further. The ends never depend on who is compared: adding or removing an "
            "offer moves no other offer’s score."
        )
    )
    formula(
        r"s = 100 \cdot \min\!\left(1,\ \max\!\left(0,\ \frac{x - x_{0}}{x_{1} - x_{0}}\right)\right)",
        say(
            "x: the fact; x₀ and x₁: the worst and the best end. Criteria read by ratio, such as the price of a "
            "machine, replace x and both ends by their logarithms."
        ),
    )
    paragraphs(
        say(
            "A pillar’s score is the mean of its criteria, each with its weight inside the pillar; the total "
            "is the mean of the pillars, each with its share."
        )
    )
    formula(
        r"S_p = \sum_{i \in p} w_i\, s_i \qquad T = \Big(\sum_{p} W_p\, S_p^{\,m}\Big)^{1/m}",
        say(
            "The weights w inside a pillar add up to 1, and so do the shares W of the pillars. m = 1, the "
            "default, is the ordinary mean: a strong pillar makes up for a weak one. m = 0 is the geometric mean, "
            "where a pillar at zero brings the whole to zero; below, the weak pillar counts ever more, until it "
            "counts alone."
        ),
    )
    formula(
        r"W_p = \frac{W^0_p\, d_p}{\sum_q W^0_q\, d_q} \qquad "
        r"d_p = \frac{\sum_{i \in p,\; i\ \text{known}} w^0_i}{\sum_{i \in p} w^0_i}",
        say(
            "Weight goes where the evidence is: a share W⁰ that comes from a profile shrinks to its documented part d, "
            "the weight, inside the pillar, of the criteria known well enough to weigh that day; the rest goes to the "
            "other shares of the profile in proportion. A share set by hand stands as set, and says on how many of "
            "its criteria it rests. One criterion more or less thus moves no share by more than its own weight. "
            "Where weightings are drawn, those around yours lie around the shares that remain, the order is the one "
            "stated before, and a drawn weighting stands as drawn."
        ),
    )
    paragraphs(
        say(
            "The points of a criterion are its part of the total, so that they add up to the score. “Why one "
            "above the other?” lists the differences of these points; they add up to the gap. Equal scores "
            "share a place."
        )
    )
    st.html(example_html(say, board.evidence, board.ranking))


def scales(board: Page) -> None:
    """The criteria with their scales, and what is shown without being scored."""
    say, evidence = board.say, board.evidence
    question(
        say,
        "scales",
        say.plural(
            "On {n} criterion, with its ends in words or figures, the same for all offers and all dates.",
            "On {n} criteria, each with its ends in words or figures, the same for all offers and all dates.",
            len(evidence.criteria),
        ),
    )
    st.html(criteria_html(say, evidence))
    with st.expander(say("Shown, not scored")):
        paragraphs(
            say(
                "Too thinly documented, too different from one offer to the next, or no matter of better and "
                "worse. Some can serve as a must-have."
            )
        )
        st.html(shown_html(say, evidence))


def unknowns(board: Page) -> None:
    """What happens to the unknown, the contested, the thinly known."""
    say = board.say
    question(
        say,
        "unknowns",
        say(
            "It stays visible: it counts as the worst unless you say otherwise, and a range shows what it could change."
        ),
    )
    terms(
        [
            (
                say("As the worst (default)"),
                say(
                    "What is not proven scores 0. A buyer who must account for a choice can "
                    "only rely on what can be shown."
                ),
            ),
            (
                say("Not at all"),
                say("The weight goes to what is known in the same pillar; an offer then profits from silence."),
            ),
            (say("As half"), say("What is not known scores 50.")),
            (
                say("The range"),
                say(
                    "From all unknowns at 0 and all contested facts at their worse end, to all at 100 and "
                    "at their better end, under the weights now set."
                ),
            ),
            (
                say("Thin criteria"),
                say(
                    "A criterion known for fewer than {share} of the offers that can be ranked on the "
                    "day carries no weight, unless you ask; the rest of its pillar takes it over.",
                    share=say.percent(THIN),
                ),
            ),
            (
                say("Thin offers"),
                say(
                    "An offer of which less than {share} is known, on that day or even today, has no "
                    "place: it is listed apart as “not enough evidence”.",
                    share=say.percent(RANKABLE_COVERAGE),
                ),
            ),
            (say("Not yet on sale"), say("An offer that could not be bought on the day has no place.")),
        ]
    )


def musthaves(board: Page) -> None:
    """Must-haves: apart from the weights, three outcomes, two rules."""
    say = board.say
    question(
        say,
        "musthaves",
        say("A must-have that you set: the offer keeps its line and loses its place, whatever its score."),
    )
    paragraphs(
        say(
            "A must-have is met when even the low end of the fact reaches it, failed when even the high end does not, "
            "and unknown otherwise. The strict rule shuts out what is not proven; the tolerant rule lets it in. None "
            "is set by default."
        ),
        say("Beyond those below, a minimum can be set on any level, number or service."),
    )
    st.html(gates_html(say, board.evidence))
