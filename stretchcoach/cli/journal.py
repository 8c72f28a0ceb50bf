"""The command `journal`: show what was done, write it to a file, add another journal, and check it."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context, print_json, write_notices
from stretchcoach.cli.parsing import Parser, add_json, day, file_ending_in
from stretchcoach.i18n import _, _n
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.paths import UserFolders

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands

    from stretchcoach.journal.file import JournalFile
    from stretchcoach.journal.journal import Journal
    from stretchcoach.journal.merging import MergeCounts


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command and its own commands."""
    parser = commands.add_parser("journal", description=_("Show what was done, the latest first."))
    add_json(parser)
    parser.add_argument("--since", type=day, metavar="DATE", help=_("from this day on, like 2026-03-29"))
    parser.set_defaults(run=_show)
    own = parser.add_subparsers(metavar="[export | import | check]")
    export = own.add_parser("export", help=_("write everything to a file"))
    export.add_argument(
        "file", metavar="FILE", type=file_ending_in(".json", ".csv"), help=_("a file that ends in .json or .csv")
    )
    export.set_defaults(run=_export)
    take_in = own.add_parser("import", help=_("add what another journal has; nothing is replaced"))
    take_in.add_argument("file", metavar="FILE", type=Path, help=_("a .json file written by `journal export`"))
    take_in.add_argument("--dry-run", action="store_true", help=_("only show what would be added"))
    take_in.set_defaults(run=_import)
    check = own.add_parser("check", help=_("check it; set a damaged one aside and restore the newest backup"))
    check.set_defaults(run=_check)


def _show(options: argparse.Namespace) -> bool:
    from stretchcoach.terminal import past, plan

    with app_context() as (app, _shutdown):
        journal = app.journal.database
        found: past.Past = ()
        if journal.exists:
            with _opened(journal) as file:
                found = past.past_of(file, options.since)
        else:
            write_notices(_no_journal())
    if options.json:
        print_json(past.past_as_json(found))
    else:
        plan.print_table(past.past_table(found))
    return True


def _export(options: argparse.Namespace) -> bool:
    from stretchcoach.journal import exporting

    to: Path = options.file
    with app_context() as (app, _shutdown):
        if not app.journal.database.exists:
            raise UserFacingError(*_no_journal())
        with _opened(app.journal.database) as file:
            written = exporting.export(file, to)
        if exporting.is_csv(to):
            text = _n("{n} hold is in {file}.", "{n} holds are in {file}.", written.holds)
            count = written.holds
        else:
            text = _n("{n} session is in {file}.", "{n} sessions are in {file}.", written.sessions)
            count = written.sessions
        write_notices(Notice(text.format(n=count, file=to)))
    return True


def _import(options: argparse.Namespace) -> bool:
    with app_context() as (app, _shutdown):
        today = dt.datetime.now().astimezone().date()
        _take_in(app.journal.database, options.file, today=today, dry_run=options.dry_run)
    return True


def _take_in(journal: "Journal", source: Path, *, today: dt.date, dry_run: bool) -> None:
    """Print what a file would add to the journal, and add it unless it is a dry run."""
    from stretchcoach.journal import importing, merging

    sessions, declined = importing.read_export(source)
    if dry_run and not journal.exists:
        _print_additions(merging.MergeCounts(len(sessions), sum(len(one.holds) for one in sessions), 0))
        return
    with _opened(journal) as file:
        _print_additions(merging.preview_merge(file, sessions))
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
    text = _n("{n} session was added.", "{n} sessions were added.", added.sessions)
    write_notices(Notice(text.format(n=added.sessions)))


def _check(_options: argparse.Namespace) -> bool:
    """Return whether the journal is sound, or was restored."""
    import sqlite3  # loaded for this command alone

    from stretchcoach.journal.recovery import recover

    path = UserFolders.of_user().journal
    if not path.exists():
        sys.stdout.write(_no_journal().what + "\n")
        return True
    try:
        mended = recover(path)
    except (OSError, sqlite3.OperationalError) as error:
        return _check_unwritten(path, _why(error))
    sys.stdout.write(f"{_('{file}: sound').format(file=path) if mended is None else mended.notice}\n")
    return mended is None or mended.backup is not None


def _check_unwritten(path: Path, why_not: str) -> bool:
    """Check a journal that can't be written to; return whether it is sound."""
    from stretchcoach.journal.integrity import find_damage_read_only

    with _errors_explained():
        why = find_damage_read_only(path)
    if not why:
        sys.stdout.write(_("{file}: sound").format(file=path) + "\n")
        return True
    what = _("{file} is damaged ({why}), and can't be repaired where it is ({why_not}).")
    notice = Notice(
        what.format(file=path, why=why, why_not=why_not),
        _("Allow writing to its folder, or free some disk space, and check it again."),
    )
    sys.stdout.write(f"{notice}\n")
    return False


def _no_journal() -> Notice:
    return Notice(_("There is no journal yet."), _("It begins with your first session."))


def _print_additions(what: "MergeCounts") -> None:
    new = _n("{n} new session", "{n} new sessions", what.sessions).format(n=what.sessions)
    holds = _n("{n} hold", "{n} holds", what.holds).format(n=what.holds)
    known = _("{n} there already").format(n=what.known)
    sys.stdout.write(f"{new} ({holds}), {known}\n")


@contextmanager
def _opened(journal: "Journal") -> "Iterator[JournalFile]":
    with _errors_explained(), closing(journal.open_for_reading()) as file:
        write_notices(*journal.notices)
        yield file


@contextmanager
def _errors_explained() -> Iterator[None]:
    import sqlite3

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
