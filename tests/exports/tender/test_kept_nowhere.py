"""Once a visit's dossier is gone, nothing of it is left in what the program keeps for all."""

import functools
import gc
import types
import weakref
from dataclasses import replace

from exports.answers.tender import ranked
from exports.tender import documents, forms
from exports.tender.letter_content import letter, losing
from exports.tender.live.workbook import workbook
from exports.tender.pair_content import pair
from exports.tender.pictures import picture_file, plane, two
from exports.tender.reach_content import reach_section
from exports.tender.report_content import report
from ranking.tender.award import award, decisive_at_once, judged, tips
from ranking.tender.own_weights import to_weigh
from ranking.tender.questions import suggested
from results import results
from tests.ranking.tender.example import PUBLIC, opened
from words.keeping import keeping_nothing
from words.language import language
from words.ranking.weights import weights_sentence

MARK = "ZWQX"
# What a cache leads to that is the program, not what was put into it.
PROGRAM = (types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type, functools._lru_cache_wrapper)


def leveled(names):
    return tuple(f"{MARK} {x}" for x in names)


def marked():
    """The example tender, its own mark in every name and text."""
    whole = opened()
    rows = tuple(
        replace(
            r,
            id=f"{MARK}-{r.id}",
            text=f"{MARK} {r.text} : oui ?",
            group=r.group and f"{MARK} {r.group}",
            levels=leveled(r.levels),
        )
        for r in whole.announced.requirements
    )
    bare = replace(
        whole,
        title=f"{MARK} titre",
        announced=replace(whole.announced, question=f"{MARK} question", requirements=rows),
        bidders=tuple(replace(b, id=f"{MARK}-{b.id}", name=f"{MARK} {b.name}") for b in whole.bidders),
        answers=tuple(
            replace(
                a,
                bidder=f"{MARK}-{a.bidder}",
                requirement=f"{MARK}-{a.requirement}",
                value=leveled((a.value,))[0] if a.requirement == "C-1" else a.value,
                reason=f"{MARK} motif",
            )
            for a in whole.answers
        ),
        prices=tuple(replace(p, bidder=f"{MARK}-{p.bidder}") for p in whole.prices),
    )
    return replace(bare, seals=tuple(replace(s, announced=bare.announced) for s in bare.seals))


def drawn(found) -> None:
    """Make both pictures of the bids as files."""
    picture_file(found, lambda say: plane(say, found), "svg-outlines")
    picture_file(found, lambda say: two(say, found, *list(found.places)[:2]), "svg")


def weighed(say, dossier) -> str:
    """What the guided ways show of the criteria's weights, as the page asks for it."""
    with keeping_nothing():
        asked = to_weigh(dossier, PUBLIC)
        return weights_sentence(say, asked.evidence, results.ranking(asked.evidence, asked.scenario))


def kept() -> set[str]:
    """Every text in the caches of this process that bears the mark."""
    stack = [x for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper) for x in gc.get_referents(o)]
    seen, found = set(), set()
    while stack:
        one = stack.pop()
        if id(one) in seen or isinstance(one, PROGRAM):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            found |= {one} if MARK in one.upper() else set()
        else:
            stack += gc.get_referents(one)
    return found


def test_nothing_of_a_dossier_outlives_it_in_a_cache():
    say, dossier = language("fr"), marked()
    found = award(dossier, PUBLIC)
    said = judged(found)
    whole = report(say, found, said, tips(found, PUBLIC), decisive_at_once(dossier, PUBLIC), PUBLIC)
    documents.word(whole), documents.word(letter(say, found, losing(found)[0]))
    forms.evaluation_sheet(say, dossier, PUBLIC), forms.answer_sheet(say, dossier, dossier.bidders[0], PUBLIC)
    suggested(dossier.announced, PUBLIC, "fr")
    assert MARK in pair(say, found, *list(found.places)[:2]).lead
    drawn(found)
    assert MARK in weighed(say, dossier) and MARK in str(reach_section(say, dossier).grid.rows)
    workbook(say, found)
    assert MARK in str(ranked(found, PUBLIC)["ranking"])
    evidence = weakref.ref(found.evidence)
    del found, said, whole, dossier
    gc.collect()
    assert evidence() is None and kept() == set()


def test_the_search_of_the_caches_finds_what_is_in_one():
    @functools.lru_cache
    def keeper(text, code):
        return text.lower()

    keeper(f"{MARK} seen", "fr")
    assert kept() == {f"{MARK} seen", f"{MARK} seen".lower()}
    keeper.cache_clear()
    assert kept() == set()
