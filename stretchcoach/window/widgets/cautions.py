"""The cautions, which must be confirmed: the second page of the welcome."""

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.welcome_step import WelcomeStep


class Cautions(WelcomeStep):
    """Shows the cautions. The page is ready once they are confirmed."""

    def __init__(self) -> None:
        super().__init__(_("Be kind to your body"), _("A stretchy feeling is good, pain is not."))
        cautions = (
            _("Go slowly, never force it, and ease out of a stretch whenever it hurts."),
            _(
                "If you have a painful herniated disc, spondylolisthesis or arthritis of the spine, stretch only with "
                "someone who knows your back and guides you in person."
            ),
            _("Stretch Coach promises no cure. If you are unsure, see someone who can examine you."),
        )
        self.description = " ".join((self.description, *cautions))
        self._confirmed = QCheckBox(_("I understand, and I will ease off when it hurts"))
        self._confirmed.toggled.connect(self.ready_changed)
        self._confirmed.setAccessibleDescription(self.description)
        card = QFrame()
        card.setObjectName("caution")
        self._listed = QVBoxLayout(card)
        for caution in cautions:
            self._listed.addWidget(label(caution, "body"))
        self._lay_out_scrolling(card, self._confirmed)

    def fit(self, factor: float) -> None:
        """Scale the space around the cautions too."""
        super().fit(factor)
        self._listed.setContentsMargins(*(round(side * factor) for side in (22, 16, 22, 18)))
        self._listed.setSpacing(round(10 * factor))

    @property
    def is_ready(self) -> bool:
        """Whether the cautions are confirmed."""
        return self._confirmed.isChecked()

    def take_return(self) -> bool:
        """Tick the box if it has the focus, as Space does."""
        if not self._confirmed.hasFocus():
            return False
        self._confirmed.click()
        return True

    @property
    def first(self) -> QWidget:
        """The check box."""
        return self._confirmed
