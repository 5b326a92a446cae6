"""Booking: what one may come for, when somebody receives, and appointments that nobody else can take."""
