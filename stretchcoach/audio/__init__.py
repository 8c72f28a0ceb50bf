"""Audio: mixing samples on buses, and sending the mix to a device or a file."""

import logging

# Commands such as `plan` configure no logging, and Python would print warnings to the terminal itself.
logging.getLogger(__name__).addHandler(logging.NullHandler())
