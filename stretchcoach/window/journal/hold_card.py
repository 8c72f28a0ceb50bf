"""A card with the length of the holds of one stretch over the last year."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from stretchcoach.domain.breath import Breath
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.routine.stretch import Stretch, StretchKind
from stretchcoach.session.wording import side_name
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.journal.chart_card import ChartCard
from stretchcoach.window.journal.dates import short_day
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.widgets.fields import name_choice, quiet

if TYPE_CHECKING:
    from stretchcoach.window.journal.hold_chart import HoldChart, HoldsByDay

_CHART_DELAY_MS = 50
"""Milliseconds after the rest of the card is shown, to let it be painted first."""
_HEIGHT = 14
"""The chart's height, in sizes of its text."""


class HoldCard(ChartCard):
    """Lets the person choose a stretch, and shows its holds once the owner has read them."""

    stretch_chosen = Signal(str)
    """The id of the stretch whose holds are to be read."""

    def __init__(self, colours: Colours) -> None:
        self._chart_area = QWidget()
        super().__init__(_("How long you hold"), self._chart_area, (_("Day"), _("Left"), _("Right")))
        self._colours = colours
        self._stretches: Mapping[str, Stretch] = {}
        self._breath = Preferences().breath
        self._holds: HoldsByDay = ()
        self.chart: HoldChart | None = None
        """The chart, once it has been loaded."""
        self._preferred: str | None = None
        """The stretch that the person chose last."""
        layout = QVBoxLayout(self._chart_area)
        layout.setContentsMargins(0, 0, 0, 0)
        self._fit_height()
        self.choice = quiet(QComboBox())
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.currentIndexChanged.connect(self._choose)
        self.choice.activated.connect(self._remember_choice)
        self.head.addWidget(self.choice)
        name_choice(self.choice, _("Stretch"))

    @property
    def stretch(self) -> str | None:
        """The id of the chosen stretch."""
        chosen: str | None = self.choice.currentData()
        return chosen

    def show_stretches(self, held: Sequence[str], known: Mapping[str, Stretch]) -> None:
        """Offer the stretches that were held, and choose the last choice of the person, or the first one.

        `held` are ids. A stretch that is not `known` any more is offered by its id.
        """
        self._stretches = known
        stretched = [one for one in held if one not in known or known[one].kind is StretchKind.STRETCH]
        named = {one: known[one].title if one in known else one for one in stretched}
        wanted = self._preferred if self._preferred in named else next(iter(stretched), None)
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for one in sorted(named, key=lambda one: named[one]):
                self.choice.addItem(named[one], one)
            self.choice.setCurrentIndex(self.choice.findData(wanted))
        self.setVisible(bool(named))
        self._choose()

    def show_holds(self, holds: "HoldsByDay") -> None:
        """Show the holds of the chosen stretch."""
        self._holds = holds
        self.table.show_rows(_rows(holds))
        self._show()
        if self.chart is None:
            # Loading the chart takes a third of a second, so the rest of the card is shown first. It is not loaded in
            # a thread, because two threads that create Qt's types at the same time crash the program.
            QTimer.singleShot(_CHART_DELAY_MS, self, self._add_chart)

    def follow(self, breath: Breath) -> None:
        """Use another breath to convert recommendations that are counted in breaths."""
        self._breath = breath
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Make the chart larger or smaller with the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_height()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        if self.chart is not None:
            self.chart.recolour(colours)

    def _fit_height(self) -> None:
        self._chart_area.setFixedHeight(_HEIGHT * self.font().pixelSize())

    def _show(self) -> None:
        self.set_caption(_caption(self._holds, self._recommended()))
        if self.chart is not None:
            self.chart.show_holds(self._holds, self._recommended())

    def _add_chart(self) -> None:
        from stretchcoach.window.journal.hold_chart import HoldChart

        layout = self._chart_area.layout()
        if self.chart is None and layout is not None:
            self.chart = HoldChart(self._colours)
            layout.addWidget(self.chart)
            self._show()

    def _remember_choice(self) -> None:
        self._preferred = self.stretch

    def _choose(self) -> None:
        if self.stretch is not None:
            self.stretch_chosen.emit(self.stretch)

    def _recommended(self) -> tuple[float, float]:
        """Return the shortest and the longest recommended hold in seconds; zeros if they are not known."""
        stretch = self._stretches.get(self.stretch or "")
        if stretch is None:
            return 0.0, 0.0
        least, most = stretch.dose.hold_advice
        return least.seconds(self._breath), most.seconds(self._breath)


def _rows(holds: "HoldsByDay") -> list[tuple[str, str, str]]:
    """Return a row for each day, latest first. A hold without a side is in the first column."""
    rows = []
    for day, of_day in groupby(holds, key=lambda one: one[0]):
        seconds = {side: _("{n} s").format(n=round(held_seconds)) for _day, side, held_seconds in of_day}
        first = seconds.get(Side.LEFT, seconds.get(Side.BOTH, ""))
        rows.append((short_day(day), first, seconds.get(Side.RIGHT, "")))
    return rows[::-1]


def _caption(holds: "HoldsByDay", recommended: tuple[float, float]) -> str:
    """Return the lengths of the last day, and what the marks and the band mean."""
    if not holds:
        return _("Not held in the last year.")
    day = holds[-1][0]
    parts = [
        _("{side} {n} s").format(side=side_name(side).lower(), n=round(seconds)).strip()
        for of, side, seconds in holds
        if of == day
    ]
    sentences = [_("{day}: {lengths}.").format(day=short_day(day), lengths=", ".join(parts))]
    if any(side is not Side.BOTH for _day, side, _seconds in holds):
        sentences.append(_("Circles are the left side, squares the right."))
    if recommended[1]:
        band = _("The band is the recommended range: {least} to {most} seconds.")
        sentences.append(band.format(least=round(recommended[0]), most=round(recommended[1])))
    return " ".join(sentences)
