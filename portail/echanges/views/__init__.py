"""Pages of the requests: writing, following, answering."""
