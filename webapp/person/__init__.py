"""What is a person's own: favorites, history, own routines, devices, and all of it as a file."""

from webapp.person import devices, export, favorites, history, own_routines, rate_limits, transfer, you


def init_app(app):
    """Register the pages and what the phone sends to."""
    rate_limits.init_app(app)
    for noun in (favorites, history, own_routines, you, export, devices, transfer):
        app.register_blueprint(noun.bp)
