"""The interface's texts in the person's language; what is not translated stays English.

`_` translates a text, `_n` one that counts something. `N_` only marks a text that is declared in one
place and translated where it is shown.
"""

import gettext

from stretchcoach.resources import ASSETS

_CATALOGUES = ASSETS / "locale"
# Finding the person's language loads a good part of the standard library: only where there is one to choose.
_translation = (
    gettext.translation("stretchcoach", _CATALOGUES, fallback=True)
    if _CATALOGUES.is_dir()
    else gettext.NullTranslations()
)

_ = _translation.gettext
_n = _translation.ngettext


def N_(text: str) -> str:
    """SegmentKey `text` for translation and give it back as it is."""
    return text
