"""How far a source was read, and what a grade means, in words."""

CHECKED = {
    "full": "read in full",
    "partial": "read in part",
    "mirror": "read on a copy",
    "recalled": "recalled, not read",
}
CHECKED_MEANING = {
    "full": "The passage that we rely on was read.",
    "partial": "The abstract or the opening was read; some detail is recalled.",
    "mirror": "Not the original, but a copy of it or somebody's report.",
    "recalled": "Not opened. Take it as a pointer, not as support.",
}
GRADES = {
    "A": (
        "good reviews for one named use",
        "Good reviews against sham. They are still only fairly sure, and hold only for the use that they name.",
    ),
    "B": (
        "randomized trials with clear limits",
        "A randomized trial in which people pressed on their own, or pooled trials against sham. "
        "Each has clear limits: no sham, a small gain, or mixed results.",
    ),
    "C": (
        "small studies or leaflets",
        "Small studies, studies of something near it or by therapists, or leaflets of hospitals and schools.",
    ),
    "D": ("tradition", "A set from tradition, or one that none of our sources tested."),
}
