"""A card with a picture of the past, what it says in words, and the same as a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from stretchcoach.window.journal.chart_table import ChartTable
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR, OPEN
from stretchcoach.window.widgets.labels import label


class ChartCard(QFrame):
    """`picture` stands under its title; the table comes below it where it is asked for."""

    def __init__(self, title: str, picture: QWidget, headings: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.words = label("", "faint")
        """What the picture says, or what it shows where the keyboard is."""
        self.table = ChartTable(title, headings)
        self.table.hide()
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """The title, and what can be chosen beside it; where it is narrow, below it."""
        self.head.setSpacing(APART)
        self.head.addWidget(label(title, "heading"), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        layout.addLayout(self.head)
        layout.addWidget(picture)
        layout.addWidget(self.words)
        layout.addSpacing(NEAR)
        layout.addWidget(self.table)

    def show_words(self, words: str) -> None:
        """Say what the picture says."""
        self.words.setText(words)
