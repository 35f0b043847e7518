"""Stillpoint: a guide to traditional acupressure points, served as a web app."""

from pathlib import Path

from flask import Flask

from webapp import config as configuration

ROOT = Path(__file__).resolve().parent.parent


def create_app(config=None, instance_path=None):
    """Build the application.

    config: a mapping laid over the defaults of `webapp.config`, for tests and other deployments.
    instance_path: the folder of the database and the secret, instead of the configured one.

    Raises CatalogueError where the catalogue is broken, or names a point or region that the atlas does not show.
    """
    app = Flask(
        __name__,
        static_folder=None,
        template_folder=ROOT / "templates",
        instance_path=str(instance_path or configuration.instance_path()),
    )
    configuration.configure(app, config)

    from webapp import atlas, catalogue
    from webapp.catalogue.validate import check_places

    check_places(catalogue.load(), atlas.load())

    from webapp import db, health
    from webapp.delivery import assets, compression, errors, languages, pages, security
    from webapp.guide import about, body, concerns, points, practice, routines, search
    from webapp.offline import pwa
    from webapp.person import devices, export, favorites, history, own_routines, transfer, you

    for part in (languages, db, pages, assets, compression, security, errors):
        part.init_app(app)
    for noun in (
        body, points, routines, own_routines, practice, favorites, history, search, about, concerns,
        you, export, devices, transfer, pwa, health,
    ):  # fmt: skip
        app.register_blueprint(noun.bp)
    return app
