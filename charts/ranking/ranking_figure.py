"""The board as a figure: the rows of charts/ranking/ranking_table.py for pictures, where an HTML table cannot go."""

from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout, line, text
from charts.parts.ruler import cut, lines, width
from charts.ranking.ranking_table import pillar_points
from ranking.model import Evidence
from ranking.weighing.rank import Ranking, Row
from ranking.weights import whole_percentages
from words.language import Language
from words.ranking.verdict import exclusion_text

HEAD = 2.7


def ranking_figure(say: Language, evidence: Evidence, ranking: Ranking, look: Look) -> dict:
    """The figure as a plain dict: x in pixels of the plot, y in rows downward."""
    columns = _Columns(evidence, ranking, look)
    rows = [(row, "") for row in ranking.rows[: look.most]] + [
        (x.row, exclusion_text(say, evidence, x)) for x in ranking.excluded if x.row and look.most is None
    ]
    under = _left_out(say, evidence, ranking, look)
    high = HEAD + len(rows) + 0.9 * len(under) + 0.3
    shapes, notes, marks = [], _heads(say, evidence, ranking, columns, look), []
    for k, (row, reason) in enumerate(rows):
        at = HEAD + k + 0.5
        shapes += _bars(evidence, ranking, row, bool(reason), at, columns, look)
        notes += _words(say, evidence, ranking, row, reason, at, columns, look)
        marks.append((row, bool(reason), at))
    notes += [
        text(
            0,
            HEAD + len(rows) + 0.75 + 0.9 * k,
            words,
            look,
            xanchor="left",
            font={"size": look.text - 1, "color": look.quiet},
        )
        for k, words in enumerate(under)
    ]
    shapes += [_rule(HEAD + k, columns, look) for k in range(len(rows) + 1)]
    return {
        "data": [*_ranges(marks, columns, look), _symbols(evidence, marks, columns, look)],
        "layout": layout(
            look,
            shapes=shapes,
            annotations=notes,
            margin={"l": 8, "r": 8, "t": 4, "b": 4},
            xaxis=axis(look, range=[0, columns.wide], tickvals=[], showgrid=False),
            yaxis=axis(look, range=[high, 0], tickvals=[], showgrid=False),
        ),
    }


class _Columns:
    """Where each column stands, in pixels: name, then the score, then a column a pillar with weight."""

    def __init__(self, evidence: Evidence, ranking: Ranking, look: Look):
        shares = ranking.weighting.pillars
        self.wide = look.width - 16
        self.pillars = [p for p, s in shares.items() if s]
        self.widest = max(shares.values())
        named = [r.offer for r in ranking.rows] + [x.offer for x in ranking.excluded if x.row]
        longest = max((width(evidence.offers[o].name, look.text, True) for o in named), default=10 * look.text)
        self.mark = 2.5 * look.text
        self.name = self.mark + 0.9 * look.text
        self.score = self.name + min(0.34 * self.wide, longest + 12)
        self.bar = self.score + 3.4 * look.text
        rest = self.wide - self.bar
        self.bar_width = rest * (0.42 if self.pillars else 1) - look.text
        step = rest * 0.58 / max(1, len(self.pillars))
        self.pillar = {p: self.wide - step * (len(self.pillars) - k) for k, p in enumerate(self.pillars)}
        self.pillar_number = 2.9 * look.text
        self.pillar_width = step - self.pillar_number - 0.9 * look.text
        self.step = step

    def score_x(self, points: float) -> float:
        return self.bar + points / 100 * self.bar_width


def _heads(say: Language, evidence: Evidence, ranking: Ranking, columns: _Columns, look: Look) -> list[dict]:
    """Names of the columns; each pillar with its share of the whole."""
    whole = whole_percentages(ranking.weighting.pillars)
    low = {"yanchor": "bottom", "xanchor": "left", "align": "left"}
    font = {"size": look.text - 1, "color": look.quiet}
    notes = [
        text(columns.name, HEAD - 0.1, say("Offer"), look, font=font, **low),
        text(columns.bar, HEAD - 0.1, say("Score out of 100"), look, font=font, **low),
    ]
    names = {p: _broken(say.text(evidence.pillars[p].label), columns.step, look) for p in columns.pillars}
    return notes + [
        text(columns.pillar[p], HEAD - 0.1, f"{name}<br><b>{say.percent(whole[p] / 100)}</b>", look, font=font, **low)
        for p, name in names.items()
    ]


def _broken(label: str, room: float, look: Look) -> str:
    """A label on one line, or two where it is too long for its column."""
    words = label.split(" ")
    if width(label, look.text - 1) < room or len(words) < 2:
        return label
    cut = min(range(1, len(words)), key=lambda k: abs(len(" ".join(words[:k])) - len(" ".join(words[k:]))))
    return " ".join(words[:cut]) + "<br>" + " ".join(words[cut:])


def _bars(
    evidence: Evidence, ranking: Ranking, row: Row, out: bool, at: float, columns: _Columns, look: Look
) -> list[dict]:
    """The score, and each pillar's points within the most that the pillar can give."""
    colour = look.excluded if out else look.colour(evidence.offers[row.offer].family)
    box = {"type": "rect", "line": {"width": 0}}
    shapes = [
        box
        | {
            "x0": columns.bar,
            "x1": columns.bar + columns.bar_width,
            "y0": at - 0.3,
            "y1": at + 0.3,
            "fillcolor": look.rule,
            "opacity": 0.45,
        },
        box
        | {"x0": columns.bar, "x1": columns.score_x(row.score), "y0": at - 0.3, "y1": at + 0.3, "fillcolor": colour},
    ]
    for pillar, points in pillar_points(ranking, row).items():
        if pillar in columns.pillar and not out:
            share, left = ranking.weighting.pillars[pillar], columns.pillar[pillar] + columns.pillar_number
            most = columns.pillar_width * share / columns.widest
            shapes += [
                box
                | {
                    "x0": left,
                    "x1": left + most,
                    "y0": at - 0.2,
                    "y1": at + 0.2,
                    "fillcolor": look.rule,
                    "opacity": 0.45,
                },
                box
                | {
                    "x0": left,
                    "x1": left + most * min(1.0, points / (100 * share)),
                    "y0": at - 0.2,
                    "y1": at + 0.2,
                    "fillcolor": colour,
                    "opacity": 0.72,
                },
            ]
    return shapes


def _words(
    say: Language, evidence: Evidence, ranking: Ranking, row: Row, reason: str, at: float, columns: _Columns, look: Look
) -> list[dict]:
    """Place, name and numbers of a row; an excluded one has its reason instead of the pillars."""
    ink = look.excluded if reason else look.ink
    name = cut(evidence.offers[row.offer].name, columns.score - columns.name - 8, look.text, True)
    place = [_right(1.7 * look.text, at, f"<b>{row.place}</b>", look, ink)] if row.place else []
    notes = [
        *place,
        _left(columns.name, at, f"<b>{name}</b>", look, ink),
        _right(columns.bar - 6, at, f"<b>{say.number(row.score, 1)}</b>", look, ink),
    ]
    if reason:
        left = columns.pillar[columns.pillars[0]]
        return [*notes, _left(left, at, cut(reason, columns.wide - left, look.text - 2), look, look.quiet, -2)]
    return notes + [
        _right(columns.pillar[p] + columns.pillar_number - 5, at, say.number(points, 1), look, look.quiet, -1)
        for p, points in pillar_points(ranking, row).items()
        if p in columns.pillar
    ]


def _left(x: float, y: float, words: str, look: Look, ink: str, more: int = 0) -> dict:
    return text(x, y, words, look, xanchor="left", font={"size": look.text + more, "color": ink})


def _right(x: float, y: float, words: str, look: Look, ink: str, more: int = 0) -> dict:
    return text(x, y, words, look, xanchor="right", font={"size": look.text + more, "color": ink})


def _ranges(marks: list, columns: _Columns, look: Look) -> list[dict]:
    """Worst to best case of every row as one trace of thin lines with ends."""
    x, y = [], []
    for row, _, at in marks:
        if row.high - row.low > 0.05:
            low, high = columns.score_x(row.low), columns.score_x(row.high)
            x += [low, high, None, low, low, None, high, high, None]
            y += [at, at, None, at - 0.17, at + 0.17, None, at - 0.17, at + 0.17, None]
    return [line(x, y, look, look.ink, 1.3)] if x else []


def _symbols(evidence: Evidence, marks: list, columns: _Columns, look: Look) -> dict:
    """The mark of each row's family."""
    families = [evidence.offers[row.offer].family for row, _, _ in marks]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [columns.mark] * len(marks),
        "y": [at for _, _, at in marks],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 0.72 * look.text,
            "symbol": [FAMILY_SYMBOL[f] for f in families],
            "color": [look.excluded if out else look.colour(f) for f, (_, out, _) in zip(families, marks, strict=True)],
        },
    }


def _rule(y: float, columns: _Columns, look: Look) -> dict:
    return {"type": "line", "x0": 0, "x1": columns.wide, "y0": y, "y1": y, "line": {"color": look.rule, "width": 0.8}}


def left_out(say: Language, evidence: Evidence, ranking: Ranking) -> list[str]:
    """The offers without a score, by reason, a sentence each."""
    titles = {"not_on_sale": say("Not on sale on that day"), "not_enough_evidence": say("Not enough evidence to rank")}
    found = {
        reason: [evidence.offers[x.offer].name for x in ranking.excluded if x.reason == reason] for reason in titles
    }
    return [
        say("{title}: {names}.", title=titles[reason], names=", ".join(names))
        for reason, names in found.items()
        if names
    ]


def _left_out(say: Language, evidence: Evidence, ranking: Ranking, look: Look) -> list[str]:
    """Those sentences in lines that fit, and how many ranked rows are not drawn."""
    rest = 0 if look.most is None else len(ranking.rows) - look.most
    more = (
        [say.plural("{n} more offer is ranked below.", "{n} more offers are ranked below.", rest)] if rest > 0 else []
    )
    said = (*more, *left_out(say, evidence, ranking))
    return [row for sentence in said for row in lines(sentence, look.width - 16, look.text - 1)]
