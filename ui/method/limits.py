"""The method page, second half: whose priorities, what is not measured, limits, independence, corrections."""

import streamlit as st

from charts.method.method_tables import priorities_html, profile_html, reference_html, words_html
from ranking.model import Fact, Profile
from ranking.robustness.first_places import ANY
from ranking.tolerances import CLOSE
from ranking.verdict.draws import DRAWS
from ranking.weights import roc
from ui.method.parts import formula, paragraphs, points, question
from ui.session.page import Page
from words.facts.method import certainty_text, order_text, rule_text


def priorities(board: Page) -> None:
    """The sets of priorities: rule, numbers, and the documented words behind each."""
    say, evidence = board.say, board.evidence
    usable = [p for p in evidence.profiles.values() if p.usable]
    kept = [p for p in evidence.profiles.values() if not p.usable]
    question(
        say,
        "priorities",
        say("Each is read from documented words; one rule, the same for all, makes numbers of the order read."),
    )
    paragraphs(
        say(
            "A set of priorities is our interpretation of what somebody said or wrote on a given day, and "
            "nobody named here has approved it. Move any slider to use your own."
        )
    )
    shares = say.both(say.percent(w, 1) for w in roc(len(evidence.pillars)))
    formula(
        r"W_k = \frac{1}{n} \sum_{j=k}^{n} \frac{1}{j}",
        say(
            "The rank-order centroid: the centre of all weights that respect the order, n items, place k. For {n} "
            "pillars: {shares}. Ties share the mean of their places; what is not named ties for last. (Barron and "
            "Barrett, 1996.)",
            n=len(evidence.pillars),
            shares=shares,
        ),
    )
    st.html(priorities_html(say, evidence))
    for profile in usable:
        with st.expander(say.text(profile.name)):
            profile_words(board, profile)
    if kept:
        st.subheader(say("Published sets, for reference"), anchor=False)
        st.html(reference_html(say, kept))
        for profile in kept:
            with st.expander(say.text(profile.name)):
                profile_words(board, profile)


def profile_words(board: Page, profile: Profile) -> None:
    """Who, what was read in which words, by which rule, and the numbers that gives."""
    say = board.say
    order = order_text(say, board.evidence, profile) if profile.order else ""
    certain = certainty_text(say, profile) if profile.order else ""
    facts = " ".join(filter(None, (order, rule_text(say, profile), certain)))
    st.html(words_html(say, profile, [say.text(profile.who), say.text(profile.reading), facts]))
    if profile.usable:
        st.html(profile_html(say, board.evidence, profile))


def unmeasured(board: Page) -> None:
    """What a buyer needs to know and the board does not say."""
    say = board.say
    question(say, "unmeasured", say("Much of what a buyer needs to know: what follows is not in any score."))
    points(
        [
            say("Speed: latency, network throughput, the power of one machine against another at the same price."),
            say(
                "Real capacity: whether the cards, machines and quotas on the price list can be had on the day, and "
                "how many."
            ),
            say("Quality of support: who answers, how fast, in what language."),
            say(
                "Contracts: liability, penalties, audit rights, exit clauses, negotiated discounts. Prices are list "
                "prices."
            ),
            say(
                "Security as practised: incidents, outages, vulnerabilities and how they were handled. Certificates "
                "are counted, not verified on site."
            ),
            say(
                "Lock-in beyond the price of taking data out: proprietary interfaces, code to rewrite, skills to learn "
                "again."
            ),
            say(
                "Depth of services: a service is there or not; its maturity, its limits and its ergonomics are "
                "not graded."
            ),
            say("How often a foreign authority has in fact asked for data: exposure to a law is scored, not its use."),
            say(
                "Financial soundness and ecological cost: staff, revenue, energy and renewable power are shown where "
                "known, and not scored, because too few offers publish them alike."
            ),
            say("The customer’s own side: teams, software already written, cost of moving."),
        ]
    )


def limits(board: Page) -> None:
    """What the ranking cannot say, for all its facts."""
    say = board.say
    question(
        say,
        "limits",
        say("As far as its facts: it orders public evidence under stated weights, and does not say what to buy."),
    )
    points(
        [
            say("Only public sources are used, read by hand. What was not found may exist: unproven is not disproved."),
            say(
                "The further back, the thinner: for early dates many facts are inferences of grade C, which the page "
                "“Evidence” lets you hide."
            ),
            say("Named levels are spaced equally, which is a convention; so is every choice of two ends."),
            say(
                "Some criteria touch: SecNumCloud qualification also shows in the law that binds the operator. The "
                "pillars keep the two apart, and you can weigh either at nothing."
            ),
            say(
                "Small gaps mean little. Below {points} point, the board says that two offers cannot be told apart.",
                points=say.brief(CLOSE),
            ),
            say(
                "Firmness: a lead is firm where it holds in at least {firm} of {n} draws in which the weights "
                "stand and the evidence varies (grades, contested ranges, unknowns over their whole scale, "
                "criteria set aside weighed at their nominal weight); from {leads} an offer leads, below that, "
                "or less than {points} point ahead, the verdict is undecided and crowns nobody. The draws are "
                "the same every time (stratified, seed 0, error at most {error} points); the thresholds are set "
                "with the grades on “Does it hold?”. Must-haves stand.",
                firm=say.percent(ANY.firm / 100),
                leads=say.percent(ANY.leads / 100),
                n=say.number(DRAWS),
                points=say.brief(CLOSE),
                error=say.brief(round(50 / DRAWS**0.5, 1)),
            ),
            say(
                "What the verdict rests on: every fact, and all that each source says, is left out in turn as if it "
                "had never been written, thresholds of thin criteria included; what would put another first, or "
                "change the voice, is listed."
            ),
            say("Weights are opinions. Equal weights are one too."),
            say(
                "The board helps to think about a policy. It awards nothing: in a purchase, only the criteria that the "
                "buyer has published count."
            ),
        ]
    )


def independence(board: Page) -> None:
    """Who has a hand in it, and the licences."""
    say = board.say
    question(
        say, "independence", say("Nobody who sells a cloud: no provider has paid for, ordered or reviewed this board.")
    )
    paragraphs(
        say(
            "No provider, customer or authority named here was asked for its approval before publication. Scales and "
            "rules were fixed without regard to who comes out first, and hold for all offers alike. The default gives "
            "every pillar the same weight."
        ),
        say(
            "The code is under the MIT licence. The data are under the Creative Commons licence CC BY 4.0: use them, "
            "name the source, and quote the data version {version}. Quoted words and linked pages belong to those who "
            "published them.",
            version=board.evidence.version,
        ),
    )


def corrections(board: Page) -> None:
    """How a fact gets mended, shown on a fact that is in the data."""
    say = board.say
    question(
        say,
        "corrections",
        say("By changing a few lines in the offer’s text file, with a public source; everything else follows."),
    )
    points(
        [
            say(
                "Each offer is one text file in the folder “providers”, in the TOML format, made to be edited by hand."
            ),
            say(
                "A correction changes a block; a change in the world adds one, with the day from which it holds. Each "
                "block names its source and grade; grade C and contested facts need a sentence in both languages."
            ),
            say(
                "The program checks every file at once and says, line by line, what is wrong and what is allowed. "
                "Nothing is shown until the data are sound."
            ),
            say(
                "Who does not edit files can send the offer, the statement, the day and the address of the page that "
                "proves it. Providers are welcome to, on the same terms as anybody: a public page, not a promise."
            ),
        ]
    )
    fact = next(
        (f for f in board.ranking.matrix.facts.values() if f.source.url and f.indicator in board.evidence.criteria),
        None,
    )
    if fact:
        name = board.evidence.offers[fact.offer].name
        st.caption(say("A block as it stands in the data: {offer}.", offer=name))
        st.code(_block(fact), language="toml", wrap_lines=True)


def _block(fact: Fact) -> str:
    """A fact as it is written in its file, notes left out."""
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    lines = [
        f"[[{fact.indicator}]]",
        f"valid_from   = {fact.valid_from}",
        f"value        = {value!r}".replace("'", '"'),
    ]
    if fact.contested:
        lines.append(f"low = {fact.low:g}\nhigh = {fact.high:g}")
    day = fact.source.day
    dated = [f"source_date  = {day}" if len(day) == 10 else f'source_date  = "{day}"'] if day else []
    return "\n".join(
        [
            *lines,
            f'confidence   = "{fact.confidence}"',
            f'source_title = "{fact.source.title}"',
            f'source_url   = "{fact.source.url}"',
            *dated,
        ]
    )
