"""A card with what was done: each stretch beside how long it was held."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from stretchcoach.session.done import Done
from stretchcoach.session.wording import held_length
from stretchcoach.window.labels import label, rule
from stretchcoach.window.scale import APART, CLOSE, OPEN


class DoneCard(QFrame):
    """One row for each stretch that was held."""

    def __init__(self, done: Sequence[Done]) -> None:
        super().__init__()
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        for number, one in enumerate(done):
            if number:
                layout.addWidget(rule())
            layout.addLayout(_row(one))


def _row(done: Done) -> QHBoxLayout:
    held = label(held_length(done), "body")
    held.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row = QHBoxLayout()
    row.setSpacing(APART)
    row.addWidget(label(done.stretch.title, "heading"), 1)
    row.addWidget(held, 1)
    return row
