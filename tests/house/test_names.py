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


# What a docstring begins with that names a thing instead of saying what is done and what comes back.
NO_VERB = set(
    "A All An Any Best Both Each Every For From How If In It Key Lowest Name Names No Nothing Offers On One Per Rows "
    "Share Some Text That The These This Two Under What When Where Whether Which Who Whose Why".split()
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
        if (said := ast.get_docstring(node)) and (said.split()[0] in NO_VERB or not said[0].isupper())
    ]
    assert found == []
