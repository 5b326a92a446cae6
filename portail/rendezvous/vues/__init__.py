"""Views of the appointments: nothing here is ever cached, indexed, or told to another site."""
