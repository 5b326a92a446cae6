"""The baselines: what one gets without our index, on the same corpus, for the same words and commune."""
