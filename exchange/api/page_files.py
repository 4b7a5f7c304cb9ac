"""What a page of the front end loads besides what all pages load, told early so that the browser need not find out."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

MANIFEST = Path(".vite") / "manifest.json"
ENTRY = "index.html"
MODULE = mark_safe('rel="modulepreload"')
STYLE = mark_safe('rel="preload" as="style"')


def preloads(source: str, nonce: str) -> str:
    """Return links for a page's head.

    Args:
        source: of the page's component, as the bundler calls it.
        nonce: of this answer.
    """
    manifest = Path(settings.FRONTEND_DIST) / MANIFEST
    try:
        files = _files_of(source, manifest, manifest.stat().st_mtime_ns)
    except FileNotFoundError:
        return ""
    rows = ((kind, f"{settings.STATIC_URL}{file}", nonce) for kind, file in files)
    return format_html_join("", '<link {} crossorigin href="{}" nonce="{}">', rows)


@lru_cache(maxsize=16)
def _files_of(source: str, manifest: Path, changed_at: int) -> tuple[tuple[Any, str], ...]:
    chunks: dict[str, dict[str, Any]] = json.loads(manifest.read_text())
    everywhere = _reached(ENTRY, chunks)
    own = [chunks[name] for name in _reached(source, chunks) if name not in everywhere]
    scripts = [(MODULE, chunk["file"]) for chunk in own]
    return (*scripts, *((STYLE, file) for chunk in own for file in chunk.get("css", ())))


def _reached(name: str, chunks: dict[str, dict[str, Any]]) -> list[str]:
    """Return a chunk and all that it imports at once."""
    reached = [name] if name in chunks else []
    for one in reached:
        reached += [other for other in chunks[one].get("imports", ()) if other not in reached]
    return reached
