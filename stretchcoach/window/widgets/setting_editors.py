"""One control for each kind of setting; which one follows from how the setting is declared."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSlider,
    QWidget,
)

from stretchcoach.domain.hold import Hold, Unit
from stretchcoach.domain.ranges import HOLD_BREATHS, HOLD_SECONDS, Range
from stretchcoach.i18n import _
from stretchcoach.settings.setting import Setting
from stretchcoach.window.theme.scale import NEAR
from stretchcoach.window.widgets.fields import NumberBox, PlainSpinBox, name_choice, quiet, roomy
from stretchcoach.window.widgets.labels import label


class Editor(QWidget):
    """A control for one value: `changed` carries the new one."""

    changed = Signal(object)

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setObjectName("field")
        self.setProperty("free", False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(NEAR)
        for part in parts:
            self._row.addWidget(part)
        self._parts = parts

    def free(self) -> None:
        """Let it be as wide as it likes to be, where there is more room than usual; to be said before it is shown."""
        self.setProperty("free", True)
        self._parts[0].setMinimumWidth(1)  # and narrower, where there is less

    def describe(self, name: str, help_text: str) -> None:
        """Say to a screen reader what is set here; the control in it is what the person comes to."""
        self.setAccessibleName(name)
        for part in self._parts:
            if part.focusPolicy() is Qt.FocusPolicy.NoFocus:
                continue  # a text, which speaks for itself
            part.setAccessibleName(name)
            part.setAccessibleDescription(help_text)
            if isinstance(part, QComboBox):
                name_choice(part, name)


class ChoiceEditor(Editor):
    """One of a few words; `None` is a choice too where the setting may be unset."""

    def __init__(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        self._box = quiet(QComboBox())
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._values: list[object] = []
        super().__init__(self._box)
        self.offer(choices, value)
        self._box.currentIndexChanged.connect(lambda row: self.changed.emit(self._values[row]))

    def show_value(self, value: object) -> None:
        """Show a value that was chosen elsewhere."""
        if value in self._values:
            with QSignalBlocker(self._box):
                self._box.setCurrentIndex(self._values.index(value))

    def offer(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        """Offer other choices, with `value` chosen."""
        with QSignalBlocker(self._box):
            self._box.clear()
            self._box.addItems([words for _choice, words in choices])
            # Kept here: as an item's data Qt would turn a choice of a StrEnum into a plain str.
            self._values = [choice for choice, _words in choices]
            self._box.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class TruthEditor(Editor):
    """On or off."""

    def __init__(self, value: bool) -> None:
        box = QCheckBox(_("On"))
        super().__init__(box)
        box.setChecked(value)
        box.toggled.connect(self.changed.emit)


class NumberEditor(Editor):
    """A number within a range, whole or by steps; below the least stands `unset`, where there is such a thing."""

    def __init__(self, within: Range, value: float | None, *, whole: bool, unset: str = "") -> None:
        box = roomy(quiet(NumberBox()))
        super().__init__(box)
        least = within.least - within.step if unset else within.least
        box.setDecimals(0 if whole else 1)
        box.setRange(least, within.most)
        box.setSingleStep(within.step)
        box.setSpecialValueText(unset)
        box.setSuffix(f" {within.unit}")
        box.setKeyboardTracking(False)
        box.setValue(least if value is None else value)
        self._within = within
        self._whole = whole
        box.valueChanged.connect(self._tell)

    def _tell(self, number: float) -> None:
        is_set = number >= self._within.least
        self.changed.emit((int(number) if self._whole else number) if is_set else None)


class SliderEditor(Editor):
    """A whole number that is felt rather than known; it goes by the steps of its range."""

    def __init__(self, within: Range, value: int) -> None:
        slider = self._slider = quiet(QSlider(Qt.Orientation.Horizontal))
        self._shown = label("", "number")
        super().__init__(slider, self._shown)
        self.setFocusProxy(slider)
        self._within = within
        slider.setRange(int(within.least), int(within.most))
        slider.setSingleStep(int(within.step))
        slider.setPageStep(int(within.step) * 4)
        slider.setMinimumHeight(24)  # else the handle is cut
        slider.setValue(value)
        self._value = value
        self._show(value)
        slider.valueChanged.connect(self._snap)

    def show_value(self, value: int) -> None:
        """Show a value that was chosen elsewhere."""
        with QSignalBlocker(self._slider):
            self._slider.setValue(value)
        self._value = value
        self._show(value)

    def _snap(self, value: int) -> None:
        """Go to the nearest step: the mouse may leave the handle in between."""
        least, step = self._within.least, self._within.step
        nearest = int(least + round((value - least) / step) * step)
        with QSignalBlocker(self._slider):
            self._slider.setValue(nearest)
        if nearest != self._value:
            self._value = nearest
            self._show(nearest)
            self.changed.emit(nearest)

    def _show(self, value: int) -> None:
        self._shown.setText(f"{value} %" if self._within.unit == "%" else str(value))


class HoldEditor(Editor):
    """As the routine says, or so many seconds or breaths."""

    def __init__(self, value: Hold | None, unset: str) -> None:
        self._unit = quiet(QComboBox())
        self._amount = PlainSpinBox(1, 1)
        super().__init__(self._unit, self._amount)
        for words, unit in ((unset, None), (_("seconds"), "s"), (_("breaths"), "b")):
            self._unit.addItem(words, unit)
        self._unit.setCurrentIndex(0 if value is None else 1 if value.unit == "s" else 2)
        self._unit.setProperty("role", "unit")
        # Beside an amount it is as narrow as its own words; alone, as wide as the field.
        self._unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._row.setStretch(1, 1)
        # Shown as `5 breaths`, but Tab comes to the unit first: as written has no amount.
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
        """Fit the number to its unit; there is none where the hold is as written."""
        self._amount.setVisible(value is not None)
        if value is not None:
            within = HOLD_SECONDS if value.unit == "s" else HOLD_BREATHS
            with QSignalBlocker(self._amount):
                self._amount.setRange(int(within.least), int(within.most))
                self._amount.setSingleStep(int(within.step))
                self._amount.setValue(value.amount)


def editor_for(setting: Setting, value: object) -> Editor:
    """Return the control that fits how `setting` is declared."""
    unset = _(setting.unset) if setting.unset else ""
    if setting.choices:
        return ChoiceEditor([(choice, _(words)) for choice, words in setting.choices], value)
    if isinstance(value, bool):
        return TruthEditor(value)
    if setting.within is None:
        return HoldEditor(value if isinstance(value, Hold) else None, unset)
    if setting.within.unit in ("%", "words a minute") and isinstance(value, int):
        return SliderEditor(setting.within, value)
    number = value if isinstance(value, int | float) else None
    return NumberEditor(setting.within, number, whole=not isinstance(value, float), unset=unset)
