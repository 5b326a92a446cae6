"""What the portal writes to people: a row first, sent afterwards, and the jobs that run at set times."""
