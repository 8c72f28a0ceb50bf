"""Speech: turning text into samples, with a natural engine and the system's own voices.

Where to look: `engines.py` to add an engine, `normalization.py` for how text is read aloud, `pronunciation.py` for
single words, `lines.py` for why a line was not spoken.
"""

import logging

# Commands such as `plan` configure no logging, and Python would print warnings to the terminal itself.
logging.getLogger(__name__).addHandler(logging.NullHandler())
