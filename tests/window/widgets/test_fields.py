"""A number field accepts what it shows, and every way in which people write numbers."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.domain.ranges import Range
from stretchcoach.window.theme.application import interface_locale
from stretchcoach.window.widgets.fields import NumberBox, PlainSpinBox, plain_number
from stretchcoach.window.widgets.setting_editors import NumberEditor
from tests.journeys.conftest import ROOT

WITHIN = Range(2, 10, 0.5, "s")
WAYS = {"3.5": 3.5, "3,5": 3.5, "4": 4.0, "٣٫٥": 3.5, "٤": 4.0, "३.५": 3.5, "4,": 4.0, "4.": 4.0}  # noqa: RUF001 - digits of other languages


def type_into(box: NumberBox | PlainSpinBox, text: str) -> None:
    box.setFocus()
    box.selectAll()
    for letter in text:  # QTest knows no keys but those of ASCII
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(box.lineEdit(), event)
    QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.parametrize("locale", ["en", "de_DE", "fr_FR", "ar_EG", "hi_IN"])
@pytest.mark.parametrize(("text", "number"), WAYS.items())
def test_a_number_may_be_typed_in_any_way(qtbot: QtBot, locale: str, text: str, number: float) -> None:
    """The locale of the system makes no difference, because the program sets that of its interface."""
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    QLocale.setDefault(interface_locale())
    editor = NumberEditor(WITHIN, 5.0, whole=False)
    qtbot.addWidget(editor)
    editor.show()
    told: list[object] = []
    editor.changed.connect(told.append)
    (box,) = editor.findChildren(NumberBox)
    type_into(box, text)
    assert told == [number]
    assert box.text() == f"{number:.1f} s"
    type_into(box, box.text().removesuffix(" s"))
    assert box.value() == number
    QLocale.setDefault(before)


@pytest.mark.parametrize("text", ["7", "٧", "७"])  # noqa: RUF001 - as above
def test_a_whole_number_takes_any_digits(qtbot: QtBot, text: str) -> None:
    box = PlainSpinBox(1, 99)
    qtbot.addWidget(box)
    box.show()
    type_into(box, text)
    assert box.value() == 7


@pytest.mark.parametrize("text", ["", "abc", "As the routine says, or so", "1.000.000", "5 breaths, each side"])
def test_a_comma_that_is_no_decimal_comma_stays(text: str) -> None:
    assert plain_number(text) == text


SHOWN = """
from stretchcoach.window.shell.app import make_application
from stretchcoach.domain.ranges import Range
from stretchcoach.window.widgets.setting_editors import NumberEditor
from PySide6.QtWidgets import QDoubleSpinBox
application = make_application()
editor = NumberEditor(Range(2, 10, 0.5, "s"), 3.5, whole=False)
print(editor.findChildren(QDoubleSpinBox)[0].text())
"""


@pytest.mark.parametrize("locale", ["de_DE.UTF-8", "ar_EG.UTF-8", "C"])
def test_the_program_shows_numbers_as_its_interface_writes_them(locale: str) -> None:
    env = {**os.environ, "LC_ALL": locale, "LANG": locale, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    shown = subprocess.run([sys.executable, "-c", SHOWN], env=env, capture_output=True, text=True, check=True)
    assert shown.stdout == "3.5 s\n"
