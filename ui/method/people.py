"""The method page's sections on people: weights drawn from them, their agreement measured, their decision recorded."""

from ranking.people.ahp import TOLERATED
from ranking.people.common_ground import TELLING
from ranking.people.elicitation import WAYS
from store.meetings import DAYS
from ui.method.parts import formula, paragraphs, points, question, terms
from ui.session.page import Page
from words.decisions.record import aid_sentence
from words.people.elicitation import way_asks, way_assumes, way_name


def drawn(board: Page) -> None:
    """The four ways to draw weights from a person, each with what it asks and assumes."""
    say = board.say
    question(
        say,
        "drawn",
        say(
            "By one of four ways, as you choose: each says what it assumes, and all end in weights "
            "that the sliders show and let you change."
        ),
    )
    terms((way_name(say, way), f"{way_asks(say, way)} {way_assumes(say, way)}") for way in WAYS)
    formula(
        r"\begin{gathered} w_i = \frac{v_i}{\sum_j v_j} \\ A\,w = \lambda_{\max}\,w \\ "
        r"CR = \frac{\lambda_{\max} - n}{(n - 1)\,RI_n} \end{gathered}",
        say(
            "First, swing: v is what a raise is worth beside the first, which counts 100. Below, two by two: A "
            "holds the answers, w the weights, n the number of items, RI the mean index of random answers. Above a "
            "ratio of {limit}, the answers contradict each other more than is usually accepted; the answer "
            "which, changed, would mend most is pointed out.",
            limit=say.number(TOLERATED, 2),
        ),
    )
    paragraphs(
        say(
            "An order alone leaves a whole range of weightings open: the share of weightings for which the "
            "leader stays first is then taken over those that respect the order, not over all."
        )
    )


def agreement(board: Page) -> None:
    """The measures of the pages of points of view and of meetings."""
    say = board.say
    question(
        say,
        "agreement",
        say(
            "By comparing rankings made on the same facts and must-haves: only the weights "
            "differ. No count replaces a decision."
        ),
    )
    terms(
        [
            (
                say("Likeness of two orders (Kendall’s tau-b)"),
                say(
                    "Pairs of offers ordered alike, less those ordered the other way, over all pairs, ties counted: 1 "
                    "is the same order, 0 no likeness, −1 the reverse."
                ),
            ),
            (
                say("What divides"),
                say(
                    "The part of the disagreement that comes through each weight: the variance, from one point of "
                    "view to another, of the gaps in score between all pairs of offers, shared out between the "
                    "weights. Below zero, a weight brings them together."
                ),
            ),
            (
                say("Greatest regret"),
                say(
                    "The points that a point of view gives up with an offer: its best score less the offer’s. The "
                    "offer whose greatest regret is least hurts least whoever likes it least. (Savage, 1951.)"
                ),
            ),
            (
                say("Cross-checks: Borda and Copeland"),
                say(
                    "Borda adds up the places, the smallest sum first. Copeland counts the rivals an offer beats by a "
                    "majority, less those that beat it. Both look at places only, not at how many points lie between "
                    "them."
                ),
            ),
            (
                say("Common ground"),
                say(
                    "All weightings in which everybody’s statements “this weighs more than that” hold at once. A "
                    "difference of less than {points} points is no statement. The region is found exactly, by linear "
                    "programming; its leader and its robustness are given, or, where it is empty, the statements that "
                    "collide.",
                    points=say.number(100 * TELLING, 1),
                ),
            ),
            (
                say("A weight that decides"),
                say(
                    "In a meeting: a difference decides where one participant’s share, put alone into the reference, "
                    "the other weights keeping their proportions, changes who comes first. The reference is the "
                    "common set, or before it the mean of all."
                ),
            ),
        ]
    )
    formula(
        r"\begin{gathered} \tau_b = \frac{C - D}{\sqrt{(N - T_1)(N - T_2)}} \\ "
        r"r_{k,a} = \max_b S_{k,b} - S_{k,a} \end{gathered}",
        say(
            "C and D: pairs ordered alike and the other way; N: all pairs; T: pairs tied in either order. r: "
            "regret of the point of view k with the offer a; S: scores."
        ),
    )


def record(board: Page) -> None:
    """What a decision record holds, what its verification means, what it does not prove."""
    say = board.say
    question(
        say,
        "record",
        say(
            "That a question, put to dated facts with these weights, gave this result, and whether "
            "it still does; not that the decision was right, nor who signed it."
        ),
    )
    points(
        [
            say(
                "A record keeps the question, the date and version of the facts, must-haves and weights with their "
                "reasons, who agreed and who dissented as typed, the result with its robustness, what was unknown, and "
                "the time."
            ),
            say(
                "It reproduces where today’s program, on the facts of then, finds the same places, scores and shares; "
                "otherwise the page lists what differs, and again on the facts of today."
            ),
            say(
                "Its digest (SHA-256) covers its content, its time and the digest of the record before it: whoever "
                "alters, removes or inserts one breaks the chain from there on. The last digest, noted in the minutes, "
                "shows that nothing was cut off."
            ),
            say(
                "A record is never changed. Weights moved after a lock are exploration again, and another lock makes "
                "another record; every page says “exploration” or “locked”."
            ),
            say(
                "A meeting, and what the records made in it say, is deleted for good by its facilitator, or after "
                "{days} days unless another time was chosen. The digests alone stay, so that the chain still verifies.",
                days=DAYS,
            ),
            aid_sentence(say),
        ]
    )
