"""The only place where the real clock, voice, files and faces meet: one function for each command."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stretchcoach.desktop import display
from stretchcoach.desktop.launch_request import LaunchRequest
from stretchcoach.desktop.shutdown import ShutdownSignals
from stretchcoach.diagnostics.run_records import Records
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _, _n
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.paths import UserFolders
from stretchcoach.routine.pose import Pose
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import Theme
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.volumes import turned

if TYPE_CHECKING:
    import datetime as dt

Overrides = Callable[[Preferences], Preferences]


class Interrupted(Exception):  # noqa: N818 - not an error: the process was asked to end, and has ended its work
    """The process was asked to end, and everything is kept."""


class Look(NamedTuple):
    """How a picture of a stretch is to look."""

    pose: Pose
    side: Side
    theme: Theme
    size: int
    """Width and height, in pixels."""


_WITHOUT_ANSWER = "seated-hamstring"
"""What is played where there is no display and no one who can answer."""
_COMMANDS = ("list", "plan", "play", "picture", "check", "journal", "voices", "say", "export")
"""What may have been meant by a routine that is not there."""


def open_face(routine: str | None, *, start: bool, log_level: str | None = None) -> bool:
    """Open the window, or coach in the terminal where there is no display; say whether all went well."""
    missing = display.why_not()
    if missing is None:
        return _open_window(routine, start=start, log_level=log_level)
    with _app() as (app, shutdown), _terminal_log(app, log_level):
        named = None if routine is None else app.find(routine, _COMMANDS)
        _tell(missing)
        chosen = named or _choose(app, shutdown)
        return chosen is not None and _coach_in_terminal(app, chosen, app.preferences, shutdown)


def show_list(*, as_json: bool) -> bool:
    """Print every routine."""
    from stretchcoach.terminal import plan

    with _app() as (app, _shutdown):
        entries = _with_minutes(app)
    if as_json:
        _print_json([plan.routine_as_json(routine, minutes) for routine, minutes in entries])
    else:
        plan.print_table(plan.routine_table(entries))
    return True


def show_plan(routine: str, overrides: Overrides, *, as_json: bool) -> bool:
    """Print the timeline of a routine."""
    from stretchcoach.terminal import plan

    with _app() as (app, _shutdown):
        timeline, notices = app.plan(app.library.find(routine), overrides(app.preferences))
        _tell(*notices)
    if as_json:
        _print_json(plan.timeline_as_json(timeline))
    else:
        plan.print_table(plan.timeline_table(timeline))
    return True


def play(routine: str, overrides: Overrides, *, speed: float, mute: bool, log_level: str | None = None) -> bool:
    """Coach in the terminal."""
    with _app() as (app, shutdown), _terminal_log(app, log_level):
        chosen = app.find(routine)
        return _coach_in_terminal(app, chosen, overrides(app.preferences), shutdown, speed=speed, mute=mute)


def write_picture(stretch: str, file: Path, look: Look) -> bool:
    """Write a picture of a stretch in one of its poses."""
    from stretchcoach.figure.picture import picture
    from stretchcoach.figure.staging import stage
    from stretchcoach.window.figure import picture_file

    with _app() as (app, _shutdown):
        shown = app.library.find_stretch(stretch)
        if shown.figure is None:
            raise UserFacingError(
                _("{title} has no poses to be shown.").format(title=shown.title),
                _("Write a [figure] into its file."),
            )
        seen = picture(stage(shown.figure)[look.pose], look.side).fitted
        try:
            picture_file.write_picture(seen, file, size=look.size, theme=look.theme, title=shown.title)
        except OSError as error:
            raise UserFacingError(
                _("The picture can't be written to {file} ({why}).").format(file=file, why=error.strerror),
                _("Choose a folder that you may write to."),
            ) from error
    return True


def check(files: Sequence[Path]) -> bool:
    """Check routine and stretch files; print every fault, and each line that will not be heard as it is written.

    Say whether there was no fault; a line that is not heard is none.
    """
    from stretchcoach.check_command import warnings_for
    from stretchcoach.files.fault import InvalidFileError
    from stretchcoach.routine.checking import check_files

    with _app() as (app, shutdown):
        faults = 0
        spoken_seconds = app.measure(app.preferences)
        for file, checked in check_files(app.library, files):
            _stop_if_requested(shutdown)
            if isinstance(checked, InvalidFileError):
                faults += len(checked.faults)
                sys.stdout.write(f"{checked}\n")
                continue
            warnings = list(warnings_for(file, checked, app.library.coaching, app.preferences, spoken_seconds))
            sys.stdout.writelines(f"{warning}\n" for warning in warnings)
            if warnings:
                told = _n(
                    "{file}: can be used; {n} line may not be heard",
                    "{file}: can be used; {n} lines may not be heard",
                    len(warnings),
                )
                _tell(Notice(told.format(file=file, n=len(warnings))))
            else:
                _tell(Notice(_("{file}: fine").format(file=file)))
    return not faults


def show_journal(since: "dt.date | None", *, as_json: bool) -> bool:
    """Print what was done."""
    from stretchcoach import journal_commands
    from stretchcoach.terminal import past, plan

    with _app() as (app, _shutdown):
        found = journal_commands.past(app.journal, since, _tell)
    if as_json:
        _print_json(past.past_as_json(found))
    else:
        plan.print_table(past.past_table(found))
    return True


def export_journal(file: Path) -> bool:
    """Write the journal to a file."""
    from stretchcoach import journal_commands

    with _app() as (app, _shutdown):
        journal_commands.export(app.journal, file, _tell)
    return True


def import_journal(file: Path, *, dry_run: bool) -> bool:
    """Take what another journal has into this one."""
    import datetime as dt

    from stretchcoach import journal_commands

    with _app() as (app, _shutdown):
        today = dt.datetime.now().astimezone().date()
        journal_commands.take_in(app.journal, file, _tell, today=today, dry_run=dry_run)
    return True


def check_journal() -> bool:
    """Look whether the journal is sound, and mend it where it is not."""
    from stretchcoach import journal_commands

    return journal_commands.check(UserFolders.of_user().journal)


def show_voices(*, as_json: bool) -> bool:
    """Print every voice."""
    from stretchcoach import sound_commands

    with _app() as (app, _shutdown):
        found = sound_commands.voices(app)
    if as_json:
        _print_json(sound_commands.voices_as_json(found))
    else:
        sound_commands.print_voices(found)
    return True


def say(text: str, file: Path | None, overrides: Overrides, *, overwrite: bool) -> bool:
    """Say a line, or write it to a file."""
    from stretchcoach import sound_commands

    with _app() as (app, _shutdown):
        sound_commands.say(app, overrides(app.preferences), text, file, overwrite=overwrite, tell=_tell)
    return True


def export_sound(routine: str, file: Path, overrides: Overrides, *, overwrite: bool) -> bool:
    """Write a session as sound."""
    from stretchcoach import sound_commands
    from stretchcoach.window.figure.picture_file import cover_of

    with _app() as (app, shutdown):
        chosen = app.find(routine)
        sound_commands.export(
            app,
            chosen,
            overrides(app.preferences),
            file,
            cover=cover_of(chosen),
            overwrite=overwrite,
            check=lambda: _stop_if_requested(shutdown),
            tell=_tell,
        )
    return True


def _open_window(routine: str | None, *, start: bool, log_level: str | None) -> bool:
    from stretchcoach.desktop.single_instance import SingleInstance, meeting_place

    folders = UserFolders.of_user()
    app = AppContext(folders)
    with closing(app), closing(SingleInstance(meeting_place())) as instance:
        chosen = None if routine is None else app.find(routine, _COMMANDS)
        if not instance.begin(LaunchRequest(_known_to_others(app, routine, chosen), start)):
            return True
        from stretchcoach.window.shell.app import run_window

        records = Records(folders.log, "window", log_level, lambda: app.private_words)
        with closing(records):
            return run_window(app, chosen, start=start, instance=instance, records=records)


def _known_to_others(app: AppContext, name: str | None, chosen: Routine | None) -> str | None:
    """Return what another start, in another folder and with another library, finds the chosen routine by."""
    if name is None or chosen is None:
        return None
    if app.library.routines.get(name) is not chosen:
        return str(Path(name).absolute())
    file = app.library.routine_files[name]
    return name if app.library.is_bundled(file) else str(file)


def _coach_in_terminal(
    app: AppContext,
    routine: Routine,
    preferences: Preferences,
    shutdown: ShutdownSignals,
    *,
    speed: float = 1.0,
    mute: bool = False,
) -> bool:
    from stretchcoach.desktop.keep_awake import KeepAwake
    from stretchcoach.terminal.coaching import TerminalSession
    from stretchcoach.terminal.keyboard import TICK_SECONDS, presses
    from stretchcoach.terminal.printer import Printer

    gc.enable()  # as a start needs none, and a session does
    _tell(*map(Notice, routine.all_cautions))
    with closing(app.prepare(routine, preferences, speed=speed, mute=mute)) as live_session:
        _stop_if_requested(shutdown)
        told = live_session.notices
        _tell(*told)

        def turn(setting: str, steps: int) -> None:
            nonlocal preferences
            preferences = turned(preferences, setting, steps)
            live_session.follow(preferences)

        try:
            with presses(sys.stdin, min(TICK_SECONDS, 0.5 / speed)) as next_press, closing(KeepAwake()) as awake:
                TerminalSession(
                    live_session.coach, Printer(), next_press, lambda: shutdown.is_requested, awake, turn
                ).run()
        finally:  # what came up meanwhile, whatever ended the session
            _tell(*(notice for notice in live_session.notices if notice not in told))
    return True


def _choose(app: AppContext, shutdown: ShutdownSignals) -> Routine | None:
    from stretchcoach.terminal.choosing import choose
    from stretchcoach.terminal.keyboard import line_reader
    from stretchcoach.terminal.printer import Printer

    if not sys.stdin.isatty():
        return app.library.find(_WITHOUT_ANSWER)
    return choose(_with_minutes(app), Printer(), line_reader(sys.stdin, lambda: shutdown.is_requested))


def _with_minutes(app: AppContext) -> list[tuple[Routine, int]]:
    return [(routine, app.minutes(routine)) for routine in app.library.routines.values()]


@contextmanager
def _terminal_log(app: AppContext, level: str | None) -> Iterator[None]:
    """Keep the log of a session in the terminal."""
    with closing(Records(UserFolders.of_user().log, "terminal", level, lambda: app.private_words)) as records:
        records.keep_log()
        yield


@contextmanager
def _app() -> Iterator[tuple[AppContext, ShutdownSignals]]:
    """Give a app, and the requests to end that come while it is used.

    What is wrong with the person's files goes to standard error, every fault of them. Raises Interrupted at the end
    if the process was asked to end meanwhile.
    """
    with closing(ShutdownSignals()) as shutdown:
        app = AppContext(UserFolders.of_user())
        with closing(app):
            shutdown.on_request(app.cancel)
            _tell(*app.settings_notices, *(refused.notice for refused in app.library.invalid_files))
            try:
                yield app, shutdown
            except OSError:
                _stop_if_requested(shutdown)  # the terminal that is written to was closed
                raise
        _stop_if_requested(shutdown)


def _stop_if_requested(shutdown: ShutdownSignals) -> None:
    if shutdown.is_requested:
        raise Interrupted


def _tell(*notices: Notice) -> None:
    with suppress(OSError):  # standard error may be closed by now
        for notice in notices:
            sys.stderr.write(f"{notice}\n")


def _print_json(value: object) -> None:
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
