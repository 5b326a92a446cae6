"""Dates and durations in templates, as people say them."""

from django import template

from portail.rendezvous import mots

register = template.Library()
register.filter("moment", mots.say_moment)
register.filter("jour", mots.say_day)
register.filter("titre_jour", mots.title_day)
register.filter("heure", mots.say_time)
register.filter("minutes", mots.say_minutes)
