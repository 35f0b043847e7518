"""Every text of the catalogue that a person may read, for whoever checks them."""


def texts(catalogue):
    """Every text that a reader may see: (file, entry, field, text, tells evidence)."""
    for point in catalogue.points.values():
        at = (f"points/{point.region}.toml", point.code)
        for field in ("english", "place", "location", "press_text", "timing_text", "hands_text"):
            yield (*at, field, getattr(point, field), False)
        yield (*at, "find", " ".join(point.find), False)
        yield (*at, "right_if", point.right_if.text, False)
        yield (*at, "note", point.note, True)
        yield (*at, "known", point.known, True)
        for care in point.care:
            yield (*at, "cautions", f"{care.lead} {care.text}", False)
    for routine in catalogue.routines.values():
        at = (f"routines/{routine.slug}.toml", routine.slug)
        for field in ("title", "summary", "per_day", "try_for", "care_text"):
            yield (*at, field, getattr(routine, field), False)
        for field in ("evidence", "grade_note", "grade_meaning"):
            yield (*at, field, getattr(routine, field), True)
        yield (*at, "notes", " ".join(routine.notes), True)
        for step in routine.steps:
            yield (*at, "cue", step.cue, False)
            yield (*at, "basis_note", step.basis_note, True)
    for region in catalogue.regions.values():
        at = ("regions.toml", region.slug)
        yield (*at, "name", region.name, False)
        yield (*at, "elsewhere_text", region.elsewhere_text, False)
        yield (*at, "known", region.known, True)
    for use in catalogue.uses.values():
        yield ("uses.toml", use.key, "phrase", use.phrase, False)
    for area in catalogue.areas.values():
        yield ("areas.toml", area.slug, "name", area.name, False)
    for chip in catalogue.chips:
        yield ("areas.toml", chip.routine, "label", chip.label, False)
    for flags in catalogue.red_flags.values():
        yield ("red_flags.toml", flags.key, "signs", " ".join(flags.signs), True)
    yield ("red_flags.toml", "any", "sign", " ".join(f"{one}." for one in catalogue.any_red_flags), True)
    for claim in catalogue.article:
        text = f"{claim.label} {claim.said} {claim.standard} {claim.here}"
        yield ("article.toml", claim.point, "said", text, False)
    for rule in catalogue.safety:
        yield ("safety.toml", rule.who, "rule", f"{rule.who} {rule.rule} {rule.basis}", False)
    for group in catalogue.not_offered:
        yield ("not_offered.toml", group.points[0], "reason", group.reason, False)
    for one in catalogue.considered:
        yield ("not_offered.toml", one.name, "why", f"{one.name}: {one.why}", True)
        yield ("not_offered.toml", one.name, "instead", one.instead, False)
    for change in catalogue.changes:
        yield ("changes.toml", change.about[0], "said", change.said, True)
    for rule in catalogue.grade_rules:
        yield ("grades.toml", rule.grade, "says", rule.says, True)
    for number, rule in enumerate(catalogue.rules, 1):
        yield ("contraindications.toml", f"rule {number}", "sentence", f"{rule.sentence} {rule.basis}", False)
    for contraindication in catalogue.contraindications.values():
        yield ("contraindications.toml", contraindication.key, "question", f"{contraindication.question}. {contraindication.name}.", False)
    for answer in catalogue.help_answers:
        # What is not offered may be called by its name.
        yield (
            "help.toml",
            answer.key,
            "sign",
            " ".join(filter(None, (f"{answer.sign}.", answer.why, answer.instead))),
            answer.kind not in ("now", "crisis"),
        )
    yield ("cautions.toml", "", "universal", " ".join(catalogue.universal_cautions), False)
    for source in catalogue.sources.values():
        for field in ("tested", "leaflet", "supports"):
            yield ("sources.toml", source.key, field, getattr(source, field), True)
