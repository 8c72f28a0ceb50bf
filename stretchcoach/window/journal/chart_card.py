"""A card with a chart, its caption, and its numbers as a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from stretchcoach.window.journal.chart_table import ChartTable
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR, OPEN
from stretchcoach.window.widgets.labels import label


class ChartCard(QFrame):
    """Shows a title, the chart and the caption; the table stays hidden until the person wants it."""

    def __init__(self, title: str, chart: QWidget, headings: Sequence[str]) -> None:
        """`headings` are those of the table's columns."""
        super().__init__()
        self.setObjectName("card")
        self.caption = label("", "faint")
        """A sentence about the chart, or about the part of it that has the keyboard focus."""
        self.table = ChartTable(title, headings)
        self.table.hide()
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """The row with the title and any control beside it; it turns into a column where it does not fit."""
        self.head.setSpacing(APART)
        self.head.addWidget(label(title, "heading"), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        layout.addLayout(self.head)
        layout.addWidget(chart)
        layout.addWidget(self.caption)
        layout.addSpacing(NEAR)
        layout.addWidget(self.table)

    def set_caption(self, text: str) -> None:
        """Set the text below the chart."""
        self.caption.setText(text)
