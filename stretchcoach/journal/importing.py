"""Reading a journal's JSON without trusting it: every value has its type and its range, or the file is refused."""

import datetime as dt
import json
import stat
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.journal.advice import AdviceTopic
from stretchcoach.journal.exchange import FORMAT
from stretchcoach.journal.file import ENDINGS, LOST, place_from_text
from stretchcoach.journal.merging import StoredDeclined, StoredHold, StoredJournal, StoredSession
from stretchcoach.messages import UserFacingError
from stretchcoach.session.timeline import SegmentKind

T = TypeVar("T")
_MEBIBYTES = 64
_LONGEST = {"preferences": 20_000, "place": 20_000, "uid": 64}
_LONGEST_TEXT = 1000
_MOST_SECONDS = 1_000_000
_MOST_EXERCISES = 9999
_YEARS = range(1901, 9001)
_A_DAY = dt.timedelta(days=1)


class _WrongError(Exception):
    """What is wrong with a value: `where` it is, and what it ought to be."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where} {what}")


def read_export(path: Path) -> StoredJournal:
    """Return what is in an exported file, all of it sound. Raises UserFacingError."""
    try:
        return _journal(_loaded(path))
    except _WrongError as wrong:
        what = _("{file} can't be imported: {wrong}.").format(file=path, wrong=wrong)
        remedy = _("Nothing was changed. Choose a file that `stretchcoach journal export` wrote as .json.")
        raise UserFacingError(what, remedy) from wrong


def _loaded(path: Path) -> object:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _WrongError(_("it"), _("is not a plain file"))
        with path.open("rb") as file:
            data = file.read(_MEBIBYTES * 2**20 + 1)
    except OSError as error:
        raise _WrongError(_("it"), _("cannot be read ({why})").format(why=error.strerror)) from error
    if len(data) > _MEBIBYTES * 2**20:
        raise _WrongError(_("it"), _("has more than {n} MiB").format(n=_MEBIBYTES))
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _WrongError(_("it"), _("is not JSON")) from error


def _journal(loaded: object) -> StoredJournal:
    if not isinstance(loaded, dict) or loaded.get("format") != FORMAT or isinstance(loaded["format"], bool):
        raise _WrongError(_("it"), _('does not say "format": {format}').format(format=FORMAT))
    whole = _Record(loaded, _("it"), ("format", *StoredJournal._fields))
    listed = whole.items("sessions")
    sessions = tuple(_session(_Record(one, f"sessions[{n}]", StoredSession._fields)) for n, one in enumerate(listed))
    _refuse_twice([one.uid for one in sessions], "sessions", "uid")
    nays = whole.items("declined") if whole.has("declined") else []
    declined = tuple(_declined(_Record(one, f"declined[{n}]", StoredDeclined._fields)) for n, one in enumerate(nays))
    _refuse_twice([one[:2] for one in declined], "declined", "stretch, matter")
    return StoredJournal(sessions, declined)


def _declined(record: "_Record") -> StoredDeclined:
    begun = record.moment("begun").isoformat(timespec="seconds") if record.has("begun") else None
    return StoredDeclined(record.text("stretch"), record.one_of("matter", set(AdviceTopic)) or "", begun)


def _session(record: "_Record") -> StoredSession:
    begun, day = record.moment("begun"), record.parsed("day", dt.date.fromisoformat)
    if not abs(begun.date() - day) <= _A_DAY:
        raise record.wrong("day", _("is not the day of its beginning"))
    routine, title = record.text("routine"), record.text("title")
    as_text = begun.isoformat(timespec="seconds")
    # A file that another program made need not have it; the same file then gives the same again.
    uid = record.text("uid") if record.has("uid") else uuid5(NAMESPACE_URL, f"{as_text} {routine} {title}").hex
    holds = record.items("holds")
    found = tuple(_hold(_Record(one, f"{record.where}.holds[{n}]", StoredHold._fields)) for n, one in enumerate(holds))
    _refuse_twice([hold[:3] for hold in found], f"{record.where}.holds", "exercise, stretch, side")
    return StoredSession(
        uid,
        day.isoformat(),
        as_text,
        record.moment("changed").isoformat(timespec="seconds"),
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
        record.whole("exercise"),
        record.text("stretch"),
        record.one_of("side", set(Side)) or "",
        str(record.parsed("planned", Hold.parse)),
        record.seconds("planned_seconds"),
        record.seconds("held_seconds"),
        int(record.truth("eased")),
        int(record.truth("extended")),
        record.one_of("feeling", set(Feeling), optional=True),
    )


def _place(record: "_Record") -> str:
    text = json.dumps(record.table("place"))
    try:
        place = place_from_text(text)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise record.wrong("place", _("is no place in a session")) from error
    numbers = (place.segment.rep, place.segment.exercise, place.segment.next_exercise)
    if (
        place.segment.kind not in set(SegmentKind)
        or not all(number is None or type(number) is int for number in numbers)
        or not all(isinstance(one, str) for one in place.stretches)
        or not all(type(exercise) is int for exercise, _side in place.hold_overrides)
    ):
        raise record.wrong("place", _("is no place in a session"))
    return text


def _refuse_twice(found: Collection[object], where: str, what: str) -> None:
    if len(set(found)) < len(found):
        raise _WrongError(where, _("has the same {what} twice").format(what=what))


class _Record:
    """A table of JSON with known keys, whose values are asked for by their types."""

    def __init__(self, value: object, where: str, keys: Collection[str]) -> None:
        self.where = where
        if not isinstance(value, dict):
            raise _WrongError(where, _("is not a table"))
        if unknown := value.keys() - set(keys):
            raise _WrongError(where, _("has the unknown key {key!r}").format(key=min(unknown)))
        self._values: Mapping[str, Any] = value

    def has(self, key: str) -> bool:
        return self._values.get(key) is not None

    def wrong(self, key: str, what: str) -> _WrongError:
        return _WrongError(f"{self.where}.{key}", what)

    def items(self, key: str) -> list[Any]:
        return self._typed(key, list, _("is not a list"))

    def table(self, key: str) -> dict[str, Any]:
        found = self._typed(key, dict, _("is not a table"))
        if len(json.dumps(found)) > _LONGEST[key]:
            raise self.wrong(key, _("is too long"))
        return found

    def truth(self, key: str) -> bool:
        return self._typed(key, bool, _("is neither true nor false"))

    def text(self, key: str) -> str:
        found = self._typed(key, str, _("is not a text"))
        if not found or len(found) > _LONGEST.get(key, _LONGEST_TEXT) or "\0" in found:
            raise self.wrong(key, _("is empty, too long or no text for people"))
        try:
            found.encode()
        except UnicodeEncodeError as error:
            raise self.wrong(key, _("has letters that do not exist")) from error
        return found

    def one_of(self, key: str, choices: Collection[str], *, optional: bool = False) -> str | None:
        if optional and not self.has(key):
            return None
        found = self.text(key)
        if found not in choices:
            raise self.wrong(key, _("is not one of {choices}").format(choices=", ".join(sorted(choices))))
        return found

    def whole(self, key: str) -> int:
        found = self._values.get(key)
        if type(found) is not int or not 0 <= found <= _MOST_EXERCISES:
            raise self.wrong(key, _("is not a whole number from 0 to {most}").format(most=_MOST_EXERCISES))
        return found

    def seconds(self, key: str) -> float:
        found = self._values.get(key)
        if not isinstance(found, int | float) or isinstance(found, bool) or not 0 <= found <= _MOST_SECONDS:
            raise self.wrong(key, _("is not a number from 0 to {most}").format(most=_MOST_SECONDS))
        return float(found)

    def parsed(self, key: str, parse: Callable[[str], T]) -> T:
        try:
            return parse(self.text(key))
        except ValueError as error:
            raise self.wrong(key, _("cannot be understood")) from error

    def moment(self, key: str) -> dt.datetime:
        """A moment with its zone, to the second, in UTC."""
        found = self.parsed(key, dt.datetime.fromisoformat)
        if found.tzinfo is None or found.year not in _YEARS:
            raise self.wrong(key, _("is not a time with its zone, like 2026-03-29T10:00:00+00:00"))
        return found.astimezone(dt.UTC)

    def _typed(self, key: str, kind: type[T], otherwise: str) -> T:
        found = self._values.get(key)
        if not isinstance(found, kind):
            raise self.wrong(key, otherwise)
        return found
