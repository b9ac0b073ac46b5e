"""Where the rows and columns of the evidence matrix stand in a picture."""

from charts.evidence.evidence_matrix import Cells, groups
from charts.parts.look import Look
from charts.parts.ruler import width
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from words.language import Language
from words.reading import not_drawn

TOP, PAD = 118.0, 8


class EvidenceGrid:
    """Where rows and columns stand: x in pixels, y in rows; `head`, the height of the headings in rows."""

    def __init__(self, say: Language, evidence: Evidence, ranking: Ranking, cells: Cells, look: Look):
        every = {reason: offers for reason, offers in groups(evidence, ranking, cells).items() if offers}
        drawn = every if look.most is None else {r: offers[: look.most] for r, offers in list(every.items())[:1]}
        self.more = not_drawn(say, sum(map(len, every.values())) - sum(map(len, drawn.values())))
        rows = sum(map(len, drawn.values())) + sum(bool(r) for r in drawn) + len(self.more) + 1.6
        self.wide, self.size = look.width - 2 * PAD, look.text - 2
        self.row = (look.height - 8 - TOP) / rows
        self.head = TOP / self.row
        self.high = self.head + rows
        labels = [evidence.offers[o].name for offers in drawn.values() for o in offers]
        self.mark = 0.5 * look.text
        self.name = 1.4 * look.text
        first = self.name + min(0.22 * self.wide, max(width(n, look.text - 1, True) for n in labels) + 8)
        self.step = (self.wide - first - 4.2 * look.text) / len(evidence.criteria)
        self.columns = {c: first + k * self.step for k, c in enumerate(evidence.criteria)}
        self.room, self.known = first - self.name - 8, self.wide
        reasons = {
            "not_enough_evidence": say("Not enough evidence to rank"),
            "not_on_sale": say("Not on sale on that day"),
        }
        self.offers, self.titles, at = [], [], self.head
        for reason, offers in drawn.items():
            if reason:
                self.titles.append((reasons[reason], at + 0.5))
                at += 1
            self.offers += [(o, at + k + 0.5) for k, o in enumerate(offers)]
            at += len(offers)
        self.titles += [(words, at + 0.5) for words in self.more]
        self.end = at + len(self.more)
