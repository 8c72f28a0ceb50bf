"""Scaling the texts and controls of a page with the window."""

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from stretchcoach.window.theme.scale import PRIMARY_RING

_CHECK_BOX_SIZE = 20
"""Width and height in pixels of a check box's indicator in the style sheet."""


def scale(page: QWidget, factor: float) -> None:
    """Make all texts, buttons and combo boxes on `page` `factor` times as large as the program's style makes them."""
    for kind in (QLabel, QAbstractButton, QComboBox):
        for part in page.findChildren(kind):
            part.setStyleSheet("")  # back to the program's style, which the factor applies to
            part.ensurePolished()
            usual = part.sizeHint()
            if factor != 1.0:
                part.setStyleSheet(_style(part, usual.height(), factor))
            if isinstance(part, QPushButton):
                part.setMinimumWidth(round(usual.width() * factor))
            if not isinstance(part, QLabel):
                part.setMinimumHeight(_even(usual.height() * factor))


def _even(pixels: float) -> int:
    """Return the nearest even number, so that half of it is a whole radius."""
    return 2 * round(pixels / 2)


def _style(part: QWidget, height: int, factor: float) -> str:
    font = f"font-size: {round(part.fontInfo().pixelSize() * factor)}px;"
    if part.property("role") == "primary":
        # The button stays round at both ends. Its height includes the focus ring on both sides.
        radius = _even(height * factor) // 2 - PRIMARY_RING
        rules = (("", radius), (":hover", radius + PRIMARY_RING), (":focus", radius + PRIMARY_RING))
        rounded = " ".join(f"QPushButton{state} {{ border-radius: {pixels}px; }}" for state, pixels in rules)
        return f"QPushButton {{ {font} }} {rounded}"
    if part.property("role") == "number":
        width = round(part.minimumWidth() * factor)
        return f"{font} min-width: {width}px; max-width: {width}px;"
    if not isinstance(part, QCheckBox):
        return font
    indicator = round(_CHECK_BOX_SIZE * factor)
    return f"QCheckBox {{ {font} }} QCheckBox::indicator {{ width: {indicator}px; height: {indicator}px; }}"
