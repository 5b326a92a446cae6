"""Where the search results live; the path is part of the portal's fixed names."""


def results_path() -> str:
    return "/recherche/"
