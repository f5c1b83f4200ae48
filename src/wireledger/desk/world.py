"""The map: countries as shapes, forces as arcs and dots, events as points. Drawn here, without tiles or another host.

``world.tsv`` (``scripts/make_world.py`` writes it) holds the shapes, in the Equal Earth projection, where areas are true.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup, escape

from wireledger.knowledge.countries import countries

WIDTH, HEIGHT = 960, 440
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SCALE = 177.0
_MIDDLE = 258.0
"""Where the equator lies, in units from the top."""


def project(lat: float, lon: float) -> tuple[float, float]:
    """Degrees as units of the drawing, by the Equal Earth projection."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(max(-90.0, min(90.0, lat)))))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(t)
    x /= 3 * (9 * _A[3] * t6 * t2 + 7 * _A[2] * t6 + 3 * _A[1] * t2 + _A[0])
    y = t * (_A[3] * t6 * t2 + _A[2] * t6 + _A[1] * t2 + _A[0])
    return WIDTH / 2 + _SCALE * x, _MIDDLE - _SCALE * y


@functools.cache
def shapes() -> dict[str, str]:
    """SVG paths by ISO 3166-1 alpha-3."""
    text = resources.files("wireledger.desk").joinpath("world.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines()[1:])


@dataclass(frozen=True, slots=True)
class Dot:
    """Something at a place. ``kind``: force, event. ``size`` grows the circle; ``origin`` draws an arc from there."""

    lat: float
    lon: float
    kind: str
    label: str
    href: str
    size: float = 1
    state: str = ""
    origin: tuple[float, float] | None = None


def middle(iso3: str | None) -> tuple[float, float] | None:
    """Latitude and longitude of a country's middle."""
    one = countries().by_iso3.get(iso3 or "")
    return (one.lat, one.lon) if one and one.lat is not None and one.lon is not None else None


def draw(dots: Sequence[Dot], marked: dict[str, int], named: set[str], address: Callable[[str], str]) -> Markup:
    """The map. ``marked``: countries that the ledger speaks of, with how often; ``named`` ones bear their names;
    ``address`` leads to a country."""
    parts = []
    for iso3, path in shapes().items():
        n = marked.get(iso3, 0)
        if n:
            depth = 1 if n < 3 else 2 if n < 10 else 3
            name = escape(countries().by_iso3[iso3].name)
            parts.append(
                f'<a href="{escape(address(iso3))}" aria-label="{name}"><title>{name}</title><path class="land told d{depth}" d="{path}"/></a>'
            )
        else:
            parts.append(f'<path class="land" d="{path}"/>')
    taken: dict[tuple[int, int], int] = {}
    for dot in sorted(dots, key=lambda d: (d.kind != "event", -d.size)):
        x, y = project(dot.lat, dot.lon)
        cell = (round(x / 3), round(y / 3))
        n = taken[cell] = taken.get(cell, -1) + 1
        if n:  # what is at one place stands around it
            x, y = x + 7 * math.cos(n * 2.4) * math.sqrt(n), y + 7 * math.sin(n * 2.4) * math.sqrt(n)
        if dot.origin:
            ox, oy = project(*dot.origin)
            if math.dist((ox, oy), (x, y)) > 12:
                bend = (ox + x) / 2, (oy + y) / 2 - 0.22 * math.dist((ox, oy), (x, y))
                parts.append(
                    f'<path class="arc {escape(dot.state)}" d="M{ox:.1f},{oy:.1f}Q{bend[0]:.1f},{bend[1]:.1f} {x:.1f},{y:.1f}"/>'
                )
        radius = 3.2 + 1.3 * math.log10(max(dot.size, 1))
        label = escape(dot.label)
        shape = (
            f'<circle class="dot {escape(dot.kind)} {escape(dot.state)}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
        )
        parts.append(f'<a href="{escape(dot.href)}" aria-label="{label}"><title>{label}</title>{shape}</a>')
    parts += _names(named)
    return Markup(
        f'<svg class="world" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="Map of forces and events">{"".join(parts)}</svg>'
    )


def _names(named: set[str]) -> list[str]:
    """Names of countries under, over or beside their middles, where no other name is; what has no room has its tip only."""
    found: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for iso3 in sorted(named):
        at = middle(iso3)
        if not at:
            continue
        x, y = project(*at)
        name = countries().by_iso3[iso3].name
        half = 2.6 * len(name) + 2
        for dx, dy in ((0.0, 17.0), (0.0, -10.0), (half + 9, 4.0), (-half - 9, 4.0), (0.0, 28.0), (0.0, -21.0)):
            box = (x + dx - half, y + dy - 9, x + dx + half, y + dy + 2)
            if all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in boxes):
                boxes.append(box)
                found.append(f'<text class="name" x="{x + dx:.1f}" y="{y + dy:.1f}">{escape(name)}</text>')
                break
    return found
