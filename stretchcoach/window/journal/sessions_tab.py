"""Session by session: the list of them, and beside it the one that is chosen."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchcoach.window.journal.session_detail import SessionDetail
from stretchcoach.window.journal.session_list import SessionList
from stretchcoach.window.palette import Colours
from stretchcoach.window.scale import APART


class SessionsTab(QWidget):
    """Two panes, as on the page of the routines."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.list = SessionList(colours)
        self.detail = SessionDetail()
        self.list.delete_requested.connect(self.detail.delete_requested)
        self.detail.focus_left.connect(self.list.setFocus)
        sidebar = QWidget()
        sidebar.setObjectName("sidebar")
        column = QVBoxLayout(sidebar)
        column.setContentsMargins(APART, APART, APART, APART)
        column.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(sidebar, 2)
        row.addWidget(self.detail, 3)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self.list.rows.colours = colours
        self.list.viewport().update()
