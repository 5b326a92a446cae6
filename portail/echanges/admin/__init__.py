"""The requests in the administration: looked at by moderators, each reading kept."""
