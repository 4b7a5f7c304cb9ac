"""Drawings that stand for photos in the demo world, made when it is loaded; the same each time."""

import math
import random
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1200
Draw = Callable[[ImageDraw.ImageDraw, random.Random], None]


def drawn(draw: Draw, seed: str) -> bytes:
    """Return a drawing as a PNG file."""
    sheet, file = Image.new("RGB", (WIDTH, HEIGHT), "#eef3f5"), BytesIO()
    draw(ImageDraw.Draw(sheet), random.Random(seed))  # noqa: S311 -- nothing is kept secret by it
    sheet.save(file, "PNG")
    return file.getvalue()


def culture(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """Draw cells in a dish, as through a microscope."""
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill="#20343b")
    pen.ellipse((200, 0, 1400, 1200), fill="#cfe3df")
    for _ in range(170):
        angle, distance = chance.uniform(0, math.tau), 540 * math.sqrt(chance.random())
        x, y = 800 + distance * math.cos(angle), 600 + distance * math.sin(angle)
        width, height = chance.uniform(22, 58), chance.uniform(18, 40)
        pen.ellipse((x - width, y - height, x + width, y + height), fill="#9cc3b8", outline="#41776c", width=4)
        pen.ellipse((x - 9, y - 9, x + 9, y + 9), fill="#2d5a55")


def vector(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """Draw the map of a plasmid."""
    pen.ellipse((350, 150, 1250, 1050), outline="#3c4f5b", width=14)
    start = chance.uniform(0, 40)
    for colour, length in (("#c2553f", 95), ("#3f7cc2", 60), ("#4d9a5c", 45), ("#b98a2f", 30)):
        pen.arc((310, 110, 1290, 1090), start, start + length, fill=colour, width=94)
        start += length + chance.uniform(18, 34)
    for degrees in range(0, 360, 30):
        x, y = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        pen.line((800 + 420 * x, 600 + 420 * y, 800 + 395 * x, 600 + 395 * y), fill="#3c4f5b", width=6)


def rack(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """Draw a rack of tubes from above."""
    pen.rounded_rectangle((150, 150, 1450, 1050), 40, fill="#b9c7cd", outline="#5b6d75", width=10)
    for row in range(6):
        for column in range(9):
            x, y = 240 + column * 140, 240 + row * 144
            cap = chance.choice(["#d9694f", "#4f8fd9", "#f1f4f5", "#e0b04c"])
            pen.ellipse((x - 54, y - 54, x + 54, y + 54), fill=cap, outline="#5b6d75", width=6)
            pen.ellipse((x - 26, y - 26, x + 26, y + 26), outline="#5b6d75", width=4)
