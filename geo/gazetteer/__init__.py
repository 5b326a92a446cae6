"""The communes in memory: how they are named, and how to find one by what people write."""
