"""factcheck holds draft notes against a registry of agreed facts."""

__version__ = "0.1.0"
