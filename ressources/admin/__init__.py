"""The guide in the Wagtail admin: lists, forms, worklists, bulk actions."""
