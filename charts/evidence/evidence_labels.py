"""Every text of the evidence matrix in a picture but the cells' own: headings, names, known shares, blanks."""

from charts.evidence.evidence_grid import TOP, EvidenceGrid
from charts.evidence.evidence_matrix import Cells, on_sale
from charts.parts.look import Look, text
from charts.parts.ruler import cut, width, wrapped
from ranking.facts.cells import known_share
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from words.facts.replies import MARK
from words.language import Language


def heads(say: Language, evidence: Evidence, grid: EvidenceGrid, look: Look) -> list[dict]:
    """Return criteria on end above their columns, each pillar across the top of its own."""
    room, font, notes = TOP - 2.2 * look.text, {"size": grid.size, "color": look.quiet}, []
    for name, x in grid.columns.items():
        label = say.text(evidence.criteria[name].label)
        rows = [label] if width(label, grid.size) < room else wrapped(label, room, grid.size, 3)
        for k, words in enumerate(rows):
            shift = (k - (len(rows) - 1) / 2) * 1.15 * grid.size
            notes.append(
                text(
                    x + grid.step / 2 + shift,
                    grid.head - 1.9 * look.text / grid.row,
                    words,
                    look,
                    yanchor="bottom",
                    textangle=-90,
                    font=font,
                )
            )
    for pillar in evidence.pillars.values():
        inside = evidence.criteria_of(pillar.id)
        if inside:
            label = cut(say.text(pillar.label), grid.step * len(inside) - 6, look.text - 1, True)
            notes.append(
                text(
                    grid.columns[inside[0].id] + 2,
                    grid.head - 0.4 * look.text / grid.row,
                    f"<b>{label}</b>",
                    look,
                    xanchor="left",
                    yanchor="bottom",
                    font={"size": look.text - 1, "color": look.ink},
                )
            )
    return [
        *notes,
        text(
            grid.known,
            grid.head - 0.4 * look.text / grid.row,
            say("Known"),
            look,
            xanchor="right",
            yanchor="bottom",
            font=font,
        ),
    ]


def names(evidence: Evidence, grid: EvidenceGrid, look: Look) -> list[dict]:
    """Return the names of the offers, one a row."""
    font = {"size": look.text - 1, "color": look.ink}
    return [
        text(
            grid.name,
            at,
            f"<b>{cut(evidence.offers[o].name, grid.room, look.text - 1, True)}</b>",
            look,
            xanchor="left",
            font=font,
        )
        for o, at in grid.offers
    ]


def titles(grid: EvidenceGrid, look: Look) -> list[dict]:
    """Return the headings over the offers without a place, and the line that counts those not drawn."""
    return [
        text(grid.name, at, words, look, xanchor="left", font={"size": look.text - 1, "color": look.quiet})
        for words, at in grid.titles
    ]


def foot(
    say: Language, evidence: Evidence, ranking: Ranking, cells: Cells, grid: EvidenceGrid, look: Look
) -> list[dict]:
    """Return the known shares.

    Of each offer at the right, of each criterion over the offers that can be ranked below.
    """
    font, at = {"size": grid.size, "color": look.ink}, grid.end + 0.8
    known = ranking.matrix.known.loc[ranking.matrix.status == "ranked"].mean()
    notes = [
        text(
            grid.known,
            y,
            say.percent(known_share([cells[o, c] for c in evidence.criteria])),
            look,
            xanchor="right",
            font=font,
        )
        for o, y in grid.offers
    ]
    notes += [
        text(x + grid.step / 2, at, say.percent(known[c]), look, font=font)
        for c, x in grid.columns.items()
        if known[c] == known[c]
    ]
    label = cut(say("Known, offers that can be ranked"), grid.room, grid.size)
    return [
        *notes,
        text(grid.name, at, label, look, xanchor="left", font=font),
        text(
            grid.known,
            at,
            f"<b>{say.percent(known_share(on_sale(evidence, ranking, cells)))}</b>",
            look,
            xanchor="right",
            font=font,
        ),
    ]


def blanks(cells: Cells, grid: EvidenceGrid, look: Look, replied: frozenset[tuple[str, str]]) -> list[dict]:
    """Return a dot where nothing is known, the mark of a reply where one proposes something."""
    return [
        text(
            x + grid.step / 2,
            at,
            MARK if (o, c) in replied else "·",
            look,
            font={"size": look.text, "color": look.quiet},
        )
        for o, at in grid.offers
        for c, x in grid.columns.items()
        if not cells[o, c].facts
    ]
