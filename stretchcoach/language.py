"""The interface's texts in the person's language; what is not translated stays English.

`_` translates a text, `_n` one that counts something. `N_` only marks a text that is declared in one
place and translated where it is shown.
"""

import gettext

from stretchcoach.bundled import ASSETS

_translation = gettext.translation("stretchcoach", ASSETS / "locale", fallback=True)

_ = _translation.gettext
_n = _translation.ngettext


def N_(text: str) -> str:
    """Mark `text` for translation and give it back as it is."""
    return text
