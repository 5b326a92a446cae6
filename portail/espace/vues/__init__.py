"""Views of the space; each is guarded by `acces.professionnel`."""
