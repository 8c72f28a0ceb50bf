"""Import an exported journal. Every value is checked for its type and range, and a file with a fault is refused."""

import datetime as dt
import json
import stat
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.journal.advice import AdviceTopic
from stretchcoach.journal.encoding import ENDINGS, LOST, place_from_text, time_as_text
from stretchcoach.journal.exporting import FORMAT
from stretchcoach.journal.records import StoredDeclined, StoredHold, StoredJournal, StoredSession
from stretchcoach.journal.schema import MAX_EXERCISE, MAX_SECONDS
from stretchcoach.messages import UserFacingError
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.timeline import SegmentKind

T = TypeVar("T")
_MAX_MEBIBYTES = 64
_MAX_LENGTHS = {"preferences": 20_000, "place": 20_000, "uid": 64}
"""The longest texts and tables, in characters. Tables count as JSON."""
_MAX_TEXT_LENGTH = 1000
"""The longest text under any other key, in characters."""
_YEARS = range(1901, 9001)
_A_DAY = dt.timedelta(days=1)


class _InvalidError(Exception):
    """A value is not valid: where it is, and what is wrong with it."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where} {what}")


def read_export(path: Path) -> StoredJournal:
    """Return the content of an exported file. Raises UserFacingError if any of it is not valid."""
    try:
        return _journal(_load(path))
    except _InvalidError as error:
        what = _("{file} can't be imported: {wrong}.").format(file=path, wrong=error)
        remedy = _("Nothing was changed. Choose a .json file that `stretchcoach journal export` has written.")
        raise UserFacingError(what, remedy) from error


def _load(path: Path) -> object:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _InvalidError(_("it"), _("is not a plain file"))
        with path.open("rb") as file:
            data = file.read(_MAX_MEBIBYTES * 2**20 + 1)
    except OSError as error:
        raise _InvalidError(_("it"), _("can't be read ({why})").format(why=error.strerror)) from error
    if len(data) > _MAX_MEBIBYTES * 2**20:
        raise _InvalidError(_("it"), _("is larger than {n} MiB").format(n=_MAX_MEBIBYTES))
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _InvalidError(_("it"), _("is not valid JSON")) from error


def _journal(loaded: object) -> StoredJournal:
    if not isinstance(loaded, dict) or loaded.get("format") != FORMAT or isinstance(loaded["format"], bool):
        raise _InvalidError(_("it"), _('does not say "format": {format}').format(format=FORMAT))
    journal = _Record(loaded, _("it"), ("format", *StoredJournal._fields))
    listed = journal.items("sessions")
    sessions = tuple(_session(_Record(one, f"sessions[{n}]", StoredSession._fields)) for n, one in enumerate(listed))
    _refuse_duplicates([one.uid for one in sessions], "sessions", "uid")
    listed = journal.items("declined") if journal.has("declined") else []
    declined = tuple(_declined(_Record(one, f"declined[{n}]", StoredDeclined._fields)) for n, one in enumerate(listed))
    _refuse_duplicates([one[:2] for one in declined], "declined", "stretch, matter")
    return StoredJournal(sessions, declined)


def _declined(record: "_Record") -> StoredDeclined:
    begun = time_as_text(record.moment("begun")) if record.has("begun") else None
    return StoredDeclined(record.text("stretch"), record.one_of("matter", set(AdviceTopic)) or "", begun)


def _session(record: "_Record") -> StoredSession:
    begun, day = record.moment("begun"), record.parsed("day", dt.date.fromisoformat)
    if not abs(begun.date() - day) <= _A_DAY:
        raise record.invalid("day", _("is not the day on which the session began"))
    routine, title = record.text("routine"), record.text("title")
    as_text = time_as_text(begun)
    # A file of another program may have no uid. Importing it again must then give the same one.
    uid = record.text("uid") if record.has("uid") else uuid5(NAMESPACE_URL, f"{as_text} {routine} {title}").hex
    holds = record.items("holds")
    found = tuple(_hold(_Record(one, f"{record.where}.holds[{n}]", StoredHold._fields)) for n, one in enumerate(holds))
    _refuse_duplicates([hold[:3] for hold in found], f"{record.where}.holds", "exercise, stretch, side")
    return StoredSession(
        uid,
        day.isoformat(),
        as_text,
        time_as_text(record.moment("changed")),
        record.one_of("ending", {*ENDINGS.values(), LOST}, optional=True),
        routine,
        record.text("file") if record.has("file") else None,
        title,
        json.dumps(record.table("preferences")),
        record.seconds("practised_seconds"),
        record.seconds("planned_seconds"),
        _place(record) if record.has("place") else None,
        tuple(sorted(found, key=lambda hold: hold[:3])),
    )


def _hold(record: "_Record") -> StoredHold:
    return StoredHold(
        record.index("exercise"),
        record.text("stretch"),
        record.one_of("side", set(Side)) or "",
        str(record.parsed("planned", Hold.parse)),
        record.seconds("planned_seconds"),
        record.seconds("held_seconds"),
        int(record.boolean("eased")),
        int(record.boolean("extended")),
        record.one_of("feeling", set(Feeling), optional=True),
    )


def _place(record: "_Record") -> str:
    text = json.dumps(record.table("place"))
    try:
        place = place_from_text(text)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise record.invalid("place", _("is not a place in a session")) from error
    numbers = (place.mark.rep, place.mark.exercise, place.mark.coming)
    if (
        place.mark.kind not in set(SegmentKind)
        or not all(number is None or type(number) is int for number in numbers)
        or not all(isinstance(one, str) for one in place.stretches)
        or not all(type(exercise) is int for exercise, _side in place.held)
    ):
        raise record.invalid("place", _("is not a place in a session"))
    return text


def _refuse_duplicates(found: Collection[object], where: str, what: str) -> None:
    if len(set(found)) < len(found):
        raise _InvalidError(where, _("has the same {what} twice").format(what=what))


class _Record:
    """A JSON object with known keys, and methods that return its values by type."""

    def __init__(self, value: object, where: str, keys: Collection[str]) -> None:
        self.where = where
        if not isinstance(value, dict):
            raise _InvalidError(where, _("is not a table"))
        if unknown := value.keys() - set(keys):
            raise _InvalidError(where, _("has the unknown key {key!r}").format(key=min(unknown)))
        self._values: Mapping[str, Any] = value

    def has(self, key: str) -> bool:
        return self._values.get(key) is not None

    def invalid(self, key: str, what: str) -> _InvalidError:
        return _InvalidError(f"{self.where}.{key}", what)

    def items(self, key: str) -> list[Any]:
        return self._typed(key, list, _("is not a list"))

    def table(self, key: str) -> dict[str, Any]:
        found = self._typed(key, dict, _("is not a table"))
        if len(json.dumps(found)) > _MAX_LENGTHS[key]:
            raise self.invalid(key, _("is too long"))
        return found

    def boolean(self, key: str) -> bool:
        return self._typed(key, bool, _("is neither true nor false"))

    def text(self, key: str) -> str:
        found = self._typed(key, str, _("is not text"))
        if not found or len(found) > _MAX_LENGTHS.get(key, _MAX_TEXT_LENGTH) or "\0" in found:
            raise self.invalid(key, _("is empty, too long or not readable text"))
        try:
            found.encode()
        except UnicodeEncodeError as error:
            raise self.invalid(key, _("has characters that don't exist")) from error
        return found

    def one_of(self, key: str, choices: Collection[str], *, optional: bool = False) -> str | None:
        if optional and not self.has(key):
            return None
        found = self.text(key)
        if found not in choices:
            raise self.invalid(key, _("is not one of {choices}").format(choices=", ".join(sorted(choices))))
        return found

    def index(self, key: str) -> int:
        found = self._values.get(key)
        if type(found) is not int or not 0 <= found <= MAX_EXERCISE:
            raise self.invalid(key, _("is not a whole number from 0 to {most}").format(most=MAX_EXERCISE))
        return found

    def seconds(self, key: str) -> float:
        found = self._values.get(key)
        if not isinstance(found, int | float) or isinstance(found, bool) or not 0 <= found <= MAX_SECONDS:
            raise self.invalid(key, _("is not a number from 0 to {most}").format(most=MAX_SECONDS))
        return float(found)

    def parsed(self, key: str, parse: Callable[[str], T]) -> T:
        try:
            return parse(self.text(key))
        except ValueError as error:
            raise self.invalid(key, _("is not valid")) from error

    def moment(self, key: str) -> dt.datetime:
        """Return a time, in UTC."""
        found = self.parsed(key, dt.datetime.fromisoformat)
        if found.tzinfo is None or found.year not in _YEARS:
            raise self.invalid(key, _("is not a time with a time zone, like 2026-03-29T10:00:00+00:00"))
        return found.astimezone(dt.UTC)

    def _typed(self, key: str, kind: type[T], fault: str) -> T:
        found = self._values.get(key)
        if not isinstance(found, kind):
            raise self.invalid(key, fault)
        return found
