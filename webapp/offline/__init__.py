"""What makes it an app on the home screen: manifest, service worker, the pack of pages."""

from webapp.offline import pwa


def init_app(app):
    """Register the manifest, the worker and the pack."""
    app.register_blueprint(pwa.bp)
