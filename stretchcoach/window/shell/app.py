"""Running the window: the application, its style, and the services around the window."""

import sys
from contextlib import ExitStack, closing

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from stretchcoach import __version__
from stretchcoach.desktop.single_instance import SingleInstance
from stretchcoach.diagnostics.diagnostics import Diagnostics
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
"""Milliseconds after which the first picture is usually painted."""
_AFTERWARDS_MS = 300
"""Milliseconds after which the first picture is on the screen, and loading more delays nothing."""


def run_window(
    app: AppContext, chosen: Routine | None, *, start: bool, instance: SingleInstance, records: Diagnostics
) -> bool:
    """Run the window until it is closed; return True.

    `chosen` is shown first, and started with `start`. The one instance also listens for requests from other starts.
    """
    with ExitStack() as resources:
        messages = resources.enter_context(closing(QtMessages(records)))
        application = make_application()
        preferences = app.preferences.current
        apply_theme(application, colours_for(preferences.theme), preferences.text_size)
        window = MainWindow(app, chosen)
        messages.display_is_gone = lambda: end_without_display(app, window, records)
        resources.enter_context(closing(crash_handler := CrashHandler(window, records)))
        crash_handler.listen()
        if records.level is not None:
            _start_log(app, window, messages)
        resources.enter_context(closing(signals := ShutdownOnSignal(application, window)))
        if start:
            signals.listen()  # the session may begin before the timer below
        show(window, app, chosen if start else None)
        # These load libraries that the first picture does without.
        GarbageCollection(application)
        if not start:
            QTimer.singleShot(_SOON_MS, signals.listen)
        QTimer.singleShot(_SOON_MS, lambda: _give_icon(application))
        end_with_login(application, window)
        QTimer.singleShot(_AFTERWARDS_MS, window, lambda: _listen_for_others(app, window, instance))
        if records.level is None:
            QTimer.singleShot(_AFTERWARDS_MS, window, lambda: _start_log(app, window, messages))
        application.exec()
    return True


def show(window: MainWindow, app: AppContext, beginning: Routine | None) -> None:
    """Show the window, and start `beginning`; without it, a new person is welcomed first."""
    if beginning is None and not app.welcome.was_seen():
        window.pages.show_welcome()
    window.show()
    if beginning is not None:
        window.start(beginning)


def make_application() -> QApplication:
    """Return the application, with the bundled font and a style that looks the same everywhere."""
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
        instance.close()  # unreachable, so other starts open their own window


def _start_log(app: AppContext, window: MainWindow, messages: QtMessages) -> None:
    messages.write_to_log()
    from stretchcoach.window.shell.run_log import RunLog  # loads Python's logging

    RunLog(app, window)
