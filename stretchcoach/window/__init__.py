"""The window: a folder for each feature, under the shell that joins them."""
