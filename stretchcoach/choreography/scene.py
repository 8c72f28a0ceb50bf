"""The picture of the body that a session shows at a moment."""

from stretchcoach.choreography.choreography import Choreography
from stretchcoach.figure.picture import Picture, picture
from stretchcoach.session.moment import Moment

_PICTURE_SECONDS = 1 / 31
"""The least time between two pictures. The body moves slowly: 60 a second look no smoother than 30 and cost double."""


class FigureScene:
    """The figure along one session.

    With `still` it shows the key pose of each segment, for people who want no movement.
    """

    def __init__(self, *, still: bool) -> None:
        self._still = still
        self._choreography: Choreography | None = None
        self._shown: Picture | None = None
        self._shown_at = (-1, 0.0)

    def picture_at(self, moment: Moment) -> Picture | None:
        """Return the picture for `moment`, which is the previous one if hardly any time has passed.

        Return None if the stretch has no poses.
        """
        if self._choreography is None or self._choreography.timeline is not moment.timeline:
            self._choreography = Choreography(moment.timeline)
            self._shown_at = (-1, 0.0)
        index, position = self._shown_at
        if index == moment.index and (self._still or abs(moment.position - position) < _PICTURE_SECONDS):
            return self._shown
        self._shown_at = (moment.index, moment.position)
        found = self._choreography.key_posture(moment) if self._still else self._choreography.posture_at(moment)
        self._shown = None if found is None else picture(*found)
        return self._shown
