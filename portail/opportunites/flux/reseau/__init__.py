"""The download of a feed, from public addresses only: `adresses` (who may be asked), `client` (how)."""
