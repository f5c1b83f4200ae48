"""Mentions of one happening become one event with all their spans; what one of them leaves open another one tells."""

from __future__ import annotations

from wireledger.model import Event
from wireledger.reading.draft import Draft
from wireledger.reading.events.told import Told
from wireledger.reading.language import Parsed
from wireledger.reading.participants import Participants

_BY_AUTHORITIES = frozenset(["arrest", "convict", "curfew", "martial-law", "deport", "censor"])
"""Modes of what a state's authorities do, whoever is named."""


class Merging:
    """The events of one story from their mentions."""

    def __init__(self, draft: Draft, who: Participants, told: Told) -> None:
        self.draft = draft
        self.who = who
        self.told = told

    def same(self, a: Event, b: Event) -> bool:
        """Whether two mentions report one happening: like type, status and mode, actors and times that do not clash."""
        if {a.type, b.type} == {"SANCTION", "REQUEST"} and "ordered" in (a.status, b.status):
            # A headline "tells them to leave", its story "asked them to": one demand.
            demand = a if a.type == "REQUEST" else b
            return (
                demand.mode in ("yield", "change")
                and not a.background
                and not b.background
                and (
                    self.who.countries(a.actors) == self.who.countries(b.actors)
                    and self.who.countries(a.recipients) == self.who.countries(b.recipients)
                )
            )
        if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
            return False
        clash = a.status != b.status and {a.status, b.status} != {"happened", "ongoing"}
        # "ended the accord" and, later, "decides to denounce the agreement" are one act, if nothing tells them apart.
        bare = b.status == "planned" and b.actors and not b.recipients and b.when is None
        foretold = (
            (a.status, b.status, b.background) == ("planned", "happened", False)
            and self.stands_in(a, [p for p in self.draft.language.paragraphs[:3] if p.paragraph.kind == "headline"])
            and self.stands_in(b, self.draft.language.body[:2])
        )
        if clash and "happened" in (a.status, b.status) and not bare and not foretold:
            return False  # but "moves to quit the pact" and, below it, "gave notice" are one
        mine, other = self.who.alike(a.actors, b.actors)
        ours, theirs = self.who.alike(a.recipients, b.recipients)
        if (mine and other and not mine & other) or (ours and theirs and not ours & theirs):
            return False
        if not (mine & other or ours & theirs):
            return False
        if a.when and b.when and a.when.begin and b.when.begin and a.when.end and b.when.end:
            return a.when.begin < b.when.end and b.when.begin < a.when.end
        if a.background != b.background:
            return a.when is None and b.when is None
        return True

    def stands_in(self, event: Event, paragraphs: list[Parsed]) -> bool:
        start = event.trigger.start
        return any(p.paragraph.start <= start < p.paragraph.span.end for p in paragraphs)

    def completed(self) -> None:
        """What one mention leaves open another one of the story tells: who gives an order that is told in the passive."""
        decided = [
            m.event
            for m in self.told.mentions
            if m.event.type in ("SANCTION", "COERCE") and m.event.actors and not m.event.background
        ]
        for mention in self.told.mentions:
            event = mention.event
            if not event.actors and event.recipients and event.mode in _BY_AUTHORITIES and event.type != "REQUEST":
                state = self.told.authority(mention.trigger, event.recipients)
                event.actors = [state] if state and state not in event.recipients else []
            if event.actors or (event.status != "ordered" and event.type not in ("SANCTION", "COERCE")):
                continue
            theirs = self.who.countries(event.recipients)
            for other in decided:
                if other.status in ("happened", "ordered") and theirs & self.who.countries(other.recipients):
                    event.actors = list(other.actors)
                    event.spans["actor"] = list(other.spans.get("actor", ()))
                    break

    def merged(self) -> list[Event]:
        events: list[Event] = []
        for mention in self.told.mentions:
            event = mention.event
            for other in events:
                if self.same(other, event):
                    self.merge(other, event)
                    break
            else:
                events.append(event)
        for number, event in enumerate(events, 1):
            event.id = f"e{number}"
        return events

    def merge(self, into: Event, event: Event) -> None:
        if into.type != event.type:  # the body's word on it goes before the headline's
            into.type, into.mode, into.quad, into.cameo = event.type, event.mode, event.quad, event.cameo
            into.status = event.status
        elif into.status == "planned" and event.status == "happened":
            into.status, into.trigger = event.status, event.trigger
        for role, where in event.spans.items():
            into.spans[role] = sorted({*into.spans.get(role, ()), *where})
        if not into.actors:
            into.actors = event.actors
        if not into.recipients:
            into.recipients = event.recipients
        if into.when is None or (event.when is not None and "when" in event.spans and "when" not in into.spans):
            into.when = event.when or into.when
        into.mode = into.mode or event.mode
        into.place = into.place or event.place
        into.contexts += [c for c in event.contexts if c not in into.contexts]
        known = {(m.kind, m.value) for m in into.magnitudes}
        into.magnitudes += [m for m in event.magnitudes if (m.kind, m.value) not in known]
        story = self.draft.story.id
        sources = [*into.according_to, *(s for s in event.according_to if s not in into.according_to)]
        into.according_to = [s for s in sources if s != story] + ([story] if story in sources else [])
        into.background = into.background and event.background
