"""Preview of an entry in the admin: the public page itself, drawn from the draft."""

from importlib import import_module


class ApercuFiche:
    """Mixin; `gabarit` names the public template, `ressources.fiches.build_context` fills it."""

    gabarit: str

    def get_preview_template(self, request, mode_name):
        return self.gabarit

    def get_preview_context(self, request, mode_name):
        fiches = import_module("ressources.fiches")  # the page reads the models: not at their import
        return {"request": request, **fiches.build_context(self), "apercu": True}
