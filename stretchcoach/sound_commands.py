"""The commands `voices`, `say` and `export`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from stretchcoach.i18n import _
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.catalogue import parse_voice
from stretchcoach.speech.engine import EngineUnavailableError, LineFailedError, Voice
from stretchcoach.terminal import plan

Tell = Callable[..., None]


def voices(app: AppContext) -> tuple[Voice, ...]:
    """Return the voices of this computer, the one that is used first. Raises UserFacingError."""
    saved = app.preferences.voice
    used = None if saved is None else str(parse_voice(saved))
    try:
        return tuple(sorted(app.voices(), key=lambda voice: voice.id != used))
    except (LineFailedError, EngineUnavailableError) as error:
        raise UserFacingError(
            _("No voice can be found on this computer: {why}.").format(why=error),
            _("A voice of your system, or espeak-ng, would help."),
        ) from error


def voices_as_json(found: tuple[Voice, ...]) -> list[dict[str, Any]]:
    """Return what `voices --json` prints."""
    return [voice._asdict() for voice in found]


def print_voices(found: tuple[Voice, ...]) -> None:
    """Print the voices as a table for people."""
    headings = (_("id"), _("name"), _("language"), _("kind"))
    kinds = {True: _("natural"), False: _("system")}
    plan.print_table(
        plan.plain_table(headings, ((one.id, one.name, one.language, kinds[one.natural]) for one in found))
    )


def say(
    app: AppContext, preferences: Preferences, text: str, file: Path | None, *, overwrite: bool, tell: Tell
) -> None:
    """Say a line, or write it to a file. Raises UserFacingError."""
    if file is not None:
        tell(*app.write_line(preferences, text, file, overwrite=overwrite))
    else:
        tell(*app.test_voice(preferences, text))


def export(
    app: AppContext,
    routine: Routine,
    preferences: Preferences,
    file: Path,
    *,
    cover: bytes | None,
    overwrite: bool,
    check: Callable[[], None],
    tell: Callable[[Notice], None],
) -> None:
    """Write a session to a sound file, with a progress bar on standard error. `check` may raise to end it."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(file.name, total=1.0)

        def progress(share: float) -> None:
            check()
            bar.update(task, completed=share)

        notices = app.export(routine, preferences, file, cover=cover, overwrite=overwrite, progress=progress)
    for notice in notices:
        tell(notice)
    tell(Notice(_("{file} is written.").format(file=file)))
