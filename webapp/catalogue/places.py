"""Whether what the catalogue names is drawn on the built atlas. Pure: both are given."""

from webapp import language
from webapp.catalogue.errors import CatalogueError


def check_places(catalogue, atlas):
    """Raise CatalogueError when a point or a region has no place on the built atlas (webapp.atlas.Atlas), or a bone is drawn
    that a point's words do not name."""
    for region in catalogue.regions.values():
        at = ("regions.toml", region.slug)
        if not any(shape.slug == region.slug for view in atlas.views.values() for shape in view.regions):
            _fail(*at, "slug", "has no shape on the map of the body: run make atlas")
        if not atlas.close_ups(region.slug):
            _fail(*at, "slug", "has no close-up on the atlas: run make atlas")
    for point in catalogue.points.values():
        best = atlas.views.get(atlas.best.get(point.code))
        if best is None or not best.marks_of(point.code):
            _fail(f"points/{point.region}.toml", point.code, "code", "has no place on the atlas: run make atlas")
        bones = atlas.bones.get(point.code)
        for name, words in (bones.said if bones else {}).items():
            if words not in " ".join(map(language.source, point.find)):
                _fail(
                    f"points/{point.region}.toml",
                    point.code,
                    "find",
                    f"does not say {words!r}, by which the picture shows the {name}: run make atlas",
                )


def _fail(file, entry, field, reason):
    raise CatalogueError(file, entry, field, reason)
