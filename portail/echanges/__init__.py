"""Writing to a professional: a young person asks, without account; nobody is left without an answer."""
