"""Contours of the communes, as shipped: grid of 1/10,000 degree."""

SCALE = 10_000  # grid steps in a degree: one step is 11 m or less
