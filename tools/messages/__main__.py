"""`python -m tools.messages` writes all messages as build/messages.pot; `--pseudo LANGUAGE FOLDER` makes a language of longer, accented words."""

import argparse
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from tools.messages.extraction import ROOT, extracted
from tools.messages.pseudo import pseudo_catalog

parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
parser.add_argument("--pseudo", nargs=2, metavar=("LANGUAGE", "FOLDER"))

if __name__ == "__main__":
    options = parser.parse_args()
    messages = extracted()
    if options.pseudo:
        language, folder = options.pseudo
        path = Path(folder) / language / "LC_MESSAGES" / "messages.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, pseudo_catalog(messages, language))
    else:
        path = ROOT / "build" / "messages.pot"
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            write_po(file, messages, width=0)
    print(f"{path}: {len(messages)} messages")
