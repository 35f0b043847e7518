"""The bones under the skin: `python -m tools.atlas.bones`.

Surface meshes of a human skeleton are laid under the skin of our body, bone by bone, by the landmarks and the skin that they
must lie under (`skeleton`), and the outlines of those that a point's words name are drawn on its picture (`outlines`).
"""
