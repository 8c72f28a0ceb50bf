"""The page of one routine: what it is, why, its stretches with their dose, its cautions, and Start."""

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
from stretchcoach.window.widgets.labels import breakable, label, rule
from stretchcoach.window.widgets.scrolled import Scrolled

_ROOMY = 480
"""Pixels: a page that is narrower has little room around what stands on it."""
_AROUND_A_CARD = OPEN + APART + 2
"""What its margins and borders take of its width."""

if TYPE_CHECKING:
    from stretchcoach.window.figure.figure_button import FigureButton


class RoutinePage(Scrolled):
    """Shows a routine as the person's preferences make it; asks to start it."""

    start_requested = Signal(object)
    save_requested = Signal(object)
    """A routine that is to be saved as sound."""
    shown = Signal(object)
    """A routine, each time its page is made anew."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._figures: list[FigureButton] = []
        self._routine: Routine | None = None
        self.slots: dict[str, QVBoxLayout] = {}
        """Where there is room for what the past says about a stretch."""
        self.start = QPushButton(_("Start"))
        self.start.setProperty("role", "primary")
        self.start.setCursor(Qt.CursorShape.PointingHandCursor)
        self.start.setAutoDefault(True)  # Return presses it, as in a dialog
        self.start.clicked.connect(self._ask_to_start)
        self.save = QPushButton(_("Save as sound…"))
        self.save.setProperty("role", "quiet")
        self.save.clicked.connect(self._ask_to_save)

    def show_routine(
        self, routine: Routine, minutes: int, preferences: Preferences, easier: dict[str, Stretch]
    ) -> None:
        """Show `routine`, which takes about `minutes`; `easier` are the stretches that a variant may be of."""
        self._routine = routine
        self._figures = []
        self.rows = []
        self.slots = {}
        had_focus = self.isAncestorOf(self.window().focusWidget())
        for button in (self.start, self.save):
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
        buttons.addWidget(self.start)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        self.rows.append(buttons)
        layout.addLayout(buttons)
        layout.addSpacing(NEAR)
        if routine.all_cautions:
            layout.addWidget(_cautions(routine.all_cautions))
        for exercise in routine.exercises:
            layout.addWidget(self._exercise_card(exercise, preferences, easier))
        if routine.sources or any(stretch.sources for stretch in routine.stretches):
            layout.addWidget(_sources(routine))
        layout.addStretch(1)
        self.setWidget(page)
        self.fit_width(self.viewport().width())
        if had_focus:
            self.start.setFocus()  # what had it is gone, and so would the focus be
        self.shown.emit(routine)

    def fit_width(self, room: int) -> None:
        """Leave less around the column where there is little room."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return  # the first routine is still to come
        around = FAR if room >= _ROOMY else APART
        bar = self.verticalScrollBar().sizeHint().width()
        layout.setContentsMargins(around, around, around - bar, around)
        super().fit_width(room - 2 * around + bar - _AROUND_A_CARD)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        for figure in self._figures:
            figure.colours = colours
            figure.update()

    def show_preparing(self, preparing: bool) -> None:
        """Say on the button that the session is being made ready."""
        self.start.setEnabled(not preparing)
        self.start.setText(_("Finding my voice…") if preparing else _("Start"))

    def _chips(self, minutes: int, routine: Routine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        about = _n("about {n} minute", "about {n} minutes", minutes).format(n=minutes)
        for text in (about, *routine.needs):
            row.addWidget(label(text, "chip"), 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.rows.append(row)
        return row

    def _exercise_card(self, exercise: Exercise, preferences: Preferences, easier: dict[str, Stretch]) -> QFrame:
        """What a stretch is and how it is dosed, beside its figure; below, why, what to feel, what is easier."""
        from stretchcoach.window.figure.figure_button import FigureButton

        stretch = exercise.stretch
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(label(stretch.title, "heading"))
        words.addWidget(label(_dose(exercise, preferences), "faint"))
        words.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(APART)
        self.rows.append(above)
        above.addLayout(words, 1)
        if stretch.figure is not None:
            still = prefers_reduced_motion(preferences.motion)
            side = preferences.first_side if stretch.one_sided else Side.LEFT
            figure = FigureButton(stretch.title, stretch.figure, self._colours, side=side, reduced_motion=still)
            self._figures.append(figure)
            above.addWidget(figure, 0, Qt.AlignmentFlag.AlignLeft)
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(OPEN, APART, APART, OPEN)
        layout.setSpacing(HAIR)
        layout.addLayout(above)
        self.slots[stretch.id] = QVBoxLayout()
        layout.addLayout(self.slots[stretch.id])
        layout.addWidget(rule())
        parts = [(_("Why"), stretch.why), (_("What to feel"), stretch.feel)]
        variant = easier.get(stretch.easier or "")
        if variant is not None:
            parts.append((_("Easier"), variant.title))
        for heading, text in parts:
            layout.addSpacing(NEAR)
            layout.addWidget(label(heading, "faint"))
            layout.addWidget(label(text, "body"))
        return card

    def _ask_to_save(self) -> None:
        if self._routine is not None:
            self.save_requested.emit(self._routine)

    def _ask_to_start(self) -> None:
        if self._routine is not None:
            self.start_requested.emit(self._routine)


def _panel(routine: Routine) -> QFrame:
    """Return an empty page that the keyboard comes to and scrolls, and that a screen reader knows by the routine."""
    page = QFrame()
    page.setObjectName("routine")
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setAccessibleName(routine.title)
    page.setAccessibleDescription(routine.summary)
    return page


def _dose(exercise: Exercise, preferences: Preferences) -> str:
    """`Each side: 4 warm-up breaths, hold 5 breaths`."""
    stretch = exercise.stretch
    dose = exercise.wanted(preferences)
    parts = []
    if dose.reps:
        parts.append(_n("{n} warm-up breath", "{n} warm-up breaths", dose.reps).format(n=dose.reps))
    held = dose.hold.spoken()
    parts.append(_("hold {length}").format(length=held) if stretch.one_sided else held)
    text = ", ".join(parts)
    return _("Each side: {dose}").format(dose=text) if stretch.one_sided else text


def _cautions(cautions: Sequence[str]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("caution")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(OPEN, APART, OPEN, APART)
    layout.setSpacing(NEAR)
    layout.addWidget(label(_("Before you begin"), "heading"))
    for caution in cautions:
        layout.addWidget(label(caution, "body"))
    return frame


def _sources(routine: Routine) -> QWidget:
    sources = [*routine.sources, *(source for stretch in routine.stretches for source in stretch.sources)]
    lines = dict.fromkeys(f"{source.title} ({source.at})" for source in sources)
    return label(breakable(_("Sources: {sources}").format(sources="; ".join(lines))), "faint")
