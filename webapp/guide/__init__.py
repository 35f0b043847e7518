"""Pages that are the same for everyone: body, points, routines, practice, search, safety, about."""

from webapp.guide import about, body, contraindications, drawing, moved, names, open_data, points, practice, relief, routines, search, trust
from webapp.guide.mangled import meant as meant_address
from webapp.guide.suggestions import addresses as similar_addresses

__all__ = ["init_app", "meant_address", "similar_addresses"]


def init_app(app):
    """Register the pages."""
    drawing.init_app(app)
    for noun in (body, points, routines, practice, search, relief, contraindications, names, about, open_data, trust, moved):
        app.register_blueprint(noun.bp)
