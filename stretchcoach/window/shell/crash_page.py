"""The page after a bug: it says that the session is saved, and offers to continue or to quit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchcoach.diagnostics.crash_report import CrashReport
from stretchcoach.i18n import _
from stretchcoach.window.theme.scale import APART, FAR, NEAR, OPEN
from stretchcoach.window.widgets.labels import label, wrappable_path
from stretchcoach.window.widgets.layout import centre_column
from stretchcoach.window.widgets.scroll_area import ResponsiveScrollArea


class CrashPage(ResponsiveScrollArea):
    """Explains a bug calmly, and copies the report on request. Loaded when it is needed."""

    continue_requested = Signal()
    quit_requested = Signal()

    def __init__(self, report: CrashReport, *, session_waits: bool) -> None:
        """`session_waits` says whether there is a session to return to."""
        super().__init__(reserved_width=2 * FAR)
        self._report = report
        self.setAccessibleName(_("Something went wrong"))
        self._continue = _button(_("Continue"), "primary")
        self._copy = _button(_("Copy the report"), "secondary")
        leave = _button(_("Quit"), "secondary")
        self._continue.clicked.connect(self.continue_requested)
        self._copy.clicked.connect(self._copy_report)
        leave.clicked.connect(self.quit_requested)
        texts = [_told(session_waits=session_waits), _where(report)]
        # This button gets the focus, so a screen reader reads its description, which says what happened.
        self._continue.setAccessibleDescription(" ".join([_("Something went wrong."), *texts]))
        self._lay_out(texts, [self._continue, self._copy, leave])

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Move the focus to the button that continues."""
        self._continue.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the width again: a widget has its styled size only once it is shown."""
        super().showEvent(event)
        self.fit_width(self.viewport().width() - 2 * FAR)

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report.text)
        self._copy.setText(_("Copied"))

    def _lay_out(self, texts: list[str], buttons: list[QPushButton]) -> None:
        row = QHBoxLayout()
        row.setSpacing(APART)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        row.addStretch(1)
        self.rows = [row]
        column = QWidget()
        column.setObjectName("column")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch(4)
        told, where = label(texts[0], "summary"), label(wrappable_path(texts[1]), "faint")
        for text, space in ((label(_("Something went wrong."), "title"), NEAR), (told, APART), (where, OPEN)):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(text)
            layout.addSpacing(space)
        layout.addLayout(row)
        layout.addStretch(5)
        page = QWidget()
        centre_column(column, page, (FAR, OPEN, FAR, OPEN))
        self.setWidget(page)


def _told(*, session_waits: bool) -> str:
    if session_waits:
        return _("This is the program's fault, not yours. Your session is paused, and what you did is saved.")
    return _("This is the program's fault, not yours. You can continue, or quit and start again.")


def _where(report: CrashReport) -> str:
    if report.file is None:
        return _("The report can't be saved to a file, but you can copy it.\nNothing is sent anywhere.")
    return _("The report is saved in {path}.\nNothing is sent anywhere.").format(path=report.file)


def _button(text: str, role: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(True)  # Return presses it, as in a dialog
    return made
