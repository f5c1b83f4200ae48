"""From what was gathered of an agreement to its record: its acts in order, its state, its end."""

from __future__ import annotations

import dataclasses
import datetime as dt

from wireledger.knowledge.agreements import kind_of
from wireledger.knowledge.speech import speech_acts
from wireledger.lifecycle import Deed, assess, first_day, last_day
from wireledger.model import Act, Agreement, Span, Step, Time
from wireledger.periods import add_period
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon, parts
from wireledger.reading.agreements.deliveries import Deliveries
from wireledger.reading.agreements.kinds import decided
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.agreements.parts import Entry, Found
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause


def _around(day: str) -> tuple[str, ...]:
    """The year of a day, and the ones beside it."""
    year = int(day[:4])
    return tuple(f"{y:04}" for y in (year - 1, year, year + 1))


class Recorder:
    """Makes the records of a story's agreements."""

    def __init__(self, draft: Draft, who: Parties, entries: list[Entry], deliveries: Deliveries) -> None:
        self.draft = draft
        self.who = who
        self.entries = entries
        self.deliveries = deliveries
        self.published = first_day(draft.story.published)

    def agreements(self) -> list[Agreement]:
        result: list[Agreement] = []
        self.deliveries.unclaimed(self.entries)
        for entry in self.entries:
            a = self.record(entry)
            a.id = f"g{len(result) + 1}"
            result.append(a)
        return result

    def instrument(self, entry: Entry) -> tuple[str, Span, list[str]] | None:
        """The day of a diplomatic note from one party to the other that tells of the agreement: the notice in writing."""
        for document in self.draft.statements.documents:
            if document.kind not in lexicon.DOCUMENTS or not document.sender or not document.to:
                continue
            sender, to = self.who.party(document.sender), self.who.party(document.to)
            if not sender or not to or sender == to or not {sender, to} <= set(entry.parties):
                continue
            if document.date and len(document.date) == 10:
                return document.date, document.spans[0], [sender]
            for f in entry.acts:
                if (
                    document.id in f.according_to
                    and f.on is not None
                    and len(parts.iso(f.on)) == 10
                    and f.by == [sender]
                ):
                    return parts.iso(f.on), f.on.span, [sender]
        return None

    def record(self, entry: Entry) -> Agreement:
        published = self.draft.story.published
        known = published[:10] if published else f"{self.draft.year:04d}" if self.draft.year else None
        acts: list[Act] = []
        deeds: list[Deed] = []
        because: list[Span] = []
        sources: list[str] = []
        signed, signed_span = entry.year, None
        counted_back = False
        self.deliveries.settle(entry, self.entries, bool(entry.notice and entry.notice.starts == "receipt"))
        self.finished(entry)
        self.fallen_due(entry)
        waiting = any(f.act == "ratify" for f in entry.acts) or "ratif" in self.draft.story.text
        if waiting:  # a pact that is shelved before it is ratified is not suspended: it never ran
            entry.acts = [f for f in entry.acts if not (f.act == "suspend" and f.at.lemma_.lower() == "shelve")]
        if entry.term is None:  # "signed an agreement under which it leases the site until 2050"
            until = [
                f.effect for f in entry.acts if f.act == "sign" and f.status == "happened" and f.effect is not None
            ]
            over = first_day(parts.iso(until[0])) if until else None
            if over is not None and self.published is not None and over > self.published:
                entry.term = (parts.iso(until[0]), until[0].span)
        begun = [f for f in entry.acts if f.act == "enter-into-force" and f.status == "happened"]
        if entry.duration is None and any(f.on is not None and len(parts.iso(f.on)) == 10 for f in begun):
            entry.duration = next((f.term for f in entry.acts if f.term), None)
        if entry.duration is None and not begun:  # "signed a lease in 2014 that lets it stay for 20 years"
            made = [
                f for f in entry.acts if f.act == "sign" and f.status == "happened" and f.on is not None and f.lasting
            ]
            entry.duration = made[0].term if made else None
        least: Found | None = None
        if entry.duration is None and entry.term is None and not begun:
            made = [f for f in entry.acts if f.act == "sign" and f.status == "happened" and f.on is not None and f.term]
            if made and made[0].on is not None and self.still_runs(day := parts.iso(made[0].on), made[0].term):
                if len(day) == 10:
                    entry.duration = made[0].term  # "a ten-year treaty signed on March 1, 2001"
                else:
                    least = made[0]  # "signed in 2001": it cannot be over before 2011
        elif entry.lasting and not begun and not entry.runs_from:
            made = [f for f in entry.acts if f.act == "sign" and f.status == "happened" and f.on is not None]
            when = parts.iso(made[0].on) if made and made[0].on is not None else entry.year
            if not self.still_runs(when, entry.duration) or not self.operates(entry, when):
                entry.duration = None  # signed just now, it need not be in force; long ago, it has been renewed
        for f in entry.acts:
            on = parts.iso(f.on) if f.on is not None else f.day
            span = f.spans[0]
            if f.act == "sign" and f.status == "happened" and f.on is not None:
                value = parts.iso(f.on)[: 7 if "W" in (f.on.value or "") else None]  # "two weeks ago": that month
                words = self.draft.story.text[f.on.span.start : f.on.span.end]
                rough = words.endswith("ago") or "W" in (f.on.value or "")
                if signed and len(value) == len(signed) and counted_back and not rough:
                    signed, signed_span = value, f.on.span  # "two weeks ago" counts in round weeks, a date does not
                if counted_back and not rough and signed and value[:4] in _around(signed):
                    signed = None  # "less than nine months ago" counts in round months
                counted_back = rough if signed in (None, value) else counted_back
                if not signed or value.startswith(signed[:4]):
                    signed = value if not signed or len(value) > len(signed) else signed
                    signed_span = f.on.span
                elif f.on.value and self.draft.story.text[f.on.span.start : f.on.span.end].endswith("ago"):
                    on = signed  # "four years ago" counts in round years
                    signed_span = f.on.span
            dated = any(x.act == "sign" and x.on is not None and x.status == "happened" for x in entry.acts)
            if f.act == "sign" and f.status == "happened" and not signed and not dated and f.mention is not None:
                on = on or self.news_day(f)
                signed = on
            if (
                on is None
                and f.status in ("happened", "ongoing", "planned", "ordered")
                and not (f.act == "sign" and dated)
                and not (f.act == "expire" and f.status == "planned")
            ):
                on = self.news_day(f)
            act = Act(
                act=f.act, by=f.by, on=on, status=f.status, span=span, according_to=f.according_to, event=f.event,
                effect=parts.iso(f.effect) if f.effect is not None else None, immediate=f.immediate, duration=f.duration,
                received=parts.iso(f.received) if f.received is not None else None,
            )  # fmt: skip
            if not any(x.act == act.act and x.by == act.by and x.on == act.on and x.status == act.status for x in acts):
                acts.append(act)
            deeds.append(
                Deed(
                    f.act, on, f.status, f.immediate, parts.iso(f.effect) if f.effect else None, self.known(f, known), f.duration,
                    parts.iso(f.received) if f.received else None, f.on.span if f.on is not None else span, f.on is None or f.said,
                )
            )  # fmt: skip
            because += [f.on.span] if f.on is not None else []
            because += [f.effect.span] if f.effect is not None else []
            sources += [s for s in f.according_to if s not in sources]
        ends = [d for d in deeds if d.act in ("end", "withdraw") and d.status in ("happened", "planned", "ongoing")]
        if ends and entry.notice and not any(d.act == "notify-end" and d.on for d in deeds):
            written = self.instrument(entry)
            if written is not None:
                day, span, by = written
                deeds.append(Deed("notify-end", day, "happened", known=known, span=span))
                acts.append(
                    Act(
                        act="notify-end",
                        by=by,
                        on=day,
                        status="happened",
                        span=span,
                        according_to=[self.draft.story.id],
                    )
                )
        from_receipt = entry.notice is not None and entry.notice.starts == "receipt"
        if from_receipt and any(f.act == "notify-end" and f.status == "denied" for f in entry.acts):
            # decreed, but the other party has had no note: the period has not begun to run
            deeds = [dataclasses.replace(d, on=None, known=known) if d.act == "notify-end" else d for d in deeds]
        elif from_receipt and self.deliveries.none_came and not any(d.received for d in deeds):
            ending = ("notify-end", "withdraw", "end")
            deeds = [dataclasses.replace(d, on=None, known=known) if d.act in ending else d for d in deeds]
        elif entry.notice is not None and self.deliveries.to_come and not self.deliveries.of(entry, self.entries):
            given = [
                f for f in entry.acts if f.act == "notify-end" and f.status != "denied" and f.at.lemma_ != "denounce"
            ]
            if not given:  # "The law was passed on Thursday; a note will then go to Moscow": no period has begun to run
                ending = ("notify-end", "withdraw", "end")
                deeds = [dataclasses.replace(d, on=None, known=known) if d.act in ending else d for d in deeds]
        outcome = assess(
            deeds,
            as_of=self.published,
            notice=entry.notice.period if entry.notice and not entry.notice_to_term else None,
            notice_span=entry.notice.span if entry.notice else None,
            receipt=bool(entry.notice and entry.notice.starts == "receipt"),
            duration=entry.duration,
            runs_from=entry.runs_from,
            yearly=entry.notice_yearly,
            term=entry.term,
        )
        if (
            least is not None
            and least.on is not None
            and least.term
            and outcome.ends_on is None
            and outcome.not_before is None
        ):
            day = (first_day(parts.iso(least.on)) or dt.date.min).isoformat()
            outcome.not_before = add_period(dt.date.fromisoformat(day), least.term).isoformat()
            outcome.steps.append(
                (f"made for {least.term}, signed in {parts.iso(least.on)}", outcome.not_before, [least.on.span])
            )
        if entry.kind == "membership":
            # a body is joined, not signed; its treaty may have been
            own = [
                f for f in entry.acts if f.act == "sign" and f.at.lemma_ == "sign" and f.status == "happened" and f.on
            ]
            signed = parts.iso(own[0].on) if own and own[0].on is not None else None
        notice = entry.notice
        if notice is not None:
            notice.by = (
                list(entry.parties)
                if entry.notice_all
                else [p for p in notice.by if p in entry.parties] or list(entry.parties)
            )
        story = self.draft.story.id
        because += [notice.span] if notice is not None and outcome.ends_from == "computed" else []
        entry.kind = decided(entry)
        in_force = next((a.on for a in acts if a.act == "enter-into-force" and a.status == "happened" and a.on), None)
        state = outcome.state
        joined = any(
            f.act == "sign"
            and f.status == "happened"
            and f.at.lemma_.lower() in ("join", "admit", "become", "enter", "instrument")
            for f in entry.acts
        )
        if entry.kind == "membership" and joined and state == "signed":
            state = "in-force"  # who has joined is a member
        guns = entry.kind == "peace" and all(m.head.lemma_.lower() in lexicon.TRUCES for m in entry.mentions)
        pending = any(f.act == "enter-into-force" and f.status != "happened" for f in entry.acts)
        if state == "signed" and guns and not pending:
            state = "in-force"  # guns fall silent without ratification
        if state == "signed" and (entry.works or (in_force is None and self.operates(entry, signed))):
            state = "in-force"
        return Agreement(
            id="",
            name=self.name(entry, signed),
            kind=entry.kind,
            parties=entry.parties,
            signed=signed,
            in_force=in_force,
            duration=entry.duration,
            tacit_renewal=entry.tacit,
            notice=notice,
            acts=sorted(acts, key=lambda a: (a.on or "0000", a.span)),
            state=state or "in-force",
            expires_on=entry.term[0] if entry.term else None,
            ends_on=outcome.ends_on,
            ends_from=outcome.ends_from,
            ends_not_before=outcome.not_before,
            ends_not_after=outcome.not_after,
            ends_conflict=outcome.conflict,
            steps=[Step(text=t, value=v, spans=s) for t, v, s in outcome.steps],
            because=sorted(set(because)) if outcome.ends_on or outcome.not_before else [],
            spans=sorted({m.span for m in entry.mentions} | ({signed_span} if signed_span else set())),
            according_to=[*[s for s in sources if s != story], story],
        )

    def known(self, f: Found, published: str | None) -> str | None:
        """The last day on which an undated act can have been done: before that of the clause that comes after it."""
        verb = clause(f.at)
        earlier = any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children) or (
            verb.dep_ == "advcl" and any(c.lower_ in ("after", "since") and c.dep_ == "mark" for c in verb.children)
        )
        day = first_day(published)
        if not earlier or day is None or len(published or "") < 10:
            return published
        main = self.draft.times.of(verb.head) if verb.dep_ == "advcl" else None
        then = first_day(parts.iso(main)) if main is not None and len(parts.iso(main)) == 10 else day
        return (min(then or day, day) - dt.timedelta(days=1)).isoformat()

    def finished(self, entry: Entry) -> None:
        """An exit that follows its notice, or that is told of as the formal one where no notice runs, is the end itself."""
        for f in entry.acts:
            if f.act not in ("withdraw", "end") or f.status != "happened" or f.effect is not None or f.on is None:
                continue
            day = first_day(parts.iso(f.on))
            if len(parts.iso(f.on)) != 10 or day is None:
                continue
            notices = [x for x in entry.acts if x.act == "notify-end" and x is not f and x.status == "happened"]
            dated = [last_day(parts.iso(x.on)) for x in notices if x.on is not None]
            before = any(d is not None and (day - d).days > 27 for d in dated)
            if before or (f.final and (entry.notice is None or any(x.on is None for x in notices))):
                f.effect = f.on

    def fallen_due(self, entry: Entry) -> None:
        """ "has renounced the accord ... before the old one expires on Nov. 7": what was ended, and sets no notice, ends on that day."""
        day = first_day(parts.iso(entry.due)) if entry.due is not None else None
        if (
            day is None
            or entry.notice is not None
            or self.published is None
            or not 0 < (day - self.published).days < 740
        ):
            return
        for f in entry.acts:
            if f.act in ("end", "withdraw", "notify-end") and f.status in ("happened", "ongoing", "planned", "ordered"):
                f.effect = f.effect if f.effect is not None or f.immediate else entry.due

    def operates(self, entry: Entry, signed: str | None) -> bool:
        """An agreement that was signed in an earlier year and that nothing shows to wait for ratification is in force."""
        if any(f.act in ("ratify", "enter-into-force") and f.status != "happened" for f in entry.acts):
            return False
        if any(f.act == "ratify" and f.on is not None and not self.long_ago(f.on) for f in entry.acts):
            return False  # ratified only now, by one of them
        day = first_day(signed)
        return day is not None and self.published is not None and (self.published - day).days > 365

    def still_runs(self, signed: str | None, length: str | None) -> bool:
        """Whether what was signed then for so long has been in force for a year or so, and is so still."""
        day = first_day(signed)
        if day is None or length is None or self.published is None or (self.published - day).days <= 365:
            return False
        try:
            over = last_day(add_period(day, length).isoformat()[: len(signed or "")])
        except ValueError:
            return False
        return over is not None and over >= self.published

    def long_ago(self, time: Time) -> bool:
        day = first_day(time.begin)
        return self.published is not None and day is not None and (self.published - day).days > 365

    def news_day(self, f: Found) -> str | None:
        """The day of publication, for an act that is the news itself: in headline or lead, not in the pluperfect."""
        parsed = self.draft.language.parsed(f.at)
        body = self.draft.language.body
        lead = {p.index for p in self.draft.language.paragraphs if p.paragraph.kind == "headline"} | {
            p.index for p in body[:1]
        }
        if self.published is None or f.act in ("criticise", "propose"):
            return None
        verb = clause(f.at)
        if parsed.index not in lead:
            near = parsed.index in {p.index for p in body[:3]} and verb.tag_ == "VBD" and verb == f.at.sent.root
            paper = f.mention is not None and f.mention.head.lemma_.lower() in (
                "statement",
                "declaration",
                "communique",
            )
            if paper and parsed.index in {p.index for p in body[:3]} and verb == f.at and verb.tag_ == "VBD":
                return self.lead_day()  # the joint statement of the day
            return self.lead_day() if near and f.act in ("sign", "notify-end") and verb == f.at else None
        said = verb.dep_ == "advcl" and verb.head.lemma_.lower() in speech_acts() and f.act == "notify-end"
        if (
            verb.dep_ == "advcl"
            and not said
            and any(c.dep_ in ("mark", "advmod") and c.i < verb.i for c in verb.children)
        ):
            return None  # "after it gave notice"
        if verb.dep_ in ("relcl", "acl") or any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children):
            return None
        return self.published.isoformat()

    def lead_day(self) -> str | None:
        """The day of the news in the first sentence, where it gives one of the week before publication."""
        body = self.draft.language.body
        sentence = body[0].sentences[0] if body and body[0].sentences else None
        if sentence is None or self.published is None:
            return None
        for verb in (sentence.root, *(c for c in sentence.root.children if c.dep_ in ("ccomp", "xcomp"))):
            time = self.draft.times.of(verb)
            day = first_day(parts.iso(time)) if time is not None and len(parts.iso(time)) == 10 else None
            if day is not None and 0 <= (self.published - day).days <= 7:
                return day.isoformat()
        return None

    def name(self, entry: Entry, signed: str | None) -> str:
        if entry.name:
            return entry.name
        names = [self.draft.actors.get(p).name for p in entry.parties[:3]]
        told = [m for m in entry.mentions if m.like is None and not m.text]
        told = told or [x for m in entry.mentions if m.like is not None for x in m.like.mentions if x.like is None]
        described = [m for m in told if not m.implied] or told or entry.mentions
        best = max(described, key=lambda m: (kind_of(m.words) is not None, bool(m.kind), -len(m.words)))
        kept = [
            t.text
            for t in best.head.doc[frames.left(best.head).i : best.head.i + 1]
            if t.dep_ not in ("det", "poss", "case", "nummod")
            and t.ent_type_ not in ("GPE", "NORP", "DATE", "PERSON", "ORG")
            and not t.is_punct
            and t.lower_ not in lexicon.NEW
        ]
        if best.head.lower_ in ("another", "one", "ones", "that", "those") or best.ordinal:
            kept = [entry.kind, "agreement"] if entry.kind else ["agreement"]
        words = best.words if best.head.pos_ == "VERB" else " ".join(kept) or best.head.text
        return f"{'–'.join(names)} {words}" + (f" ({signed[:4]})" if signed else "")
