"""The catalogue: the words and numbers about regions, points and routines. Knows nothing of Flask."""

from functools import cache

from webapp.catalogue.catalogue import Catalogue
from webapp.catalogue.codes import Resolution
from webapp.catalogue.errors import CatalogueError

__all__ = ["Catalogue", "CatalogueError", "Resolution", "load_catalogue"]


@cache
def load_catalogue():
    """Read and check the catalogue; once per process.

    Raises CatalogueError, naming file, entry, field and reason, when anything in it is broken.
    """
    from webapp.catalogue import loader, validate

    catalogue = loader.load()
    validate.check(catalogue)
    return catalogue
