"""A coached session in the terminal, as `play` runs it, and a start without a display."""

import gc
import sys
from contextlib import closing

from stretchcoach.cli.context import raise_if_requested, write_notices
from stretchcoach.desktop.keep_awake import KeepAwake
from stretchcoach.desktop.shutdown import ShutdownListener
from stretchcoach.messages import Notice
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.volumes import step_volume
from stretchcoach.terminal.coaching import TerminalSession
from stretchcoach.terminal.keyboard import TICK_SECONDS, presses
from stretchcoach.terminal.printer import Printer


def coach_in_terminal(
    app: AppContext,
    routine: Routine,
    preferences: Preferences,
    shutdown: ShutdownListener,
    *,
    speed: float = 1.0,
    mute: bool = False,
) -> bool:
    """Coach a session from its start to its end; return True."""
    gc.enable()  # a start does without it, a session doesn't
    write_notices(*map(Notice, routine.all_cautions))
    with closing(app.sessions.prepare(routine, preferences, speed=speed, mute=mute)) as live_session:
        raise_if_requested(shutdown)
        written = live_session.notices
        write_notices(*written)

        def change_volume(setting: str, steps: int) -> None:
            nonlocal preferences
            preferences = step_volume(preferences, setting, steps)
            live_session.follow(preferences)

        try:
            with presses(sys.stdin, min(TICK_SECONDS, 0.5 / speed)) as next_press, closing(KeepAwake()) as awake:
                TerminalSession(
                    live_session.coach, Printer(), next_press, lambda: shutdown.is_requested, awake, change_volume
                ).run()
        finally:  # also notices that came up meanwhile, whatever ended the session
            write_notices(*(notice for notice in live_session.notices if notice not in written))
    return True
