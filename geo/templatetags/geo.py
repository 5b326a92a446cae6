"""`{% load geo %}`: geography in templates."""

from django import template

from geo.links import contours_url

register = template.Library()

register.simple_tag(contours_url)
