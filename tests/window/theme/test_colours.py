"""Every colour has enough contrast with its background in every palette, and none goes unmeasured."""

import re
from itertools import product
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from stretchcoach.resources import ASSETS
from stretchcoach.settings.choices import TextSize, Theme
from stretchcoach.window.theme.contrast_pairs import CONTRAST_PAIRS, ContrastPair, MinimumContrast
from stretchcoach.window.theme.palette import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    Colours,
    colours_for,
    qt_palette,
)
from stretchcoach.window.theme.scale import sizes_for
from stretchcoach.window.theme.style import style_sheet
from tests.window.contrast import EVERY_PALETTE, contrast, minimum_contrast

TOKENS = set(Colours._fields) - {"is_high_contrast"}
SHEETS = sorted((ASSETS / "style").glob("*.qss"))
TOGETHER = {frozenset((pair.foreground, pair.background)) for pair in CONTRAST_PAIRS}


class Rule(NamedTuple):
    """A rule of a style sheet: its selector and its declarations."""

    selector: str
    said: dict[str, str]

    def colour_of(self, *names: str) -> str | None:
        """Return the colour token at the end of the first declaration with one of these names."""
        found = [re.search(r"\$(\w+)$", self.said[name]) for name in names if name in self.said]
        return next((one[1] for one in found if one and one[1] in TOKENS), None)


def rules() -> list[Rule]:
    text = "".join(re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL) for sheet in SHEETS)
    made = []
    for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", text):
        said = (one.split(":", 1) for one in body.split(";") if ":" in one)
        made.append(Rule(selector.strip(), {name.strip(): value.strip() for name, value in said}))
    return made


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@EVERY_PALETTE
@pytest.mark.parametrize("pair", CONTRAST_PAIRS, ids=lambda pair: f"{pair.foreground} on {pair.background}")
def test_every_pair_can_be_told_apart(colours: Colours, pair: ContrastPair) -> None:
    measured = contrast(getattr(colours, pair.foreground), getattr(colours, pair.background))
    assert measured >= minimum_contrast(colours, pair.minimum), pair.usage


def test_no_minimum_is_below_that_of_wcag() -> None:
    assert all(least >= 4.5 for least in MinimumContrast.TEXT.value)
    assert MinimumContrast.TEXT.value[1] >= 7
    assert all(least >= 3 for least in MinimumContrast.NON_TEXT.value)
    assert MinimumContrast.DIVIDER.value[1] >= 3
    ornaments = {
        pair.foreground
        for pair in CONTRAST_PAIRS
        if pair.minimum in (MinimumContrast.DECORATION, MinimumContrast.DIVIDER)
    }
    assert ornaments == {"line", "raised", "mat", "shadow", "thumb"}, "nothing else says so little that it may be faint"


def test_no_colour_of_the_palette_goes_unmeasured() -> None:
    assert {token for pair in CONTRAST_PAIRS for token in (pair.foreground, pair.background)} == TOKENS


def test_the_sheets_use_only_named_colours_and_sizes() -> None:
    known = TOKENS | set(sizes_for(TextSize.NORMAL)) | {"marks"}
    for sheet in SHEETS:
        text = sheet.read_text(encoding="utf-8")
        assert set(re.findall(r"(?<!\$)\$(\w+)", text)) <= known
    for rule in rules():
        for name, value in rule.said.items():
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", value, re.IGNORECASE), rule
            assert name != "font-size" or value.startswith("$"), rule


def test_every_size_has_a_use() -> None:
    used = {name for sheet in SHEETS for name in re.findall(r"\$(\w+)", sheet.read_text(encoding="utf-8"))}
    assert set(sizes_for(TextSize.NORMAL)) <= used


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.selector.splitlines()[0])
def test_what_a_rule_brings_together_is_a_pair_that_is_measured(rule: Rule) -> None:
    back = rule.colour_of("background")
    border = rule.colour_of("border", "border-color", "border-left-color", "border-bottom", "border-right")
    text = rule.colour_of("color")
    for fore in (text, border):
        if fore is not None and back is not None and fore != back:
            assert frozenset((fore, back)) in TOGETHER
    chosen = (rule.colour_of("selection-color"), rule.colour_of("selection-background-color"))
    assert None in chosen or frozenset(chosen) in TOGETHER


@EVERY_PALETTE
def test_what_qt_paints_by_itself_is_measured_too(colours: Colours) -> None:
    palette = qt_palette(colours)
    role = QPalette.ColorRole
    for fore, back in (
        *product((role.WindowText, role.PlaceholderText), (role.Window, role.Base)),
        *product((role.Text, role.ButtonText, role.ToolTipText), (role.Base, role.AlternateBase, role.Button)),
        (role.HighlightedText, role.Highlight),
    ):
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled):
            names = [palette.color(group, one).name() for one in (fore, back)]
            assert contrast(*names) >= minimum_contrast(colours, MinimumContrast.TEXT), (fore, back)


@EVERY_PALETTE
@pytest.mark.parametrize("mark", ["up", "down", "tick"])
def test_a_mark_is_drawn_in_the_colour_that_is_measured(colours: Colours, mark: str) -> None:
    drawn = (ASSETS / "icons" / colours.marks / f"{mark}.svg").read_text(encoding="utf-8")
    assert f'stroke="{colours.on_accent if mark == "tick" else colours.mark}"' in drawn


@EVERY_PALETTE
@pytest.mark.parametrize("text_size", TextSize)
def test_qt_understands_the_sheet(qapp: QApplication, colours: Colours, text_size: TextSize) -> None:
    sheet = style_sheet(colours, text_size)
    assert "$" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for address in re.findall(r"url\(([^)]+)\)", sheet):
        assert (ASSETS / "icons" / address).is_file()
    qapp.setStyleSheet(sheet)  # what cannot be parsed is a warning, and fails the test


class Desktop:
    """A stand-in for QStyleHints."""

    def __init__(self, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> None:
        self._scheme = scheme
        self._contrast = contrast

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return self._scheme

    def accessibility(self) -> "Desktop":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802 - Qt's name
        return self._contrast


@pytest.mark.parametrize(
    ("theme", "dark", "high", "wanted"),
    [
        (Theme.SYSTEM, False, False, LIGHT),
        (Theme.SYSTEM, True, False, DARK),
        (Theme.SYSTEM, False, True, CONTRAST_LIGHT),
        (Theme.SYSTEM, True, True, CONTRAST_DARK),
        (Theme.LIGHT, True, True, LIGHT),
        (Theme.DARK, False, True, DARK),
        (Theme.CONTRAST, False, False, CONTRAST_LIGHT),
        (Theme.CONTRAST, True, False, CONTRAST_DARK),
    ],
)
def test_the_palette_is_as_chosen_or_as_the_desktop_prefers(
    monkeypatch: pytest.MonkeyPatch, theme: Theme, dark: bool, high: bool, wanted: Colours
) -> None:
    scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    preference = Qt.ContrastPreference.HighContrast if high else Qt.ContrastPreference.NoPreference
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: Desktop(scheme, preference))
    assert colours_for(theme) is wanted


@EVERY_PALETTE
def test_the_sides_stay_apart_for_eyes_that_see_few_colours(colours: Colours) -> None:
    """Blue and orange differ in blue, which red-green blindness does not affect."""
    left, right = QColor(colours.left), QColor(colours.right)
    assert left.blueF() - right.blueF() > 0.25
