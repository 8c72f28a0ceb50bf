"""A card with the length of a stretch's holds over the last year; the person chooses the stretch."""

import importlib
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from stretchcoach.language import _
from stretchcoach.routine.stretch import Manner, Stretch
from stretchcoach.session.wording import side_name
from stretchcoach.settings.breath import Breath
from stretchcoach.settings.choices import Side
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.errand import Errand
from stretchcoach.window.fields import name_choice, quiet
from stretchcoach.window.journal.dates import short_day
from stretchcoach.window.journal.picture_card import PictureCard
from stretchcoach.window.palette import Colours

if TYPE_CHECKING:
    from stretchcoach.window.journal.hold_chart import HeldOn, HoldChart

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
        self._shown: tuple[HeldOn, tuple[float, float]] | None = None
        self.chart: HoldChart | None = None
        """Once it has been loaded."""
        self._is_loading = False
        layout = QVBoxLayout(self._room)
        layout.setContentsMargins(0, 0, 0, 0)
        self._room.setFixedHeight(_HEIGHT * self.font().pixelSize())
        self.choice = quiet(QComboBox())
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.currentIndexChanged.connect(self._choose)
        self.head.addWidget(self.choice)
        name_choice(self.choice, _("Stretch"))
        self.setTabOrder(self.choice, self.table)

    @property
    def stretch(self) -> str | None:
        """The stretch that is chosen, by its id."""
        chosen: str | None = self.choice.currentData()
        return chosen

    def show_stretches(self, held: Sequence[str], known: Mapping[str, Stretch], breath: Breath) -> None:
        """Offer the stretches that were `held`, the one to begin with first; `breath` is the pace.

        One whose file is gone is called by its id.
        """
        before = self.stretch or next(iter(held), None)
        self._stretches, self._breath = known, breath
        stretched = [one for one in held if one not in known or known[one].manner is Manner.STRETCH]
        named = {one: known[one].title if one in known else one for one in stretched}
        self.choice.blockSignals(True)
        self.choice.clear()
        for one in sorted(named, key=lambda one: named[one]):
            self.choice.addItem(named[one], one)
        if before in named:
            self.choice.setCurrentIndex(self.choice.findData(before))
        self.choice.blockSignals(False)
        self._choose()

    def show_held(self, held: "HeldOn") -> None:
        """Show the past of the stretch that is chosen."""
        self._shown = held, self._advised()
        self.table.show_rows(_rows(held))
        self.show_words(_words(held, self._shown[1]))
        if self.chart is not None:
            self.chart.show_held(*self._shown)
        elif not self._is_loading:
            self._is_loading = True
            loading = Errand(lambda: importlib.import_module("stretchcoach.window.journal.hold_chart"))
            loading.done.connect(self._add_chart)
            loading.run()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        if self.chart is not None:
            self.chart.recolour(colours)

    def _add_chart(self) -> None:
        from stretchcoach.window.journal.hold_chart import HoldChart

        self.chart = HoldChart(self._colours)
        layout = self._room.layout()
        if layout is not None:
            layout.addWidget(self.chart)
        if self._shown is not None:
            self.chart.show_held(*self._shown)

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
