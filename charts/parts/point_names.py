"""Names beside the points of a plane: whole where there is room, shortened step by step where they would collide."""

from collections.abc import Collection, Mapping

from charts.parts.labels import around, clashing
from charts.parts.look import Look
from charts.parts.ruler import cut

# The longest label, in letters' heights: shorter where labels would lie on each other.
LABELS = (18, 12, 9, 6)


def point_names(
    names: Mapping[str, str],
    first: Collection[str],
    spots: Mapping[str, tuple[float, float]],
    sizes: Mapping[str, float],
    frame: tuple[float, float],
    lines: list[tuple],
    look: Look,
) -> dict[str, tuple[str, str]]:
    """Return point -> (its name as written, its side): those that lie on another are shortened, step by step.

    Where even the shortest do, a point that is not among `first` goes without a name; the table below has it.
    names   point -> name, of those to be named; spots: pixels, y upwards; sizes: of the marks in pixels
    frame, lines  as charts.parts.labels.around takes them
    """
    named, steps = list(names), dict.fromkeys(names, 0)
    while True:
        words = [cut(names[o], LABELS[steps[o]] * look.text, look.text, True) for o in named]
        near, marks = [spots[o] for o in named], [sizes[o] for o in named]
        sides = around(near, words, look.text, marks, frame, lines)
        crowded = [named[k] for k in clashing(near, words, sides, look.text, marks)]
        longer = [o for o in crowded if steps[o] < len(LABELS) - 1]
        behind = [o for o in crowded if o not in first]
        if longer:
            steps |= {o: steps[o] + 1 for o in longer}
        elif behind:
            named.remove(behind[-1])
        else:
            return {o: (word, side) for o, word, side in zip(named, words, sides, strict=True)}
