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

    # Imported here, because the rooms read the catalogue and a broken one is for the caller to tell.
    from webapp import atlas, db, delivery, guide, health, logs, metrics, migrating, offline, person
    from webapp.catalogue import load_catalogue
    from webapp.catalogue.places import check_places

    check_places(load_catalogue(), atlas.load())
    logs.init_app(app)
    metrics.init_app(app)
    db.init_app(app)
    migrating.init_app(app)
    delivery.init_app(app, suggestions=guide.similar_addresses, meant=guide.meant_address)
    for room in (guide, person, offline):
        room.init_app(app)
    app.register_blueprint(health.bp)
    return app
