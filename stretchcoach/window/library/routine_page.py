"""The page of one routine: its description, cautions and stretches, and the button that starts it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _, _n
from stretchcoach.routine.routine import Exercise, Routine
from stretchcoach.routine.stretch import Stretch
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.theme.application import prefers_reduced_motion
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, FAR, HAIR, NEAR, OPEN
from stretchcoach.window.widgets.labels import label, rule, wrappable_path
from stretchcoach.window.widgets.scroll_area import ResponsiveScrollArea

_WIDE = 480
"""Pixels: a page narrower than this has small margins."""
_CARD_FRAME = OPEN + APART + 2
"""Pixels of a card's width that its margins and borders take."""

if TYPE_CHECKING:
    from stretchcoach.window.figure.figure_button import FigureButton


class RoutinePage(ResponsiveScrollArea):
    """Shows a routine with the doses that the preferences give it; offers to start it or to save it as sound."""

    start_requested = Signal(object)
    """The routine to start."""
    save_requested = Signal(object)
    """The routine to save as sound."""
    routine_shown = Signal(object)
    """The routine, each time the page has been built for it."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._figures: list[FigureButton] = []
        self._routine: Routine | None = None
        self.advice_slots: dict[str, QVBoxLayout] = {}
        """Layouts for advice on a stretch, by the id of the stretch."""
        self.start_button = QPushButton(_("Start"))
        self.start_button.setProperty("role", "primary")
        self.start_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.start_button.setAutoDefault(True)  # Return presses it, as in a dialog
        self.start_button.clicked.connect(self._request_start)
        self.save_button = QPushButton(_("Save as sound…"))
        self.save_button.setProperty("role", "quiet")
        self.save_button.clicked.connect(self._request_save)

    def show_routine(
        self, routine: Routine, minutes: int, preferences: Preferences, stretches: dict[str, Stretch]
    ) -> None:
        """Show a routine that takes about `minutes`. Easier variants are looked up in `stretches`."""
        self._routine = routine
        self._figures = []
        self.rows = []
        self.advice_slots = {}
        had_focus = self.isAncestorOf(self.window().focusWidget())
        for button in (self.start_button, self.save_button):
            button.setParent(None)
        page = _panel(routine)
        column = QWidget()
        column.setObjectName("column")
        centred = QHBoxLayout(page)
        centred.addStretch(0)
        centred.addWidget(column, 1)
        centred.addStretch(0)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(APART)
        layout.addWidget(label(routine.title, "title"))
        layout.addWidget(label(routine.summary, "summary"))
        layout.addLayout(self._chips(minutes, routine))
        layout.addSpacing(HAIR)
        buttons = QHBoxLayout()
        buttons.setSpacing(APART)
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        self.rows.append(buttons)
        layout.addLayout(buttons)
        layout.addSpacing(NEAR)
        if routine.all_cautions:
            layout.addWidget(_cautions_card(routine.all_cautions))
        for exercise in routine.exercises:
            layout.addWidget(self._exercise_card(exercise, preferences, stretches))
        if routine.sources or any(stretch.sources for stretch in routine.stretches):
            layout.addWidget(_sources_label(routine))
        layout.addStretch(1)
        self.setWidget(page)
        self.fit_width(self.viewport().width())
        if had_focus:
            self.start_button.setFocus()  # the widget that had the focus is gone
        self.routine_shown.emit(routine)

    def fit_width(self, width: int) -> None:
        """Fit the margins and the rows to a width in pixels."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return  # no routine has been shown yet
        margin = FAR if width >= _WIDE else APART
        bar = self.verticalScrollBar().sizeHint().width()
        layout.setContentsMargins(margin, margin, margin - bar, margin)
        super().fit_width(width - 2 * margin + bar - _CARD_FRAME)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        for figure in self._figures:
            figure.colours = colours
            figure.update()

    def set_preparing(self, preparing: bool) -> None:
        """Disable Start, and say on it that the session is being prepared; or enable it again."""
        self.start_button.setEnabled(not preparing)
        self.start_button.setText(_("Finding my voice…") if preparing else _("Start"))

    def _chips(self, minutes: int, routine: Routine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        about = _n("about {n} minute", "about {n} minutes", minutes).format(n=minutes)
        for text in (about, *routine.needs):
            row.addWidget(label(text, "chip"), 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.rows.append(row)
        return row

    def _exercise_card(self, exercise: Exercise, preferences: Preferences, stretches: dict[str, Stretch]) -> QFrame:
        """Return a card with the stretch's title, dose and figure, its purpose, what to feel and an easier variant."""
        from stretchcoach.window.figure.figure_button import FigureButton

        stretch = exercise.stretch
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(label(stretch.title, "heading"))
        words.addWidget(label(_dose(exercise, preferences), "faint"))
        words.addStretch(1)
        top_row = QHBoxLayout()
        top_row.setSpacing(APART)
        self.rows.append(top_row)
        top_row.addLayout(words, 1)
        if stretch.figure is not None:
            still = prefers_reduced_motion(preferences.motion)
            side = preferences.first_side if stretch.one_sided else Side.LEFT
            figure = FigureButton(stretch.title, stretch.figure, self._colours, side=side, reduced_motion=still)
            self._figures.append(figure)
            top_row.addWidget(figure, 0, Qt.AlignmentFlag.AlignLeft)
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(OPEN, APART, APART, OPEN)
        layout.setSpacing(HAIR)
        layout.addLayout(top_row)
        self.advice_slots[stretch.id] = QVBoxLayout()
        layout.addLayout(self.advice_slots[stretch.id])
        layout.addWidget(rule())
        parts = [(_("Why"), stretch.why), (_("What to feel"), stretch.feel)]
        variant = stretches.get(stretch.easier or "")
        if variant is not None:
            parts.append((_("Easier"), variant.title))
        for heading, text in parts:
            layout.addSpacing(NEAR)
            layout.addWidget(label(heading, "faint"))
            layout.addWidget(label(text, "body"))
        return card

    def _request_save(self) -> None:
        if self._routine is not None:
            self.save_requested.emit(self._routine)

    def _request_start(self) -> None:
        if self._routine is not None:
            self.start_requested.emit(self._routine)


def _panel(routine: Routine) -> QFrame:
    """Return an empty page that takes the keyboard focus and is named after the routine for screen readers."""
    page = QFrame()
    page.setObjectName("routine")
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setAccessibleName(routine.title)
    page.setAccessibleDescription(routine.summary)
    return page


def _dose(exercise: Exercise, preferences: Preferences) -> str:
    """Return a dose in words: `Each side: 4 warm-up breaths, hold 5 breaths`."""
    stretch = exercise.stretch
    dose = exercise.dose_for(preferences)
    parts = []
    if dose.reps:
        parts.append(_n("{n} warm-up breath", "{n} warm-up breaths", dose.reps).format(n=dose.reps))
    held = dose.hold.in_words()
    parts.append(_("hold {length}").format(length=held) if stretch.one_sided else held)
    text = ", ".join(parts)
    return _("Each side: {dose}").format(dose=text) if stretch.one_sided else text


def _cautions_card(cautions: Sequence[str]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("caution")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(OPEN, APART, OPEN, APART)
    layout.setSpacing(NEAR)
    layout.addWidget(label(_("Before you begin"), "heading"))
    for caution in cautions:
        layout.addWidget(label(caution, "body"))
    return frame


def _sources_label(routine: Routine) -> QWidget:
    sources = [*routine.sources, *(source for stretch in routine.stretches for source in stretch.sources)]
    lines = dict.fromkeys(f"{source.title} ({source.at})" for source in sources)
    return label(wrappable_path(_("Sources: {sources}").format(sources="; ".join(lines))), "faint")
