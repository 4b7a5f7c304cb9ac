"""What can be done with an agreement's text."""

from agreements.drafting.operations.drawing_up import draft, render
from agreements.drafting.operations.review import approve, decline, replace_undecided, void

__all__ = ["approve", "decline", "draft", "render", "replace_undecided", "void"]
