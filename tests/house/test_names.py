"""Names of one module that others use are public; what a public function does is said with a verb first."""

import ast
from collections import defaultdict

from tests.house.test_layers import ROOMS, files, named, tree


def borrowed(path) -> list[tuple[str, str]]:
    """(file, name) of every private name that a file takes from another module of the house."""
    own, found = set(), []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ROOMS:
            own |= {alias.asname or alias.name for alias in node.names}
            found += [(named(path), alias.name) for alias in node.names if alias.name.startswith("_")]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in own:
            if node.attr.startswith("_") and not node.attr.startswith("__"):
                found.append((named(path), f"{node.value.id}.{node.attr}"))
    return found


def test_no_module_uses_a_private_name_of_another():
    assert [one for room in ROOMS for path in files(room) for one in borrowed(path)] == []


def test_no_two_classes_share_a_name():
    """A shape of the interface that mirrors a class of the model adds `Shape`; what clients read is its `public`."""
    homes = defaultdict(list)
    for room in ROOMS:
        for path in files(room):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.ClassDef):
                    homes[node.name].append(named(path))
    assert len(homes) > 400 and {name: found for name, found in homes.items() if len(found) > 1} == {}


# What a docstring begins with: what is done, and for most of them what comes back.
VERBS = set(
    "Accept Add Answer Break Bring Carry Change Check Close Confirm Count Delete Do Draw Drop Edit Enter Find Forget "
    "Go Hold Import Keep Leave Let Make Measure Move Note Offer Open Purge Put Raise Rank Read Refuse Remember Replace "
    "Return Run Save Score Send Set Show Silence Start Stop Switch Take Tell Undo Walk Warm Write Yield".split()
)


def test_the_docstring_of_a_public_function_begins_with_a_verb():
    """Commands aside: theirs are help texts."""
    found = [
        (named(path), node.name, said.split()[0])
        for room in ROOMS
        if room != "headless"
        for path in files(room)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        if (said := ast.get_docstring(node)) and said.split()[0].strip(",") not in VERBS
    ]
    assert found == []


def test_a_result_is_named_after_what_it_is():
    """Never `found`, but for what an evaluator found: a column of the tender's tables, and a field of an answer."""
    stored = {
        named(path)
        for room in ROOMS
        for path in files(room)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id == "found" and isinstance(node.ctx, ast.Store)
    }
    assert stored == {"ranking/tender/dossier.py", "ranking/tender/requirement_table.py"}
