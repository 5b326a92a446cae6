"""The professional's space: today, requests, appointments, entries, figures; outside the Wagtail admin."""
