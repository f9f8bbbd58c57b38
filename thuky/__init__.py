"""ThuKy (thư ký): from a document in the inbox to a reviewed task list and a drafted letter."""

__version__ = "0.1.0"
