"""What goes wrong with a catalogue."""


class CatalogueError(Exception):
    """The catalogue is broken; the message names file, entry, field and reason."""

    def __init__(self, file, entry, field, reason):
        self.file = str(file)
        self.entry = str(entry)
        self.field = str(field)
        self.reason = reason
        where = ", ".join(part for part in (self.file, self.entry, self.field) if part)
        super().__init__(f"{where}: {reason}")
