"""Exporting, importing and merging journals, and refusing files that are not valid."""

import csv
import datetime as dt
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from stretchcoach.domain.side import Side
from stretchcoach.journal.advice import AdviceTopic
from stretchcoach.journal.exporting import as_json, export
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.importing import read_export
from stretchcoach.journal.integrity import find_damage
from stretchcoach.journal.merging import MergeCounts, merge, preview_merge
from stretchcoach.journal.records import StoredDeclined, StoredHold, StoredSession, stored_declined, stored_sessions
from stretchcoach.messages import UserFacingError
from stretchcoach.progression.practised import Feeling
from tests.journal.recorded import NOON, record
from tests.strategies import holds as lengths

_words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)
_seconds = st.floats(0, 1_000_000)
_moments = st.datetimes(
    dt.datetime.fromisoformat("1902-01-01"), dt.datetime.fromisoformat("8999-01-01"), timezones=st.just(dt.UTC)
).map(lambda at: at.isoformat(timespec="seconds"))
_places = st.just(
    json.dumps({"mark": ["hold", None, 0, 0, "left"], "stretches": ["quads-lying"], "held": [[0, "left", "5b"]]})
)
_kept_holds = st.builds(
    StoredHold,
    *(st.integers(0, 9999), _words, st.sampled_from(Side).map(str), lengths().map(str), _seconds, _seconds),
    *(st.integers(0, 1), st.integers(0, 1), st.none() | st.sampled_from(Feeling).map(str)),
)


_declined = st.builds(StoredDeclined, _words, st.sampled_from(AdviceTopic).map(str), st.none() | _moments)


@st.composite
def kept_sessions(draw: st.DrawFn) -> StoredSession:
    begun = draw(_moments)
    day = dt.date.fromisoformat(begun[:10]) + dt.timedelta(days=draw(st.integers(-1, 1)))
    holds = draw(st.lists(_kept_holds, max_size=5, unique_by=lambda hold: hold[:3]))
    return StoredSession(
        uid=draw(st.uuids()).hex,
        day=day.isoformat(),
        begun=begun,
        changed=draw(_moments),
        ending=draw(st.sampled_from([None, "finished", "stopped", "lost"])),
        routine=draw(_words),
        file=draw(st.none() | _words),
        title=draw(_words),
        preferences=json.dumps(draw(st.dictionaries(_words, st.booleans() | _words, max_size=3))),
        practised_seconds=draw(_seconds),
        planned_seconds=draw(_seconds),
        place=draw(st.none() | _places),
        holds=tuple(sorted(holds, key=lambda hold: hold[:3])),
    )


journals = st.lists(kept_sessions(), max_size=6, unique_by=lambda one: one.uid)


def in_order(sessions: list[StoredSession]) -> list[StoredSession]:
    """As they began, whatever their rows are."""
    return sorted(sessions, key=lambda session: session.begun)


@given(journals, st.lists(_declined, unique_by=lambda one: one[:2], max_size=3))
def test_an_empty_journal_that_imports_another_becomes_the_same(
    sessions: list[StoredSession], declined: list[StoredDeclined]
) -> None:
    with TemporaryDirectory() as folder:
        first, second, exported = (Path(folder, name) for name in ("first.db", "second.db", "exported.json"))
        with closing(JournalFile(first)) as one, closing(JournalFile(second)) as other:
            merge(one, sessions, declined)
            assert export(one, exported).sessions == len(sessions)
            merge(other, *read_export(exported))
            assert list(stored_sessions(other)) == list(stored_sessions(one)) == in_order(sessions)
            assert list(stored_declined(other)) == sorted(declined, key=lambda declined: declined[:2])
        assert not find_damage(second)


@given(journals, journals)
@example([], [])
def test_what_was_imported_is_not_imported_again(ours: list[StoredSession], theirs: list[StoredSession]) -> None:
    with TemporaryDirectory() as folder, closing(JournalFile(Path(folder, "journal.db"))) as file:
        merge(file, ours)
        would = preview_merge(file, theirs)
        assert list(stored_sessions(file)) == in_order(ours)
        assert merge(file, theirs) == would
        everything = list(stored_sessions(file))
        assert [one for one in everything if one in ours] == in_order(ours)
        assert merge(file, [*theirs, *ours]) == (0, 0, len(ours) + len(theirs))
        assert list(stored_sessions(file)) == everything


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    record(tmp_path / "journal.db", 3)
    with closing(JournalFile(tmp_path / "journal.db")) as file:
        export(file, tmp_path / "exported.json")
    return tmp_path / "exported.json"


def loaded(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text())
    return value


def test_the_same_session_needs_no_identity(tmp_path: Path, exported: Path) -> None:
    """Begun at the same time, whichever zone says so, with the same routine and title."""
    value = loaded(exported)
    for session in value["sessions"]:
        del session["uid"]
        session["begun"] = session["begun"].replace("T10:00:00+00:00", "T12:00:00+02:00")
    value["sessions"][0]["title"] = "Another one"
    exported.write_text(json.dumps(value))
    with closing(JournalFile(tmp_path / "journal.db")) as file:
        assert merge(file, *read_export(exported)) == MergeCounts(sessions=1, holds=7, known=2)
        assert merge(file, *read_export(exported)) == MergeCounts(sessions=0, holds=0, known=3)


def test_holds_as_csv(tmp_path: Path) -> None:
    record(tmp_path / "journal.db", 2)
    with closing(JournalFile(tmp_path / "journal.db")) as file:
        export(file, tmp_path / "holds.csv")
    with (tmp_path / "holds.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 14
    assert rows[1]["day"] == NOON.date().isoformat()
    assert (rows[1]["stretch"], rows[1]["side"], rows[1]["planned"]) == ("lying-hamstring", "left", "30s")


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda value: value["sessions"][1].pop(key)


def _with(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda value: value["sessions"][1].update(values)


def _with_hold(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda value: value["sessions"][1]["holds"][0].update(values)


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda value: value.update(format=2), "format"),
        (lambda value: value.update(format=True), "format"),
        (lambda value: value.update(sessions={}), "sessions"),
        (lambda value: value["sessions"].append(value["sessions"][0]), "sessions has the same uid twice"),
        (lambda value: value["sessions"].append("more"), "sessions[3] is not a table"),
        *(
            (_without(key), f"sessions[1].{key}")
            for key in ("day", "begun", "routine", "title", "preferences", "holds")
        ),
        (_with(mood="good"), "mood"),
        (_with(begun="2026-03-30T10:00:00"), "sessions[1].begun"),
        (_with(begun="0001-01-01T00:00:00+00:00"), "sessions[1].begun"),
        (_with(day="2026-02-30"), "sessions[1].day"),
        (_with(day="2026-04-30"), "sessions[1].day"),
        (_with(ending="over"), "sessions[1].ending"),
        (_with(title="a" * 1001), "sessions[1].title"),
        (_with(title="\ud800"), "sessions[1].title"),
        (_with(title="a\0b"), "sessions[1].title"),
        (_with(practised_seconds=float("nan")), "sessions[1].practised_seconds"),
        (_with(practised_seconds=-1), "sessions[1].practised_seconds"),
        (_with(practised_seconds=True), "sessions[1].practised_seconds"),
        (_with(planned_seconds="9"), "sessions[1].planned_seconds"),
        (_with(preferences={"a": "b" * 30_000}), "sessions[1].preferences"),
        (_with(place={"mark": []}), "sessions[1].place"),
        (_with(place={"mark": ["?", None, 0, 0, "left"], "stretches": [], "held": []}), "sessions[1].place"),
        (_with(place={"mark": ["hold", "1", 0, 0, "left"], "stretches": [], "held": []}), "sessions[1].place"),
        (_with(holds=[{}]), "sessions[1].holds[0].exercise"),
        (_with_hold(side="up"), "holds[0].side"),
        (_with_hold(planned="999s"), "holds[0].planned"),
        (_with_hold(eased=1), "holds[0].eased"),
        (_with_hold(feeling="fine"), "holds[0].feeling"),
        (_with_hold(exercise=10**30), "holds[0].exercise"),
        (_with_hold(held_seconds=10**400), "holds[0].held_seconds"),
        (lambda value: value["sessions"][1]["holds"].append(value["sessions"][1]["holds"][0]), "sessions[1].holds"),
    ],
)
def test_what_is_not_sound_is_refused_with_its_place(
    exported: Path, spoil: Callable[[dict[str, Any]], object], where: str
) -> None:
    value = loaded(exported)
    spoil(value)
    exported.write_text(json.dumps(value))
    with pytest.raises(UserFacingError) as refused:
        read_export(exported)
    assert where in str(refused.value)
    assert "Nothing was changed" in refused.value.notice.remedy


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"null", b"\xff\xfe", b"{", b"[" * 100_000, b'{"format": ' + b"9" * 5000 + b"}", b"SQLite format 3\0"],
    ids=range(8),
)
def test_what_is_no_export_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.json").write_bytes(data)
    with pytest.raises(UserFacingError, match="can't be imported"):
        read_export(tmp_path / "odd.json")


def test_neither_folders_nor_giants_are_read(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="not a plain file"):
        read_export(tmp_path)
    with pytest.raises(UserFacingError, match="can't be read"):
        read_export(tmp_path / "nothing.json")
    with (tmp_path / "giant.json").open("wb") as giant:
        giant.truncate(64 * 2**20 + 1)
    with pytest.raises(UserFacingError, match="64 MiB"):
        read_export(tmp_path / "giant.json")


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | _words,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from([*StoredSession._fields, *StoredHold._fields]), inner, max_size=12)
        ),
    )
)
def test_whatever_a_session_is_it_is_read_or_refused(session: object) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "any.json")
        path.write_text(json.dumps({"format": 1, "sessions": [session]}))
        with pytest.raises(UserFacingError):
            read_export(path)


def test_an_import_that_fails_in_the_middle_leaves_nothing(tmp_path: Path, exported: Path) -> None:
    good, _declined_too = read_export(exported)
    bad = good[2]._replace(uid="another", title="Another", ending="nothing that an ending can be")
    with closing(JournalFile(tmp_path / "empty.db")) as file:
        with pytest.raises(Exception, match="CHECK constraint"):
            merge(file, [*good, bad])
        assert not list(stored_sessions(file))
        assert json.loads(as_json(stored_sessions(file))) == {"format": 1, "sessions": [], "declined": []}
