"""A session in the window: it drives the view from the coach, and the coach from buttons and keys."""

import gc
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from stretchcoach.desktop.keep_awake import KeepAwake
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.services.live_session import LiveSession
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import ENDED, PauseReason, State
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.volumes import turned
from stretchcoach.window.figure.scene import Body
from stretchcoach.window.session.session_view import SessionView
from stretchcoach.window.theme.application import prefers_reduced_motion
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import FAR, FRAME_MS, STILL_MS
from stretchcoach.window.widgets.announcer import Announcer

if TYPE_CHECKING:
    from stretchcoach.window.session.sound_panel import SoundPanel

_NOTICES_EVERY = 30
"""Frames between two looks at whether the voice can be heard."""

FAR_KEYS = (Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaPlay, Qt.Key.Key_B, Qt.Key.Key_Period)
"""Of headsets, media keyboards and presenters: they pause and go on."""
_PAUSE = (Qt.Key.Key_Space, *FAR_KEYS)
_PAUSE_ONLY = (Qt.Key.Key_MediaPause,)
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_MediaNext)
_LOUDER: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_MediaPrevious)


class SessionPage(QFrame):
    """Runs one live_session at a time. A frame, because that is a panel to a screen reader."""

    ended = Signal(object)
    """The last moment of a session."""
    ticked = Signal(object)
    """The moment, at every look."""
    stop_requested = Signal()
    state_changed = Signal(object)
    """A moment at which a session began, paused, went on or ended."""
    preferences_changed = Signal(object)
    """Preferences with another sound."""
    notices_changed = Signal(object)
    """What keeps the voice from being heard and the screen from staying on, as it is now."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.view = SessionView(colours)
        self._live_session: LiveSession | None = None
        self._announcer: Announcer | None = None
        self._body = Body(still=False)
        self._awake = KeepAwake()
        self._notices: tuple[Notice, ...] = ()
        self._state: State | None = None
        self._is_waiting = False
        self._frames = 0
        self._preferences = Preferences()
        self._panel: SoundPanel | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._by_key: dict[int, Callable[[], object]] = {
            **dict.fromkeys(_PAUSE, self.pause_or_resume),
            **dict.fromkeys(_PAUSE_ONLY, self.pause),
            **dict.fromkeys(_NEXT, self.skip),
            **dict.fromkeys(_BACK, self.back),
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Session"))
        self.setAccessibleDescription(
            _(
                "Space pauses, Right and Left change the phase, plus holds longer, minus eases off, "
                "S takes the easier version, V opens the sound, Up and Down make the voice louder and quieter, "
                "Escape stops."
            )
        )
        self.view.controls.pause_requested.connect(self.pause_or_resume)
        self.view.controls.skip_requested.connect(self.skip)
        self.view.controls.back_requested.connect(self.back)
        self.view.controls.stop_requested.connect(self.stop_requested)
        self.view.controls.sound_requested.connect(self.toggle_sound_panel)

    @property
    def is_running(self) -> bool:
        """Whether there is a session that has not ended."""
        return self._live_session is not None

    def begin(self, live_session: LiveSession, *, read_aloud: bool = False) -> None:
        """Start a session; with `read_aloud` a screen reader speaks its lines."""
        gc.freeze()  # what is there by now stays: looking through it again would cost a frame now and then
        self._live_session = live_session
        self._state = None
        self._announcer = Announcer(self, at_once=read_aloud)
        self._tell_notices(live_session.notices)
        live_session.coach.start()
        self._tick()
        self._timer.start(FRAME_MS)
        self.setFocus()

    def follow(self, preferences: Preferences) -> None:
        """Use other preferences as far as a running session can: movement, volume, whether the voice speaks."""
        reduced = prefers_reduced_motion(preferences.motion)
        if reduced is not self.view.stage.reduced_motion:
            self._body = Body(still=reduced)
            self.view.stage.reduced_motion = reduced
        self._preferences = preferences
        if self._panel is not None:
            self._panel.show_preferences(preferences)
        if self._live_session is not None:
            self._live_session.follow(preferences)

    def toggle_sound_panel(self) -> None:
        """Show how loud each part is, to be changed; or hide it."""
        if self._panel is not None and self._panel.isVisible():
            self._panel.hide()
            self.setFocus()
            return
        if self._panel is None:
            from stretchcoach.window.session.sound_panel import SoundPanel

            self._panel = SoundPanel(self._preferences, self)
            self._panel.changed.connect(self.preferences_changed)
            self._panel.closed.connect(self.setFocus)
        self._panel.open_above(self.view.controls_top, self.width() - FAR)

    def _turn(self, setting: str, step: int) -> None:
        """Make a part of the sound louder or quieter."""
        self.preferences_changed.emit(turned(self._preferences, setting, step))

    def pause_or_resume(self) -> None:
        """Stand still, or go on."""
        if self._live_session is not None:
            self._live_session.coach.pause_or_resume()
            self._tick()

    def pause(self) -> bool:
        """Stand still; say whether it was going on until now."""
        if self._live_session is None:
            return False
        was_running = self._live_session.coach.tick().state is State.RUNNING
        self._live_session.coach.pause()
        self._tick()
        return was_running

    def resume(self) -> None:
        """Go on."""
        if self._live_session is not None:
            self._live_session.coach.resume()
            self._tick()

    def skip(self) -> None:
        """Go to the next phase."""
        if self._live_session is not None:
            self._live_session.coach.skip()
            self._tick()

    def back(self) -> None:
        """Go to the start of this phase, or to the one before."""
        if self._live_session is not None:
            self._live_session.coach.back()
            self._tick()

    def stop(self) -> None:
        """End the session before its end."""
        if self._live_session is not None:
            self._live_session.coach.stop()
            self._tick()

    def suspend(self) -> bool:
        """Stand still, and look no more until `reactivate`: a look might fail. Say whether there is a session."""
        self._timer.stop()
        self._awake.keep(False)
        if self._live_session is None:
            return False
        try:
            self._live_session.coach.pause()
        except Exception:
            self._live_session.close()  # a coach that fails even at this leads no one any more
            self._live_session = None
            raise
        return True

    def stop_without_display(self) -> None:
        """Stop the session, and tell those that follow it, but show nothing more."""
        self._timer.stop()
        self._awake.keep(False)
        if self._live_session is not None:
            self._live_session.coach.stop()
            self.ticked.emit(self._live_session.coach.tick())

    def reactivate(self) -> None:
        """Show a session again that was held still."""
        if self._live_session is not None:
            self._timer.start(STILL_MS)
            self._tick()
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a session, those of presenter remotes and media keyboards among them."""
        key = event.key()
        live_session = self._live_session
        if live_session is None or (event.isAutoRepeat() and key not in _LOUDER):
            super().keyPressEvent(event)
        elif (asked := self._by_key.get(key)) is not None:
            asked()
        elif event.text() == "+" or key == Qt.Key.Key_Plus:
            live_session.coach.hold_longer()
        elif event.text() == "-" or key == Qt.Key.Key_Minus:
            live_session.coach.ease_off()
        elif key == Qt.Key.Key_S and not event.modifiers():
            live_session.coach.swap()
        elif key == Qt.Key.Key_V and not event.modifiers():
            self.toggle_sound_panel()
        elif key in _LOUDER:
            is_background = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._turn("background_volume" if is_background else "volume", _LOUDER[key])
        elif key == Qt.Key.Key_Escape:
            self.stop_requested.emit()
        elif self._is_waiting and _is_any_key(event):
            self.resume()
        else:
            super().keyPressEvent(event)

    def _tick(self) -> None:
        live_session = self._live_session
        if live_session is None:
            return
        moment = live_session.coach.tick()
        self._awake.keep(moment.state is State.RUNNING)
        try:
            self._show(live_session, moment)
        finally:  # who cannot see the session any more can still leave it
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
        self._frames = (self._frames + 1) % _NOTICES_EVERY
        if not self._frames:
            self._tell_notices(live_session.notices)
        seen = self.isVisible() and not self.window().isMinimized()
        still = moment.state is State.PAUSED or not seen
        # Where nothing is seen to move, the lines only have to be handed out in time.
        interval = STILL_MS if still else FRAME_MS
        if self._timer.interval() != interval:
            self._timer.setInterval(interval)

    def _tell_notices(self, notices: Iterable[Notice]) -> None:
        now = (*notices, *self._awake.notices)
        if now != self._notices:
            self._notices = now
            self.notices_changed.emit(now)


def _is_any_key(event: QKeyEvent) -> bool:
    """Whether "press a key" may mean this one: it writes something or is Return, and is not F for full screen."""
    if event.key() == Qt.Key.Key_F or event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    ):
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (event.text().isprintable() and bool(event.text()))
