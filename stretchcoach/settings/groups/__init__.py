"""The settings' declarations, one module for each page of the settings."""
