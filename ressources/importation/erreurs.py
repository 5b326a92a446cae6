"""The two ways an import says no: to the whole file, or to one value."""


class FichierRefuse(Exception):
    """The file as a whole cannot be used; nothing is written. `ligne` is 0 when it has none."""

    def __init__(self, message: str, ligne: int = 0):
        super().__init__(message)
        self.message = message
        self.ligne = ligne

    def __str__(self):
        return f"ligne {self.ligne} : {self.message}" if self.ligne else self.message


class ValeurInvalide(ValueError):
    """One value is unusable; its message is shown to an editor, in French."""
