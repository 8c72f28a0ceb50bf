"""The line of each key in a file."""

from collections.abc import Iterator

import pytest
import tomli_w
from hypothesis import given, strategies as st

from stretchcoach.files.table import KeyPath
from stretchcoach.files.toml_lines import key_lines


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("a = 1\nb = 2\n", ("b",), 2),
        ("\n\n  a = 1\n", ("a",), 3),
        ("a = 1\n\n[dose]\nhold = '5b'\n", ("dose",), 3),
        ("a = 1\n\n[dose]\nhold = '5b'\n", ("dose", "hold"), 4),
        ("[a.b]\nc = 1\n", ("a", "b", "c"), 2),
        ("[[x]]\na = 1\n[[x]]\na = 2\n", ("x", 0, "a"), 2),
        ("[[x]]\na = 1\n[[x]]\na = 2\n", ("x", 1, "a"), 4),
        ("[[x]]\na = 1\n[[x]]\na = 2\n", ("x", 1), 3),
        ("[[x]]\na = 1\n[[x]]\na = 2\n", ("x",), 1),
        ("[[x]]\n[[x.y]]\na = 1\n[[x]]\n[[x.y]]\n[[x.y]]\na = 2\n", ("x", 0, "y", 0, "a"), 3),
        ("[[x]]\n[[x.y]]\na = 1\n[[x]]\n[[x.y]]\n[[x.y]]\na = 2\n", ("x", 1, "y", 1, "a"), 7),
        ("[[x]]\n[x.y]\na = 1\n", ("x", 0, "y", "a"), 3),
        ("\na.b . c = 1\n", ("a", "b", "c"), 2),
        ("\na.b = 1\na.c = 2\n", ("a",), 2),
        ("\n\"a.b\".'c d' = 1\n", ("a.b", "c d"), 2),
        ("\n'a = b' = 1\n", ("a = b",), 2),
        ("[ 'a]' ]\nb = 1\n", ("a]", "b"), 2),
    ],
)
def test_each_key_and_table_is_found(text: str, place: KeyPath, line: int) -> None:
    assert key_lines(text)[place] == line


@pytest.mark.parametrize(
    "before",
    [
        'x = """\nb = 1\n[t]\n"""\n',
        "x = '''\nb = 1\n[[t]]\n'''\n",
        'x = """\nb = "a\n\\""" [\n"""\n',
        "# b = 1\n# [t]\n",
        "x = 1 # [ {\n",
        "x = 1 # ' \"\n",
        "x = '['\n",
        'x = "{ \\" ["\n',
        "x = [\n  1,\n  2,\n]\n",
        "x = [\n  [\n  'b = 1',\n  ],\n  # ]\n]\n",
        "x = { y = [1,\n2] }\n",
        "'x[' = 1\n",
    ],
)
def test_strings_comments_and_brackets_do_not_hide_a_later_key(before: str) -> None:
    found = key_lines(f"{before}b = 2\n[after]\nc = 3\n")
    line = before.count("\n") + 1
    assert found[("b",)] == line
    assert found[("after", "c")] == line + 2
    assert ("t",) not in found


def test_keys_inside_an_inline_table_are_not_found() -> None:
    assert key_lines("a = 1\nb = { c = 2 }\n") == {("a",): 1, ("b",): 2}


KEYS = st.text("ab-_. =[]#{", min_size=1, max_size=6)
SCALARS = st.integers() | st.text("ab\"'[]{}#=\n\\ ", max_size=12) | st.booleans()
TABLES = st.recursive(
    st.dictionaries(KEYS, SCALARS | st.lists(SCALARS, max_size=8), max_size=4),
    lambda inner: st.dictionaries(KEYS, inner | st.lists(inner, min_size=1, max_size=3) | SCALARS, max_size=4),
    max_leaves=8,
)


def plain_keys(table: dict[str, object], above: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield every key in nested tables that is always written as `key =`."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from plain_keys(value, (*above, key))
        elif not isinstance(value, list):
            yield (*above, key)


@given(TABLES, st.booleans())
def test_the_line_of_a_key_holds_its_name(table: dict[str, object], many_lines: bool) -> None:
    text = tomli_w.dumps(table, multiline_strings=many_lines)
    lines = text.split("\n")
    found = key_lines(text)
    for place, number in found.items():
        name = next(part for part in reversed(place) if isinstance(part, str))
        assert name in lines[number - 1]
    for place in plain_keys(table):
        shown = lines[found[place] - 1]
        assert shown.startswith((f"{place[-1]} = ", f'"{place[-1]}" = '))
