"""GarbageCollection is looked for in the window's thread alone.

Python looks for it in whichever thread makes the next object. A widget that it then finds in another thread than Qt's
own ends the process, with no word of why.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 1000


class GarbageCollection(QObject):
    """Looks once a second whether it is time to collect, and turns Python's own looking off."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()


def collect_if_due() -> None:
    """Collect the oldest generation that has grown past its threshold."""
    for generation, (count, threshold) in reversed([*enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))]):
        if count > threshold:
            gc.collect(generation)
            return
