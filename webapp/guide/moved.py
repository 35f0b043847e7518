"""Pages whose address has changed: the old one leads for good to the new. Phones know them, too (webapp/offline/offline_pack.py)."""

from flask import Blueprint, redirect, request

MOVED = {"/safety/concerns": "/safety/contraindications"}
"""The address of earlier -> the one of now."""

bp = Blueprint("moved", __name__)


def lead_on():
    """To where the page of an old address is now."""
    return redirect(MOVED[request.path], 301)


for address in MOVED:
    bp.add_url_rule(address, view_func=lead_on)
