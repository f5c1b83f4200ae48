"""Drawings as SVG made on the server: no scripts, colours from the style sheet, every figure also on the page as words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from wireledger.lifecycle import last_day


def months(counts: Sequence[tuple[str, int]], address: Callable[[str], str]) -> Markup:
    """Bars of counts by month (``("2023-01", 12)``); each bar leads to its month."""
    if not counts:
        return Markup()
    width, height, base = 960, 150, 122
    step = min(width / len(counts), 56)
    top = max(n for _, n in counts) or 1
    parts = [f'<line class="axis" x1="0" y1="{base}" x2="{width}" y2="{base}"/>']
    for i, (name, n) in enumerate(counts):
        x, h = i * step, (base - 18) * n / top
        bar = f'<rect class="bar" x="{x + step * 0.12:.1f}" y="{base - h:.1f}" width="{step * 0.76:.1f}" height="{h:.1f}"/>'
        label = f"{name}: {n} event{'' if n == 1 else 's'}"
        if n:
            parts.append(f'<a href="{escape(address(name))}" aria-label="{label}"><title>{label}</title>{bar}</a>')
            if step > 22:
                parts.append(f'<text class="n" x="{x + step / 2:.1f}" y="{base - h - 5:.1f}">{n}</text>')
        if name.endswith("-01") or i == 0:
            parts.append(f'<line class="tick" x1="{x:.1f}" y1="{base}" x2="{x:.1f}" y2="{base + 6}"/>')
            parts.append(
                f'<text class="year" x="{x + 3:.1f}" y="{base + 20}">{name if i == 0 or step > 50 else name[:4]}</text>'
            )
    return _svg(width, height, "plot months", "Events by month", parts)


ROWS_OF_LABELS = 4
"""Rows over the line of an agreement's life in which labels stand; what fits in none is in the tip of its point."""


def life(points: Sequence[tuple[str, str, str]], as_of: dt.date, end: tuple[str, str] | None) -> Markup:
    """A line of time with points ``(day, label, status)``, the day asked about, and the end ``(day, label)``."""
    dated = [(d, label, kind) for day, label, kind in points if (d := last_day(day)) is not None]
    stop = last_day(end[0]) if end else None
    days = [d for d, _, _ in dated] + ([stop] if stop else []) + ([as_of] if dated and as_of >= dated[0][0] else [])
    if len(set(days)) < 2:
        return Markup()
    first, last = min(days), max(days)
    span = (last - first).days or 1
    width, left, right = 960, 20, 20

    def at(d: dt.date) -> float:
        return left + (width - left - right) * (d - first).days / span

    marks = sorted(dated)
    if stop and end:
        marks.append((stop, end[1], "end"))
    placed = _rows([(at(d), label) for d, label, _ in marks], width)
    y = 26 + 17 * max((row for _, _, row in placed if row is not None), default=0)
    parts = [f'<line class="axis" x1="{left}" y1="{y}" x2="{width - right}" y2="{y}"/>']
    now = at(as_of) if first <= as_of <= last else None
    years = range(first.year + 1, last.year + 1)
    for year in years if len(years) <= 12 else years[:: len(years) // 10]:
        x = at(dt.date(year, 1, 1))
        parts.append(f'<line class="tick" x1="{x:.1f}" y1="{y}" x2="{x:.1f}" y2="{y + 6}"/>')
        if now is None or abs(now - x) > 24:
            parts.append(f'<text class="year" x="{x:.1f}" y="{y + 20}" text-anchor="middle">{year}</text>')
    if now is not None:  # below the line only: the labels of what happened stand over it
        parts.append(f'<line class="now" x1="{now:.1f}" y1="{y - 6}" x2="{now:.1f}" y2="{y + 26}"/>')
        anchor = "end" if now > width - 70 else "start" if now < 70 else "middle"
        parts.append(f'<text class="now" x="{now:.1f}" y="{y + 39}" text-anchor="{anchor}">{_day(as_of)}</text>')
    for (d, label, kind), (x, anchor, row) in zip(marks, placed, strict=True):
        parts.append(
            f'<circle class="point {escape(kind)}" cx="{x:.1f}" cy="{y}" r="5"><title>{escape(label if _day(d) in label else f"{label}, {_day(d)}")}</title></circle>'
        )
        if row is not None:
            parts.append(f'<line class="stem" x1="{x:.1f}" y1="{y - 5}" x2="{x:.1f}" y2="{y - 9 - 17 * row}"/>')
            shift = {"start": -5, "end": 5}[anchor]
            parts.append(
                f'<text class="{escape(kind)}" x="{x + shift:.1f}" y="{y - 12 - 17 * row}" text-anchor="{anchor}">{escape(label)}</text>'
            )
    return _svg(width, y + 46, "plot life", "Life of the agreement", parts)


def _rows(labels: Sequence[tuple[float, str]], width: int) -> list[tuple[float, str, int | None]]:
    """For labels at ``x``, in the order of the line: ``(x, side on which it is anchored, row)``; row None: no room."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(ROWS_OF_LABELS)]
    found: list[tuple[float, str, int | None]] = []
    for x, label in labels:
        size = 6.4 * len(label) + 10
        anchor, low, high = ("end", x - size, x + 5) if x + size > width else ("start", x - 5, x + size)
        row = next((i for i, there in enumerate(taken) if all(high < a or low > b for a, b in there)), None)
        if row is not None:
            taken[row].append((low, high))
        found.append((x, anchor, row))
    return found


def _day(d: dt.date) -> str:
    return f"{d.day} {d.strftime('%b')} {d.year}"


def tenures(bars: Sequence[tuple[str, dt.date, dt.date, bool]]) -> Markup:
    """Offices as bars from the first to the last day on which they are told of: ``(label, from, to, former)``."""
    days = [d for _, a, b, _ in bars for d in (a, b)]
    if not days or (max(days) - min(days)).days < 2:
        return Markup()
    first, last = min(days), max(days)
    width, left = 480, 8

    def at(d: dt.date) -> float:
        return left + (width - 2 * left) * (d - first).days / (last - first).days

    parts = []
    for n, (label, begin, end, former) in enumerate(bars):
        y = 14 + 30 * n
        a, b = at(begin), at(end)
        words = f"{label}: {_day(begin)} to {_day(end)}"
        parts.append(
            f'<g><title>{escape(words)}</title><rect class="bar{" former" if former else ""}" x="{a - 2:.1f}" y="{y + 5}" width="{max(b - a, 0) + 4:.1f}" height="7" rx="2"/></g>'
        )
        side, x = ("end", b) if a + 6.4 * len(label) > width else ("start", a)
        parts.append(f'<text x="{x:.1f}" y="{y}" text-anchor="{side}">{escape(label)}</text>')
    y = 14 + 30 * len(bars) - 10
    parts.append(f'<line class="axis" x1="{left}" y1="{y}" x2="{width - left}" y2="{y}"/>')
    parts.append(f'<text class="year" x="{left}" y="{y + 15}">{_day(first)}</text>')
    parts.append(f'<text class="year" x="{width - left}" y="{y + 15}" text-anchor="end">{_day(last)}</text>')
    return _svg(width, y + 20, "plot tenures", "Offices over time", parts)


def ahead(rows: Sequence[tuple[dt.date, str, str]], as_of: dt.date) -> Markup:
    """The two years ahead with what runs out in them: ``(day, label, address)``."""
    width, height, y, days = 960, 62, 30, 730
    inside = [r for r in rows if 0 <= (r[0] - as_of).days <= days]
    if not inside:
        return Markup()
    parts = [f'<line class="axis" x1="0" y1="{y}" x2="{width}" y2="{y}"/>']
    month = dt.date(as_of.year, as_of.month, 1)
    for n in range(1, 25):
        total = month.year * 12 + month.month - 1 + n
        first = dt.date(total // 12, total % 12 + 1, 1)
        x = width * (first - as_of).days / days
        parts.append(
            f'<line class="tick" x1="{x:.1f}" y1="{y}" x2="{x:.1f}" y2="{y + (9 if first.month == 1 else 5)}"/>'
        )
        if first.month in (1, 4, 7, 10):
            name = str(first.year) if first.month == 1 else first.strftime("%b")
            parts.append(f'<text class="year" x="{x + 3:.1f}" y="{y + 22}">{name}</text>')
    until = -1e9
    for day, label, href in inside:
        x = 6 + (width - 12) * (day - as_of).days / days
        near = " near" if (day - as_of).days <= 90 else ""
        text = label if len(label) <= 42 else label[:40].rstrip() + "…"
        if x > until + 10 and x + 6.2 * len(text) < width:
            until = x + 6.2 * len(text)
            parts.append(f'<text class="due" x="{x - 6:.1f}" y="{y - 14}">{escape(text)}</text>')
        dot = f'<circle class="point due{near}" cx="{x:.1f}" cy="{y}" r="7"/>'
        words = f"{escape(label)}, {day.isoformat()}"
        parts.append(f'<a href="{escape(href)}" aria-label="{words}"><title>{words}</title>{dot}</a>')
    return _svg(width, height, "plot ahead", "Deadlines of the two years ahead", parts)


def _svg(width: int, height: int, css: str, label: str, parts: list[str]) -> Markup:
    inner = "".join(parts)
    return Markup(
        f'<div class="scroll"><svg class="{css}" viewBox="0 0 {width} {height}" role="group" aria-label="{escape(label)}" focusable="false">{inner}</svg></div>'
    )
