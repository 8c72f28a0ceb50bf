"""What every command works with: the app context, requests to end, and where notices go."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from stretchcoach.desktop.shutdown import ShutdownListener
from stretchcoach.diagnostics.diagnostics import Diagnostics
from stretchcoach.messages import Notice
from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext


class Interrupted(Exception):  # noqa: N818 - not an error: the process was asked to end, and has ended its work
    """The process was asked to end, and everything is saved."""


@contextmanager
def app_context() -> Iterator[tuple[AppContext, ShutdownListener]]:
    """Yield the app context, and the requests to end that arrive meanwhile.

    Faults in the person's files go to standard error. Raises Interrupted at the end if the process was asked to end.
    """
    with closing(ShutdownListener()) as shutdown:
        app = AppContext(UserFolders.of_user())
        with closing(app):
            shutdown.on_request(app.cancel)
            write_notices(*app.preferences.notices, *(refused.notice for refused in app.library.current.invalid_files))
            try:
                yield app, shutdown
            except OSError:
                raise_if_requested(shutdown)  # the terminal that is written to was closed
                raise
        raise_if_requested(shutdown)


@contextmanager
def terminal_log(app: AppContext, level: str | None) -> Iterator[None]:
    """Keep the log of a session in the terminal."""
    with closing(Diagnostics(UserFolders.of_user().log, "terminal", level, lambda: app.private_words)) as records:
        records.start_log()
        yield


def raise_if_requested(shutdown: ShutdownListener) -> None:
    """Raise Interrupted if the process was asked to end."""
    if shutdown.is_requested:
        raise Interrupted


def write_notices(*notices: Notice) -> None:
    """Write each notice to standard error, a line each."""
    with suppress(OSError):  # standard error may be closed
        for notice in notices:
            sys.stderr.write(f"{notice}\n")


def print_json(value: object) -> None:
    """Print a value as JSON."""
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
