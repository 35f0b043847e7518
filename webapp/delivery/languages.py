"""Every visible string goes through `_()`; English is the only language so far."""

from flask_babel import Babel

babel = Babel()


def init_app(app):
    """Give templates `_()` and `ngettext()`."""
    babel.init_app(app)
