"""The groups of the guide and what each may do."""

EDITEURS = "Éditeurs"
MODERATEURS = "Modérateurs"
PROFESSIONNELS = "Professionnels"
