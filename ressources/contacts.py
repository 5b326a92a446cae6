"""Which contacts of an entry anybody may see. Every public page, file and search document asks here."""

from dataclasses import dataclass

from .telephones import display_telephone


@dataclass(frozen=True, slots=True)
class Contacts:
    """Readable contacts, "" when there is none or it is hidden."""

    telephone: str = ""
    courriel: str = ""
    site_web: str = ""


def structure_contacts(structure) -> Contacts:
    """Return a structure's public contacts: its switchboard, its shared mailbox if it shows it, its site."""
    if structure.opposition:
        return Contacts()
    return Contacts(
        telephone=display_telephone(structure.telephone) if structure.telephone_visible else "",
        courriel=structure.courriel if structure.courriel_visible else "",
        site_web=structure.site_web,
    )


def personne_contacts(personne) -> Contacts:
    """Return a person's public contacts.

    Her telephone if she shows it, else her structure's. Never her e-mail address: it is personal data that robots
    harvest; people write to her through a form.
    """
    if personne.opposition:
        return Contacts()
    if personne.telephone and personne.telephone_visible:
        return Contacts(telephone=display_telephone(personne.telephone))
    return Contacts(telephone=structure_contacts(personne.structure).telephone)
