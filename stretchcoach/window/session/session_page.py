"""The page of a session: it ticks the coach, shows each moment, and passes on what buttons and keys ask for."""

import gc
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from stretchcoach.choreography.scene import FigureScene
from stretchcoach.desktop.keep_awake import KeepAwake
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.services.live_session import LiveSession
from stretchcoach.services.preferences import PreferencesStore
from stretchcoach.session.coach import Coach
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import ENDED, PauseReason, State
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.volumes import step_volume
from stretchcoach.window.session.keys import (
    VOLUME_STEPS,
    SessionCommand,
    answers_any_key,
    command_for,
    keys_description,
)
from stretchcoach.window.session.session_announcer import SessionAnnouncer
from stretchcoach.window.session.session_view import SessionView
from stretchcoach.window.theme.application import prefers_reduced_motion
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import FAR, FRAME_MS, STILL_MS

if TYPE_CHECKING:
    from stretchcoach.window.session.sound_panel import SoundPanel

_NOTICES_EVERY = 30
"""Ticks between two checks for notices."""


class SessionPage(QFrame):
    """Runs one session at a time. It is a QFrame because screen readers announce that as a panel."""

    ended = Signal(object)
    """The last moment of a session."""
    ticked = Signal(object)
    """The moment at each tick."""
    stop_requested = Signal()
    state_changed = Signal(object)
    """A moment at which the session started, paused, continued or ended."""
    notices_changed = Signal(object)
    """All current problems with the sound, the journal, and keeping the screen on."""

    def __init__(self, colours: Colours, preferences: PreferencesStore) -> None:
        super().__init__()
        self.view = SessionView(colours)
        self._live_session: LiveSession | None = None
        self._announcer: SessionAnnouncer | None = None
        self._body = FigureScene(still=False)
        self._awake = KeepAwake()
        self._notices: tuple[Notice, ...] = ()
        self._state: State | None = None
        self._is_waiting = False
        self._ticks = 0
        self._preferences = preferences
        preferences.subscribe(self._follow_preferences)
        self._panel: SoundPanel | None = None
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Session"))
        self.setAccessibleDescription(keys_description())
        controls = self.view.controls
        controls.pause_requested.connect(self.pause_or_resume)
        controls.skip_requested.connect(self.skip)
        controls.back_requested.connect(self.back)
        controls.stop_requested.connect(self.stop_requested)
        controls.sound_requested.connect(self.toggle_sound_panel)

    @property
    def is_running(self) -> bool:
        """Whether there is a session that has not ended."""
        return self._live_session is not None

    def begin(self, live_session: LiveSession, *, read_aloud: bool = False) -> None:
        """Start a session; with `read_aloud` a screen reader speaks its lines."""
        gc.freeze()  # collecting what exists by now would delay a frame now and then
        self._live_session = live_session
        self._state = None
        self._announcer = SessionAnnouncer(self, at_once=read_aloud)
        self._update_notices(live_session.notices)
        live_session.coach.start()
        self._tick()
        self._timer.start(FRAME_MS)
        self.setFocus()
        self._apply_preferences(self._preferences.current)

    def _follow_preferences(self, _before: Preferences, preferences: Preferences) -> None:
        self._apply_preferences(preferences)

    def _apply_preferences(self, preferences: Preferences) -> None:
        """Apply what a running session can take over from other preferences: motion and sound."""
        reduced = prefers_reduced_motion(preferences.motion)
        if reduced is not self.view.stage.reduced_motion:
            self._body = FigureScene(still=reduced)
            self.view.stage.reduced_motion = reduced
        if self._panel is not None:
            self._panel.show_preferences(preferences)
        if self._live_session is not None:
            self._live_session.follow(preferences)

    def toggle_sound_panel(self) -> None:
        """Show or hide the sound panel."""
        if self._panel is None:
            from stretchcoach.window.session.sound_panel import SoundPanel

            self._panel = SoundPanel(self._preferences.current, self)
            self._panel.changed.connect(self._preferences.change)
            self._panel.closed.connect(self.setFocus)
        if self._panel.isVisible():
            self._panel.dismiss()
        else:
            self._panel.open_above(self.view.controls_top, self.width() - FAR)

    def pause_or_resume(self) -> None:
        """Pause the session, or resume it if it is paused."""
        self._ask(lambda coach: coach.pause_or_resume())

    def pause(self) -> bool:
        """Pause the session, and return whether it was running until now."""
        was_running = self._live_session is not None and self._live_session.coach.tick().state is State.RUNNING
        self._ask(lambda coach: coach.pause())
        return was_running

    def resume(self) -> None:
        """Resume the session."""
        self._ask(lambda coach: coach.resume())

    def skip(self) -> None:
        """Go to the next phase."""
        self._ask(lambda coach: coach.skip())

    def back(self) -> None:
        """Go to the start of this phase, or to the previous one."""
        self._ask(lambda coach: coach.back())

    def stop(self) -> None:
        """Stop the session before its end."""
        self._ask(lambda coach: coach.stop())

    def suspend(self) -> bool:
        """Pause the session, stop ticking until `reactivate`, and return whether there is a session."""
        self._timer.stop()  # after an unexpected error, the next tick might fail too
        self._awake.set_active(False)
        if self._live_session is None:
            return False
        try:
            self._live_session.coach.pause()
        except Exception:
            self._live_session.close()  # a coach that can no longer even pause is of no use
            self._live_session = None
            raise
        return True

    def stop_without_display(self) -> None:
        """Stop the session and emit its last moment, but leave the page as it is."""
        self._timer.stop()
        self._awake.set_active(False)
        if self._live_session is not None:
            self._live_session.coach.stop()
            self.ticked.emit(self._live_session.coach.tick())

    def reactivate(self) -> None:
        """Tick again after `suspend`. The session stays paused."""
        if self._live_session is not None:
            self._timer.start(STILL_MS)
            self._tick()
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out the command of a key, or resume a session that waits for any key."""
        if self._live_session is not None and (command := command_for(event)) is not None:
            self._carry_out(command, self._live_session.coach)
        elif self._live_session is not None and self._is_waiting and answers_any_key(event):
            self.resume()
        else:
            super().keyPressEvent(event)

    def _ask(self, action: Callable[[Coach], object]) -> None:
        """Have the coach do something, and show the result at once."""
        if self._live_session is not None:
            action(self._live_session.coach)
            self._tick()

    def _carry_out(self, command: SessionCommand, coach: Coach) -> None:
        actions: dict[SessionCommand, Callable[[], object]] = {
            SessionCommand.PAUSE_OR_RESUME: self.pause_or_resume,
            SessionCommand.PAUSE: self.pause,
            SessionCommand.NEXT: self.skip,
            SessionCommand.BACK: self.back,
            SessionCommand.HOLD_LONGER: coach.hold_longer,
            SessionCommand.EASE_OFF: coach.ease_off,
            SessionCommand.TAKE_EASIER: coach.take_easier,
            SessionCommand.SHOW_SOUND: self.toggle_sound_panel,
            SessionCommand.STOP: self.stop_requested.emit,
        }
        if command in VOLUME_STEPS:
            self._preferences.change(step_volume(self._preferences.current, *VOLUME_STEPS[command]))
        else:
            actions[command]()

    def _tick(self) -> None:
        live_session = self._live_session
        if live_session is None:
            return
        moment = live_session.coach.tick()
        self._awake.set_active(moment.state is State.RUNNING)
        try:
            self._show(live_session, moment)
        finally:  # a session that can no longer be shown must still be able to end
            if moment.state in ENDED:
                self._live_session = None
                self._timer.stop()
                if self._panel is not None:
                    self._panel.hide()
                live_session.close()
                gc.unfreeze()
                self.ended.emit(moment)

    def _show(self, live_session: LiveSession, moment: Moment) -> None:
        self.view.show_moment(moment, self._body.picture_at(moment))
        self.ticked.emit(moment)
        if self._announcer is not None:
            self._announcer.follow(moment)
        if moment.state is not self._state:
            self._state = moment.state
            self.state_changed.emit(moment)
        self._is_waiting = moment.pause_reason is PauseReason.WAITING
        self._ticks = (self._ticks + 1) % _NOTICES_EVERY
        if not self._ticks:
            self._update_notices(live_session.notices)
        self._set_pace(moves=moment.state is not State.PAUSED)

    def _set_pace(self, *, moves: bool) -> None:
        """Tick at each frame while something is seen to move, else just often enough to schedule lines in time."""
        interval = FRAME_MS if moves and self.isVisible() and not self.window().isMinimized() else STILL_MS
        if self._timer.interval() != interval:
            self._timer.setInterval(interval)

    def _update_notices(self, notices: Iterable[Notice]) -> None:
        now = (*notices, *self._awake.notices)
        if now != self._notices:
            self._notices = now
            self.notices_changed.emit(now)
