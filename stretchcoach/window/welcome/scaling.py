"""Words that grow with their window, whatever size the style gives them."""

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from stretchcoach.window.theme.scale import PRIMARY_RING

_TICK = 20
"""A box to be ticked, as the style has it."""


def scale(page: QWidget, factor: float) -> None:
    """Make all words on `page`, and what is pressed, `factor` times as large as the style of the program has them."""
    for kind in (QLabel, QAbstractButton, QComboBox):
        for part in page.findChildren(kind):
            part.setStyleSheet("")  # back to the size that it grows from
            part.ensurePolished()
            usual = part.sizeHint()
            if factor != 1.0:
                part.setStyleSheet(_style(part, usual.height(), factor))
            if isinstance(part, QPushButton):
                part.setMinimumWidth(round(usual.width() * factor))
            if not isinstance(part, QLabel):
                part.setMinimumHeight(_even(usual.height() * factor))


def _even(pixels: float) -> int:
    """A height whose half is a radius."""
    return 2 * round(pixels / 2)


def _style(part: QWidget, height: int, factor: float) -> str:
    words = f"font-size: {round(part.fontInfo().pixelSize() * factor)}px;"
    if part.property("role") == "primary":
        # Still round at both ends; its height has the room for its ring on both sides.
        radius = _even(height * factor) // 2 - PRIMARY_RING
        rules = (("", radius), (":hover", radius + PRIMARY_RING), (":focus", radius + PRIMARY_RING))
        rounded = " ".join(f"QPushButton{state} {{ border-radius: {pixels}px; }}" for state, pixels in rules)
        return f"QPushButton {{ {words} }} {rounded}"
    if part.property("role") == "number":
        width = round(part.minimumWidth() * factor)
        return f"{words} min-width: {width}px; max-width: {width}px;"
    if not isinstance(part, QCheckBox):
        return words
    tick = round(_TICK * factor)
    return f"QCheckBox {{ {words} }} QCheckBox::indicator {{ width: {tick}px; height: {tick}px; }}"
