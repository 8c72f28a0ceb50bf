"""Running the window: the application, its dress, and what surrounds it while it is there."""

import sys
from contextlib import ExitStack, closing

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from stretchcoach import __version__
from stretchcoach.desktop.single_instance import SingleInstance
from stretchcoach.diagnostics.run_records import Records
from stretchcoach.resources import ASSETS
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.crash_handler import CrashHandler
from stretchcoach.window.shell.garbage_collection import GarbageCollection
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.shell.qt_messages import QtMessages
from stretchcoach.window.shell.shutdown import ShutdownOnSignal, end_with_login, end_without_display
from stretchcoach.window.theme.application import interface_locale
from stretchcoach.window.theme.fonts import load_font
from stretchcoach.window.theme.palette import colours_for
from stretchcoach.window.theme.style import apply_theme

_SOON_MS = 30
"""The first picture is painted by then, but for a busy machine."""
_AFTERWARDS_MS = 300
"""The first picture is on the screen by then, and what loads more than that needs can begin."""


def run_window(
    app: AppContext, chosen: Routine | None, *, start: bool, instance: SingleInstance, records: Records
) -> bool:
    """Show the window, at a routine where one was chosen, and begin it where that was asked for.

    Other starts are listened for where it is the one instance.
    """
    with ExitStack() as ending:
        messages = ending.enter_context(closing(QtMessages(records)))
        application = make_application()
        apply_theme(application, colours_for(app.preferences.theme), app.preferences.text_size)
        window = MainWindow(app, chosen)
        messages.display_is_gone = lambda: end_without_display(window, records)
        ending.enter_context(closing(faults := CrashHandler(window, records)))
        faults.listen()
        if records.level is not None:
            _keep_log(app, window, messages)
        ending.enter_context(closing(signals := ShutdownOnSignal(application, window)))
        if start:
            signals.listen()  # a session could begin before it is time for this
        show(window, app, chosen if start else None)
        # These load libraries that the first picture does without.
        GarbageCollection(application)
        if not start:
            QTimer.singleShot(_SOON_MS, signals.listen)
        QTimer.singleShot(_SOON_MS, lambda: _give_icon(application))
        end_with_login(application, window)
        QTimer.singleShot(_AFTERWARDS_MS, window, lambda: _listen_for_others(app, window, instance))
        if records.level is None:
            QTimer.singleShot(_AFTERWARDS_MS, window, lambda: _keep_log(app, window, messages))
        application.exec()
    return True


def show(window: MainWindow, app: AppContext, beginning: Routine | None) -> None:
    """Show the window with the session that begins at once; without one, a new person is welcomed first."""
    if beginning is None and not app.was_welcomed():
        window.show_welcome()
    window.show()
    if beginning is not None:
        window.start(beginning)


def make_application() -> QApplication:
    """Return the application, with the bundled font and a style that looks alike everywhere."""
    # As an argument: setStyle makes PySide load all that a style knows, which takes as long as the fonts.
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    QLocale.setDefault(interface_locale())
    application.setApplicationName("stretchcoach")
    application.setApplicationDisplayName("Stretch Coach")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("stretchcoach")
    application.setFont(load_font())
    return application


def _give_icon(application: QApplication) -> None:
    from PySide6.QtGui import QIcon  # loads the names of all icons that a desktop may have

    application.setWindowIcon(QIcon(str(ASSETS / "icons" / "stretchcoach.svg")))


def _listen_for_others(app: AppContext, window: MainWindow, instance: SingleInstance) -> None:
    from stretchcoach.window.shell.launch_requests import LaunchRequests  # loads Qt's network

    if instance.address is not None and not LaunchRequests(app, window).listen(instance.address):
        instance.close()  # who cannot be reached does not keep others from a window of their own


def _keep_log(app: AppContext, window: MainWindow, messages: QtMessages) -> None:
    messages.write_to_log()
    from stretchcoach.window.shell.run_log import RunLog  # loads Python's logging

    RunLog(app, window)
