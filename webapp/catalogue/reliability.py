"""How far a source was read, and what a grade means, in words."""

from webapp.language import gettext as _

CHECKED = {
    "full": _("read in full"),
    "partial": _("read in part"),
    "mirror": _("read on a copy"),
    "recalled": _("recalled, not read"),
}
CHECKED_MEANING = {
    "full": _("The passage that we rely on was read."),
    "partial": _("The abstract or the opening was read; some detail is recalled."),
    "mirror": _("Not the original, but a copy of it or somebody's report."),
    "recalled": _("Not opened. Take it as a pointer, not as support."),
}
GRADES = {
    "A": (
        _("good reviews for one named use"),
        _("Good reviews against sham. They are still only fairly sure, and hold only for the use that they name."),
    ),
    "B": (
        _("randomized trials with clear limits"),
        _(
            "A randomized trial in which people pressed on their own, or pooled trials against sham. "
            "Each has clear limits: no sham, a small gain, or mixed results."
        ),
    ),
    "C": (
        _("small studies or leaflets"),
        _("Small studies, studies of something near it or by therapists, or leaflets of hospitals and schools."),
    ),
    "D": (_("tradition"), _("A set from tradition, or one that none of our sources tested.")),
}
