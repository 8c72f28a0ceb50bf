"""Audio: mixing samples on buses, and sending the mix to a device or a file.

Where to look: `bundled_sounds.py` for chimes and backgrounds, `live_mix.py` for why a line came late or never,
`output.py` for the device, `export.py` for files.
"""

import logging

# Commands such as `plan` configure no logging, and Python would print warnings to the terminal itself.
logging.getLogger(__name__).addHandler(logging.NullHandler())
