"""The stage ``agreements``: agreements between states and bodies, what is done to them, their notice, and when they end.

A mention is a phrase for an agreement: named ("New START"), described ("a 2018 accord that lets troops operate"), implied
("its military collaboration with France") or a membership ("leave the bloc"). What governs it in the parse, and the clauses
that modify it, say what is done to it (``knowledge/agreement_acts``); the statements stage says whether it was done. Mentions
that can be one agreement become one; :mod:`wireledger.lifecycle` computes its state and its end.

In the order in which they are used: ``mentions`` finds the phrases; ``predicates`` what governs them; ``acts`` what was done, by
whom, and whether as notice (``dates``: when); ``clauses`` the notice clause; ``collecting`` puts together what belongs to one
agreement; ``binding`` says whom it binds (``parties``: who a phrase means); ``record`` makes its record.
"""

from __future__ import annotations

from wireledger.model import Agreement
from wireledger.reading.agreements.binding import Binding
from wireledger.reading.agreements.collecting import Collector
from wireledger.reading.agreements.record import Recorder
from wireledger.reading.draft import Draft


def run(draft: Draft) -> list[Agreement]:
    collector = Collector(draft)
    collector.read()
    binding = Binding(collector)
    binding.completed()
    return Recorder(draft, collector.who, binding.entries, collector.deliveries).agreements()


__all__ = ["run"]
