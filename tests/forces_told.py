"""The forces of a text, as tests of forces compare them."""

from __future__ import annotations

import wireledger as wl


def forces(text: str, day: str):
    """``(sender, host, strength)`` -> state of each force."""
    reading = wl.read(text, day)
    actors = {a.id: a for a in reading.actors}
    return {
        (
            actors[f.sender].name if actors[f.sender].sector == "IGO" else actors[f.sender].country,
            f.host,
            f.count,
        ): f.state
        for f in reading.forces
    }
