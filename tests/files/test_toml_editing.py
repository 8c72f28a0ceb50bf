"""Editing changes only the values that differ and keeps everything around them."""

from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, strategies as st

from stretchcoach.files.toml_editing import edit_toml

TEXT = """\
# About the whole file.
format = 1
title = "Evening"   # shown in the list
order = 5

# Why the order is 5.

# Before the first part.
[[parts]]  # first
name = "one"
length = 3 # seconds
# at the end of one

# Before the second part.
[[parts]]  # second
  [[parts.steps]]
  name = "a"

  # Before step b.
  [[parts.steps]]
  name = "b"

# Before the caution.
[caution]
full = "Slowly."  # spoken

# Behind everything.
"""


def values() -> Any:
    return tomli.loads(TEXT)


def check(wanted: Any, text: str = TEXT) -> str:
    edited = edit_toml(text, wanted)
    assert tomli.loads(edited) == wanted
    return edited


def comments(text: str) -> list[str]:
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


def test_the_same_values_leave_the_text_as_it_is() -> None:
    assert check(values()) == TEXT


def test_a_changed_value_changes_its_line() -> None:
    wanted = values()
    wanted["title"], wanted["parts"][0]["length"], wanted["caution"]["full"] = "Night", 4, "Softly."
    assert check(wanted) == TEXT.replace("Evening", "Night").replace("length = 3", "length = 4").replace(
        "Slowly", "Softly"
    )


def test_a_new_value_follows_the_last_one_of_its_table() -> None:
    wanted = values()
    wanted["summary"], wanted["parts"][0]["hold"], wanted["parts"][1]["steps"][0]["hold"] = "Two", "5b", "30s"
    assert check(wanted) == TEXT.replace("order = 5\n", 'order = 5\nsummary = "Two"\n').replace(
        "length = 3 # seconds\n", 'length = 3 # seconds\nhold = "5b"\n'
    ).replace('name = "a"\n', 'name = "a"\n  hold = "30s"\n')


def test_a_table_is_added_and_keeps_the_comments_of_those_around_it() -> None:
    wanted = values()
    wanted["parts"].insert(1, {"name": "new", "steps": [{"name": "x"}, {"name": "y"}]})
    assert check(wanted) == TEXT.replace(
        "# at the end of one\n",
        '# at the end of one\n\n[[parts]]\nname = "new"\n\n[[parts.steps]]\nname = "x"\n[[parts.steps]]\nname = "y"\n',
    )


def test_a_table_is_removed_with_the_comment_above_it_and_no_other() -> None:
    wanted = values()
    del wanted["parts"][1]
    edited = check(wanted)
    assert comments(edited) == [
        comment for comment in comments(TEXT) if comment not in ("Before the second part.", "second", "Before step b.")
    ]
    wanted = values()
    del wanted["caution"]
    assert comments(check(wanted)) == [comment for comment in comments(TEXT) if comment != "spoken"]


def test_a_comment_moves_with_its_table() -> None:
    wanted = values()
    wanted["parts"].append({"name": "three"})
    wanted["parts"].insert(0, wanted["parts"].pop(1))
    edited = check(wanted)
    assert sorted(comments(edited)) == sorted(comments(TEXT))
    assert edited.index("# Before the second part.\n[[parts]]  # second") < edited.index("[[parts]]  # first")
    assert edited.index('name = "three"') < edited.index("# Before the caution.\n[caution]")
    wanted = values()
    wanted["parts"][1]["steps"].reverse()
    assert '# Before step b.\n  [[parts.steps]]\n  name = "b"\n' in check(wanted)


def test_a_list_that_is_emptied_and_one_that_is_filled() -> None:
    wanted = values()
    wanted["parts"] = []
    emptied = check(wanted)
    wanted["parts"] = values()["parts"]
    check(wanted, emptied)


@pytest.mark.parametrize(
    "text",
    [
        'parts = [{name = "one"}, {name = "two"}] # inline\n',
        'caution = {full = "x"}\nparts = [\n  {name = "one"}, # one\n]\n',
        'caution.full = "x"\ncaution.brief = "y"\n',
        '[[parts]]\nname = "one"\n[caution]\nfull = "x"\n[[parts]]\nname = "two"',
        "",
        "# nothing yet",
        'title = "x"\r\n\r\n[[parts]]\r\nname = "one"\r\n',
        '[caution]\nfull = "x"',
    ],
)
def test_other_ways_of_writing_the_same(text: str) -> None:
    for wanted in (values(), {"parts": [{"name": "two"}, {"name": "one"}], "title": "y"}, {"caution": {"brief": "z"}}):
        check(wanted, text)
    assert check(tomli.loads(text), text).rstrip("\n") == text.rstrip("\n")


KEYS = st.sampled_from(["a", "b", "c d", "e.f", "#"])
SCALARS = st.integers(-5, 5) | st.text("ab\"'[]#=\n\\ é", max_size=5) | st.booleans()
TABLES = st.recursive(
    st.dictionaries(KEYS, SCALARS | st.lists(SCALARS, max_size=3), max_size=4),
    lambda inner: st.dictionaries(KEYS, inner | st.lists(inner, min_size=1, max_size=3) | SCALARS, max_size=4),
    max_leaves=8,
)


@given(TABLES, TABLES)
def test_any_values_can_be_written_over_any_others(old: dict[str, object], new: dict[str, object]) -> None:
    check(new, tomli_w.dumps(old))
