"""Names of one module that others use are public."""

import ast

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
