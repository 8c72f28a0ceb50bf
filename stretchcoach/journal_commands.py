"""What the command `journal` does: shows it, writes it out, takes another one in, and looks whether it is sound."""

import datetime as dt
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from stretchcoach.i18n import _, _n
from stretchcoach.journal import exporting, importing, merging
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.integrity import find_damage_read_only
from stretchcoach.journal.journal import Journal
from stretchcoach.journal.recovery import recover
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.terminal.past import Past, past_of

Tell = Callable[[Notice], None]


def past(journal: Journal, since: dt.date | None, tell: Tell) -> Past:
    """Return what was done from `since` on."""
    if not journal.exists:
        tell(Notice(_("There is no journal yet."), _("It begins with your first session.")))
        return ()
    with _opened(journal, tell) as file:
        return past_of(file, since)


def export(journal: Journal, to: Path, tell: Tell) -> None:
    """Write the journal to a .json or .csv file."""
    if not journal.exists:
        raise UserFacingError(_("There is no journal yet."), _("It begins with your first session."))
    with _opened(journal, tell) as file:
        written = exporting.export(file, to)
    if exporting.is_csv(to):
        told = _n("{n} hold is in {file}.", "{n} holds are in {file}.", written.holds).format(n=written.holds, file=to)
    else:
        count = written.sessions
        told = _n("{n} session is in {file}.", "{n} sessions are in {file}.", count).format(n=count, file=to)
    tell(Notice(told))


def take_in(journal: Journal, source: Path, tell: Tell, *, today: dt.date, dry_run: bool) -> None:
    """Say what a file would add to the journal, and add it unless that is all."""
    sessions, declined = importing.read_export(source)
    if dry_run and not journal.exists:
        _say_additions(merging.MergeCounts(len(sessions), sum(len(one.holds) for one in sessions), 0))
        return
    with _opened(journal, tell) as file:
        _say_additions(merging.preview_merge(file, sessions))
        if dry_run:
            return
        if file.is_newer:
            raise UserFacingError(*journal.newer_version_notice)
        if file.read_only:
            raise UserFacingError(
                _("The journal can only be read right now, so nothing was added."),
                _("Allow writing to its folder, or free some disk space."),
            )
        file.back_up(today)
        added = merging.merge(file, sessions, declined)
    tell(Notice(_n("{n} session was added.", "{n} sessions were added.", added.sessions).format(n=added.sessions)))


def check(path: Path) -> bool:
    """Look whether the journal at `path` is sound, and mend it; say whether it is sound with all that it had."""
    if not path.exists():
        sys.stdout.write(_("There is no journal yet.") + "\n")
        return True
    try:
        mended = recover(path)
    except (OSError, sqlite3.OperationalError) as error:
        return _check_unwritten(path, _why(error))
    sys.stdout.write(f"{_('{file}: sound').format(file=path) if mended is None else mended.notice}\n")
    return mended is None or mended.backup is not None


def _check_unwritten(path: Path, why_not: str) -> bool:
    """Look whether a journal is sound that cannot be mended."""
    with _told_as_trouble():
        why = find_damage_read_only(path)
    if not why:
        sys.stdout.write(_("{file}: sound").format(file=path) + "\n")
        return True
    what = _("{file} is damaged ({why}), and it can't be mended where it is ({why_not}).")
    told = Notice(
        what.format(file=path, why=why, why_not=why_not),
        _("Allow writing to its folder, or free some disk space, and check it again."),
    )
    sys.stdout.write(f"{told}\n")
    return False


def _say_additions(what: merging.MergeCounts) -> None:
    new = _n("{n} new session", "{n} new sessions", what.sessions).format(n=what.sessions)
    holds = _n("{n} hold", "{n} holds", what.holds).format(n=what.holds)
    known = _("{n} there already").format(n=what.known)
    sys.stdout.write(f"{new} ({holds}), {known}\n")


@contextmanager
def _opened(journal: Journal, tell: Tell) -> Iterator[JournalFile]:
    with _told_as_trouble(), closing(journal.open_for_reading()) as file:
        for notice in journal.notices:
            tell(notice)
        yield file


@contextmanager
def _told_as_trouble() -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a bug: what comes in was looked at
    except (sqlite3.OperationalError, OSError) as error:
        raise UserFacingError(
            _("The journal can't be used right now ({why}).").format(why=_why(error)),
            _("Check that its folder is writable, that the disk has space, and that no other program uses the file."),
        ) from error


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
