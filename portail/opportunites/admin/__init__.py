"""Opportunities in the Wagtail admin: lists and forms, actions on several, worklists."""
