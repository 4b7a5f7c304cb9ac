"""Write the catalogue's map of the world: ``python world_map.py countries-110m.json countries-50m.json``.

Both files are of the package world-atlas 2.0.2, which holds Natural Earth's countries; those are in the public domain.
The coarse file gives the shapes, the fine one the places of countries too small to be drawn.
Source: B. Šavrič, T. Patterson, B. Jenny: The Equal Earth map projection, 2018, doi:10.1080/13658816.2018.1504949.
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pycountry

OUT = Path(__file__).resolve().parent.parent / "src" / "features" / "catalogue" / "world.json"
# Nobody provides from there.
LEFT_OUT = "AQ"
TURN = 360.0
WIDTH = 1000.0
# For the tip of Asia, which lies beyond the 180th meridian.
BEYOND = 20.0
A = (1.340264, -0.081106, 0.000893, 0.003796)

Point = tuple[float, float]
Ring = list[Point]


def projected(longitude: float, latitude: float) -> Point:
    """Return a place on the unit sphere's Equal Earth map; y points north."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * A[3] * theta**8 + 7 * A[2] * theta**6 + 3 * A[1] * theta**2 + A[0]
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, A[3] * theta**9 + A[2] * theta**7 + A[1] * theta**3 + A[0] * theta


SCALE = WIDTH / (2 * projected(180, 0)[0])
NORTH = projected(0, 84)[1]


def on_page(longitude: float, latitude: float) -> Point:
    x, y = projected(longitude, latitude)
    return round(x * SCALE + WIDTH / 2, 1), round((NORTH - y) * SCALE, 1)


def rings_of(atlas: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Yield ISO 3166-1 alpha-2, empty for what has none, and the rings of each country; TopoJSON shares its arcs."""
    (scale_x, scale_y), (left, bottom) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [
        [(left + x * scale_x, bottom + y * scale_y) for x, y in accumulate(map(tuple, arc), _beside)]
        for arc in atlas["arcs"]
    ]
    for country in atlas["objects"]["countries"]["geometries"]:
        known = pycountry.countries.get(numeric=country.get("id", ""))
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [
            in_one_piece([place for number in ring for place in (arcs[number] if number >= 0 else arcs[~number][::-1])])
            for polygon in polygons
            for ring in polygon
        ]
        yield (
            known.alpha_2 if known else "",
            [[on_page(longitude, latitude) for longitude, latitude in ring] for ring in rings],
        )


def in_one_piece(ring: Ring) -> Ring:
    """Return a ring of degrees that crosses the 180th meridian drawn on beyond it in the east."""
    turns, shift = [], 0.0
    for (before, _), (longitude, latitude) in zip([ring[0], *ring], ring, strict=False):
        shift += TURN if before - longitude > TURN / 2 else -TURN if longitude - before > TURN / 2 else 0
        turns.append((longitude + shift, latitude))
    east = TURN if min(longitude for longitude, _ in turns) < -TURN / 2 else 0
    return [(longitude + east, latitude) for longitude, latitude in turns]


def _beside(one: tuple[int, int], step: tuple[int, int]) -> tuple[int, int]:
    return one[0] + step[0], one[1] + step[1]


def drawn(ring: Ring) -> str:
    """Return a ring as a path of SVG, in steps."""
    steps, last = [], ring[0]
    for place in ring[1:]:
        if place != last:
            steps.append(f"{place[0] - last[0]:.1f},{place[1] - last[1]:.1f}".replace(".0", ""))
            last = place
    return f"M{ring[0][0]},{ring[0][1]}l{' '.join(steps)}z" if steps else ""


def middle(rings: list[Ring]) -> Point:
    """Return the middle of the biggest ring."""
    biggest = max(rings, key=lambda ring: len({*ring}))
    return round(sum(x for x, _ in biggest) / len(biggest), 1), round(sum(y for _, y in biggest) / len(biggest), 1)


def main() -> None:
    coarse, fine = (json.loads(Path(name).read_text()) for name in sys.argv[1:3])
    shapes: dict[str, str] = {}
    for code, rings in rings_of(coarse):
        if code != LEFT_OUT:
            shapes[code] = shapes.get(code, "") + "".join(drawn(ring) for ring in rings)
    places = {code: middle(rings) for code, rings in rings_of(fine) if code and code not in {*shapes, LEFT_OUT}}
    width = WIDTH + BEYOND
    height = math.ceil((NORTH - projected(0, -58)[1]) * SCALE)
    world = {"width": width, "height": height, "shapes": shapes, "places": places}
    OUT.write_text(json.dumps(world, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
