"""The page after a session: what was done, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchcoach.language import _, _n
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.window.labels import label
from stretchcoach.window.scale import APART, FAR, OPEN


class FinishPage(QWidget):
    """Says how it ended, calmly; asks for the list, or for the same once more."""

    done = Signal()
    again_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "title")
        self._text = label("", "summary")
        for text in (self._title, self._text):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back = QPushButton(_("Done"))
        back.setProperty("role", "primary")
        again = QPushButton(_("Once more"))
        again.setProperty("role", "quiet")
        for button in (back, again):
            button.setAutoDefault(True)  # Return presses it, as in a dialog
        back.clicked.connect(self.done)
        again.clicked.connect(self.again_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(APART)
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(again)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, FAR, FAR, FAR)
        layout.setSpacing(APART)
        layout.addStretch(4)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addSpacing(OPEN)
        layout.addLayout(buttons)
        layout.addStretch(5)
        self._back = back
        self.setFocusProxy(back)

    def show_end(self, moment: Moment) -> None:
        """Show how a session ended at `moment`."""
        routine = moment.timeline.routine
        minutes = max(1, round(moment.practised / 60))
        self._title.setText(_("Well stretched.") if moment.state is State.FINISHED else _("That is enough for now."))
        self._text.setText(
            _n(
                "{title}, {n} minute. Get up slowly, and see how your legs feel.",
                "{title}, {n} minutes. Get up slowly, and see how your legs feel.",
                minutes,
            ).format(title=routine.title, n=minutes)
        )
        # The focus comes to this button, and a screen reader reads what it says: so it hears how it ended.
        self._back.setAccessibleDescription(f"{self._title.text()} {self._text.text()}")
