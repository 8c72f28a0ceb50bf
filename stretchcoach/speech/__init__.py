"""Speech: turning text into samples, with a natural engine and the system's own voices."""

import logging

# Commands such as `plan` configure no logging, and Python would print warnings to the terminal itself.
logging.getLogger(__name__).addHandler(logging.NullHandler())
