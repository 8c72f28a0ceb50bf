"""A card with the length of a stretch's holds over the last year; the person chooses the stretch."""

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
from stretchcoach.window.journal.dates import short_day
from stretchcoach.window.journal.picture_card import PictureCard
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.widgets.fields import name_choice, quiet

if TYPE_CHECKING:
    from stretchcoach.window.journal.hold_chart import HeldOn, HoldChart

_AFTER_THE_PICTURE_MS = 50
_HEIGHT = 14
"""Of the chart, in sizes of its text."""


class HoldCard(PictureCard):
    """Asks for the past of the stretch that is chosen."""

    stretch_chosen = Signal(str)

    def __init__(self, colours: Colours) -> None:
        self._room = QWidget()
        super().__init__(_("How long you hold"), self._room, (_("Day"), _("Left"), _("Right")))
        self._colours = colours
        self._stretches: Mapping[str, Stretch] = {}
        self._breath = Preferences().breath
        self._held: HeldOn = ()
        self.chart: HoldChart | None = None
        """Once it has been loaded."""
        self._meant: str | None = None
        """The stretch that the person chose."""
        layout = QVBoxLayout(self._room)
        layout.setContentsMargins(0, 0, 0, 0)
        self._fit()
        self.choice = quiet(QComboBox())
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.currentIndexChanged.connect(self._choose)
        self.choice.activated.connect(self._mean)
        self.head.addWidget(self.choice)
        name_choice(self.choice, _("Stretch"))

    @property
    def stretch(self) -> str | None:
        """The stretch that is chosen, by its id."""
        chosen: str | None = self.choice.currentData()
        return chosen

    def show_stretches(self, held: Sequence[str], known: Mapping[str, Stretch]) -> None:
        """Offer the stretches that were `held`, the one to begin with first. One whose file is gone goes by its id."""
        self._stretches = known
        stretched = [one for one in held if one not in known or known[one].kind is StretchKind.STRETCH]
        named = {one: known[one].title if one in known else one for one in stretched}
        wanted = self._meant if self._meant in named else next(iter(stretched), None)
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for one in sorted(named, key=lambda one: named[one]):
                self.choice.addItem(named[one], one)
            self.choice.setCurrentIndex(self.choice.findData(wanted))
        self.setVisible(bool(named))
        self._choose()

    def show_held(self, held: "HeldOn") -> None:
        """Show the past of the stretch that is chosen."""
        self._held = held
        self.table.show_rows(_rows(held))
        self._show()
        if self.chart is None:
            # Loading it takes a third of a second, and what is there by now is seen first. Not in a thread: two that
            # make Qt's types at one time end the program.
            QTimer.singleShot(_AFTER_THE_PICTURE_MS, self, self._add_chart)

    def follow(self, breath: Breath) -> None:
        """Use another pace for lengths that are counted in breaths."""
        self._breath = breath
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """With larger words the chart is larger."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        if self.chart is not None:
            self.chart.recolour(colours)

    def _fit(self) -> None:
        self._room.setFixedHeight(_HEIGHT * self.font().pixelSize())

    def _show(self) -> None:
        self.show_words(_words(self._held, self._advised()))
        if self.chart is not None:
            self.chart.show_held(self._held, self._advised())

    def _add_chart(self) -> None:
        from stretchcoach.window.journal.hold_chart import HoldChart

        layout = self._room.layout()
        if self.chart is None and layout is not None:
            self.chart = HoldChart(self._colours)
            layout.addWidget(self.chart)
            self._show()

    def _mean(self) -> None:
        self._meant = self.stretch

    def _choose(self) -> None:
        if self.stretch is not None:
            self.stretch_chosen.emit(self.stretch)

    def _advised(self) -> tuple[float, float]:
        stretch = self._stretches.get(self.stretch or "")
        if stretch is None:
            return 0.0, 0.0
        least, most = stretch.dose.hold_advice
        return least.seconds(self._breath), most.seconds(self._breath)


def _rows(held: "HeldOn") -> list[tuple[str, str, str]]:
    """A row for each day, the latest first; what is of no side stands in the first column."""
    rows = []
    for day, of_day in groupby(held, key=lambda one: one[0]):
        seconds = {side: _("{n} s").format(n=round(held_seconds)) for _day, side, held_seconds in of_day}
        first = seconds.get(Side.LEFT, seconds.get(Side.BOTH, ""))
        rows.append((short_day(day), first, seconds.get(Side.RIGHT, "")))
    return rows[::-1]


def _words(held: "HeldOn", advised: tuple[float, float]) -> str:
    """Say how long it was held the last time, and the range."""
    if not held:
        return _("Not held in the last year.")
    day = held[-1][0]
    parts = [
        _("{side} {n} s").format(side=side_name(side).lower(), n=round(seconds)).strip()
        for of, side, seconds in held
        if of == day
    ]
    told = [_("{day}: {lengths}.").format(day=short_day(day), lengths=", ".join(parts))]
    if any(side is not Side.BOTH for _day, side, _seconds in held):
        told.append(_("Left is round, right is square."))
    if advised[1]:
        good = _("The band is what is advised: {least} to {most} seconds.")
        told.append(good.format(least=round(advised[0]), most=round(advised[1])))
    return " ".join(told)
