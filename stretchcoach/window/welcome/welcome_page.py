"""The welcome of the first start: a greeting, the cautions, and a sound check."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.welcome.greeting import Greeting
from stretchcoach.window.welcome.page_dots import PageDots
from stretchcoach.window.welcome.scaling import scale
from stretchcoach.window.welcome.sound_check import SoundCheck
from stretchcoach.window.widgets.cautions import Cautions
from stretchcoach.window.widgets.welcome_step import WelcomeStep

_USUAL = QSize(860, 600)
"""The window size, in pixels, above which the text grows."""
_LARGEST = 2.4
_MOST = QSize(1160, 780)
"""The largest size of the content at normal text size, in pixels. A larger window leaves a margin around it."""


class WelcomePage(QWidget):
    """Leads through its three steps, one at a time. Only a first start imports this module."""

    done = Signal()
    """The person confirmed the cautions and pressed Begin on the last page."""

    def __init__(self, app: AppContext, colours: Colours) -> None:
        super().__init__()
        self._factor = 0.0
        self._greeting = Greeting(colours, app.preferences.current.breath)
        self._sound = SoundCheck(app)
        self._steps = (self._greeting, Cautions(), self._sound)
        self._content = QWidget()
        self._stack = QStackedWidget()
        self._dots = PageDots(colours, len(self._steps))
        self._back = QPushButton(_("Back"))
        self._next = QPushButton()
        for step in self._steps:
            self._stack.addWidget(step)
            step.ready_changed.connect(self._fit_button)
        self._unsubscribe = app.preferences.subscribe(self._follow_preferences)
        self._sound.test.asked.connect(self._next.setFocus)  # so that Return continues after the test
        self._lay_out()
        self._open(0)

    def end(self) -> None:
        """Follow the preferences no more: the page is about to be deleted."""
        self._unsubscribe()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        for part in (self._greeting.circle, self._dots):
            part.colours = colours
            part.update()
        self._factor = 0.0  # the text size may have changed as well
        self._fit_sizes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Continue with Return and go back with Esc, wherever the focus is. Esc leaves full screen first."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._continue()
        elif key == Qt.Key.Key_Escape and self._page and not self.window().isFullScreen():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the text grow with the window."""
        super().resizeEvent(event)
        self._fit_sizes()

    def _follow_preferences(self, _before: Preferences, preferences: Preferences) -> None:
        self._sound.show_preferences(preferences)

    def _fit_sizes(self) -> None:
        factor = min(self.width() / _USUAL.width(), self.height() / _USUAL.height())
        factor = round(min(max(factor, 1.0), _LARGEST), 1)
        if factor != self._factor:
            self._factor = factor
            scale(self, factor)
            self._content.setMaximumSize(_MOST * factor)
            self._dots.fit(factor)
            for step in self._steps:
                step.fit(factor)

    @property
    def _page(self) -> int:
        return self._stack.currentIndex()

    def _lay_out(self) -> None:
        self._back.setProperty("role", "quiet")
        self._next.setProperty("role", "primary")
        for button in (self._back, self._next):
            button.setAutoDefault(True)  # Return presses it, as in a dialog
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._continue)
        way = QGridLayout()
        way.setContentsMargins(40, 10, 40, 26)
        way.addWidget(self._back, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        way.addWidget(self._dots, 0, 1, Qt.AlignmentFlag.AlignCenter)
        way.addWidget(self._next, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        way.setColumnStretch(0, 1)
        way.setColumnStretch(2, 1)
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self._stack, 1)
        content.addLayout(way)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._content, 1, 1)
        for around in (0, 2):
            layout.setRowStretch(around, 1)
            layout.setColumnStretch(around, 1)
        layout.setRowStretch(1, 1000)  # all the room there is, up to the maximum size
        layout.setColumnStretch(1, 1000)

    def _continue(self) -> None:
        step = self._steps[self._page]
        if not step.is_ready:
            if not step.take_return():
                self._focus(step)
        elif self._page + 1 < len(self._steps):
            self._open(self._page + 1)
        else:
            self.done.emit()

    def _go_back(self) -> None:
        self._open(self._page - 1)

    def _open(self, page: int) -> None:
        step = self._steps[page]
        self._stack.setCurrentIndex(page)
        self._dots.show_page(page)
        self._back.setVisible(page > 0)
        self._next.setText(_("Begin") if step is self._steps[-1] else _("Continue"))
        self._next.setAccessibleDescription(step.description)
        self._fit_button()
        step.enter()
        self._focus(step)

    def _focus(self, step: WelcomeStep) -> None:
        self.setFocusProxy(step.first or self._next)
        self.setFocus()

    def _fit_button(self) -> None:
        self._next.setEnabled(self._steps[self._page].is_ready)
