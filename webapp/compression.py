"""Compresses the answers that are made anew each time; what is prepared comes compressed already."""

from flask_compress import Compress

compress = Compress()


def init_app(app):
    app.config.setdefault("COMPRESS_ALGORITHM", ["br", "gzip"])
    app.config.setdefault("COMPRESS_BR_LEVEL", 5)
    app.config.setdefault("COMPRESS_LEVEL", 6)
    compress.init_app(app)
