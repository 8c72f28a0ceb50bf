"""Saying it: speaking lines into files, and mixing them into one stream."""

import logging

# Without a log that is kept, as in `plan`, Python would write warnings to the terminal itself.
logging.getLogger(__name__).addHandler(logging.NullHandler())
