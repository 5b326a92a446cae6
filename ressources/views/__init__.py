"""Public views of the guide."""
