"""Set a typst template with data. Only shipped and configured fonts are used, and no clock is read."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import typst
from django.conf import settings

from agreements.drafting.library import FORMS_DIR

PDFStandard = Literal["a-2a", "a-2b", "ua-1"]
BODY_FONT, LABEL_FONT = "Noto Serif", "Noto Sans"
MISSING_GLYPH = re.compile(r'the text `"(?P<text>(?:\\.|[^"\\])+)"` could not be displayed')
ESCAPED_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")


class TypesettingError(RuntimeError):
    """Raise when a template cannot be laid out: a fault of the template, not of the data."""


class MissingGlyphsError(Exception):
    """Raise when a PDF standard forbids going on because no font draws some characters.

    Args:
        texts: what could not be drawn, each once, in order.
    """

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__(f"No font draws {', '.join(map(code_points, texts))}.")
        self.texts = texts


class Typesetter:
    """One template with its data, ready to be exported or asked for places.

    Args:
        template: file name in `forms/`.
        content: what the template reads as JSON; it is data and never becomes source.

    Raises:
        TypesettingError: the fonts are not where the settings say.
    """

    def __init__(self, template: str, content: Mapping[str, object]) -> None:
        fonts = _fonts(tuple(settings.DOCUMENT_FONT_PATHS))
        self._compiler = typst.Compiler(
            FORMS_DIR / template,
            root=FORMS_DIR,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={
                "content": json.dumps(content, ensure_ascii=False),
                "families": json.dumps(_families(fonts), ensure_ascii=False),
            },
        )

    def pdf(self, standards: tuple[PDFStandard, ...] = ()) -> bytes:
        """Export as PDF.

        Raises:
            MissingGlyphsError: the standards forbid a character that no font draws.
            TypesettingError: the template is at fault.
        """
        try:
            content = self._compiler.compile(format="pdf", pdf_standards=list(standards))
        except typst.TypstError as error:
            if texts := _undrawable(error.diagnostic):
                raise MissingGlyphsError(texts) from error
            raise TypesettingError(error.diagnostic) from error
        if not isinstance(content, bytes):
            raise TypesettingError("typst returned pages instead of one PDF.")
        return content

    def metadata(self, label: str) -> list[dict[str, object]]:
        """Return the values that the template left under a label, in order of the pages."""
        values: list[dict[str, object]] = json.loads(self._compiler.query(f"<{label}>", field="value"))
        return values


def code_points(text: str) -> str:
    """Return a text as Unicode code points, e.g. U+0F68 U+0F7C."""
    return " ".join(f"U+{ord(character):04X}" for character in text)


def _undrawable(diagnostic: str) -> tuple[str, ...]:
    texts = (match["text"] for match in MISSING_GLYPH.finditer(diagnostic))
    return tuple(dict.fromkeys(ESCAPED_CODE_POINT.sub(lambda code: chr(int(code[1], 16)), text) for text in texts))


@cache
def _fonts(paths: tuple[str, ...]) -> typst.Fonts:
    """Load the fonts of some folders; without any font typst would draw empty pages and not complain.

    Raises:
        TypesettingError: the fonts of body and labels are not among them.
    """
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(path) for path in paths]
    )
    if missing := {BODY_FONT, LABEL_FONT} - set(fonts.families()):
        raise TypesettingError(f"DOCUMENT_FONT_PATHS holds no {' and no '.join(sorted(missing))}.")
    return fonts


def _families(fonts: typst.Fonts) -> dict[str, list[str]]:
    """Return the fonts of body and labels, each followed by every other family as fallback."""
    families = sorted(fonts.families())
    return {
        use: [first, *(family for family in families if family != first)]
        for use, first in (("body", BODY_FONT), ("label", LABEL_FONT))
    }
