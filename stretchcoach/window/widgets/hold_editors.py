"""The editors of hold lengths: one for all stretches, and one for each stretch."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from stretchcoach.domain.hold import Hold, Unit
from stretchcoach.domain.ranges import HOLD_BREATHS, HOLD_SECONDS
from stretchcoach.i18n import _
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR
from stretchcoach.window.widgets.fields import PlainSpinBox, quiet
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.setting_editors import Editor, labelled_row
from stretchcoach.window.widgets.voice_test import VoiceTest


class HoldEditor(Editor):
    """A number of seconds or breaths, or `unset`."""

    def __init__(self, value: Hold | None, unset: str) -> None:
        self._unit = quiet(QComboBox())
        self._amount = PlainSpinBox(1, 1)
        super().__init__(self._unit, self._amount)
        for words, unit in ((unset, None), (_("seconds"), "s"), (_("breaths"), "b")):
            self._unit.addItem(words, unit)
        self._unit.setCurrentIndex(0 if value is None else 1 if value.unit == "s" else 2)
        self._unit.setProperty("role", "unit")
        # Beside an amount, the unit is as narrow as its own words; alone, it is as wide as the field.
        self._unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._row.setStretch(1, 1)
        # Shown as `5 breaths`, but Tab reaches the unit first: an unset hold has no amount.
        self._row.setDirection(QBoxLayout.Direction.RightToLeft)
        self._fit(value)
        self._unit.currentIndexChanged.connect(self._change_unit)
        self._amount.valueChanged.connect(lambda: self.changed.emit(self._value()))

    def _value(self) -> Hold | None:
        unit: Unit | None = self._unit.currentData()
        return None if unit is None else Hold(self._amount.value(), unit)

    def _change_unit(self) -> None:
        unit: Unit | None = self._unit.currentData()
        usual = {None: None, "s": Hold(30, "s"), "b": Hold(5, "b")}
        self._fit(usual[unit])
        self.changed.emit(usual[unit])

    def _fit(self, value: Hold | None) -> None:
        """Show the amount within the range of its unit; hide it if there is no hold."""
        self._amount.setVisible(value is not None)
        if value is not None:
            within = HOLD_SECONDS if value.unit == "s" else HOLD_BREATHS
            with QSignalBlocker(self._amount):
                self._amount.setRange(int(within.least), int(within.most))
                self._amount.setSingleStep(int(within.step))
                self._amount.setValue(value.amount)


class StretchHoldsEditor(Editor):
    """A hold for each stretch, in a row of its own. `changed` carries the holds that are set, by stretch."""

    is_wide = True

    def __init__(self, holds: Mapping[str, Hold], unset: str) -> None:
        self._list = QWidget()
        super().__init__(self._list)
        self.setProperty("free", True)
        self._holds = holds
        self._unset = unset
        self._rows: list[QBoxLayout] = []
        self._editors: dict[str, Editor] = {}
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, APART - NEAR, 0, 0)
        self._column.setSpacing(CLOSE)

    @property
    def rows(self) -> Sequence[QBoxLayout]:
        """One row for each stretch."""
        return self._rows

    def named(self, name: str) -> Mapping[str, Editor]:
        """Return the editor of each stretch, as `holds.inner-thigh`."""
        return {f"{name}.{stretch}": editor for stretch, editor in self._editors.items()}

    def describe(self, name: str, help_text: str) -> None:
        """Describe the editor alone: the row of each stretch has its own description."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(help_text)

    def attach(self, app: AppContext, _voice_test: VoiceTest) -> None:
        """Add a row for each stretch of the library, in the order of its routines."""
        routines = app.library.current.routines.values()
        in_order = {stretch.id: stretch for routine in routines for stretch in routine.stretches}
        for stretch in in_order.values():
            editor = HoldEditor(self._holds.get(stretch.id), self._unset)
            editor.changed.connect(partial(self._change, stretch.id))
            self._editors[stretch.id] = editor
            least, most = stretch.dose.hold_advice
            advice = _("{hold} in the routine; {least} to {most} recommended").format(
                hold=stretch.dose.hold.in_words(), least=least.amount, most=most.amount
            )
            editor.describe(stretch.title, advice)
            row = labelled_row(label(stretch.title, "body"), label(advice, "faint"), editor, spacing=0)
            self._rows.append(row)
            self._column.addLayout(row)

    def _change(self, stretch: str, hold: Hold | None) -> None:
        holds = {key: value for key, value in self._holds.items() if key != stretch}
        if hold is not None:
            holds[stretch] = hold
        self._holds = MappingProxyType(holds)
        self.changed.emit(self._holds)
