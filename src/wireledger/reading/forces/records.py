"""From the mentions of a story to its records: open senders and hosts, one record for each force."""

from __future__ import annotations

from collections import Counter

from wireledger.lifecycle import first_day
from wireledger.model import Force, Status, Step
from wireledger.reading.forces.mention import Mention, State
from wireledger.reading.forces.others import Others
from wireledger.reading.forces.words import APART, AT_SEA, CLASS, SOLDIERS, definite, of_many, sense_of
from wireledger.reading.language import clause


class Records(Others):
    """Joins the mentions of one story."""

    def completed(self) -> None:
        """Sender and host that a phrase leaves open: the same force of another mention ("the troops", "the soldiers")."""
        sure = {m.sender for m in self.mentions if m.sender and not m.pending}
        self.mentions = [m for m in self.mentions if not m.pending or m.sender in sure]
        self.from_others()
        self.from_story()
        self.from_others()  # what the story told may tell of others

    def from_others(self) -> None:
        """Sender and host of the nearest mention that has both and differs in neither."""
        full = [m for m in self.mentions if m.sender and m.host and not m.casualty and not m.home]
        counted = {m.host for m in full if m.count}
        for n, m in enumerate(self.mentions):
            if (m.sender and m.host) or m.afar:
                continue
            m.inferred = m.inferred or m.host is None
            if m.sender is None and of_many(m.head):
                continue  # "6,100 West African soldiers": no one state's
            m.sender = m.sender or self.section(m.head)
            if m.sender is None and m.kind == "peacekeepers":
                nations = [a for a in self.draft.actors.items if a.name == "United Nations" and a.mentions]
                m.sender = self.body() or (nations[0].id if nations and m.count else None)
            earlier = any(x in full or (x.sender and x.host and not x.casualty) for x in self.mentions[:n])
            if m.sender is None and m.guess and not earlier and self.sender_country(m.guess) not in counted:
                m.sender = m.guess
            if m.sender is None and m.told and m.state == "left" and clause(m.head).lemma_ == "be" and definite(m.head):
                if any(
                    c.lower_ == "home" for c in clause(m.head).children
                ):  # "The soldiers are home": where the story is
                    ours = [x.sender for x in full if self.sender_country(x.sender) == self.dateline]
                    m.sender = ours[0] if ours and self.dateline else None
            if m.sender is None and m.guess and definite(m.head) and m.head.tag_ == "NN":
                if any(x.sender == m.guess and x.head.lemma_ == m.head.lemma_ for x in full):
                    m.sender = m.guess  # "the brigade": the one told of, not the sailors told of last
            if m.sender and m.host is None and not earlier:
                m.host = self.base_host(m)  # "is giving up its base in Niger. The last 38 soldiers will be home by ..."
                if m.host:
                    full.append(m)
                    continue
            near = sorted(
                (
                    x
                    for x in full
                    if x is not m and (not m.sender or x.sender == m.sender) and (not m.host or x.host == m.host)
                ),
                key=lambda x: (self.mentions.index(x) > n, abs(self.mentions.index(x) - n)),
            )
            agreed = self.agreed_host(m.sender) if near and m.sender and m.host is None and m.told else None
            if agreed and agreed != near[0].host and self.mentions.index(near[0]) > n:
                full.append(m)
                m.host = agreed  # rather where an agreement lets them be than where the story later tells of others
                continue
            joint = near and m.sender is None and m.count and near[0].head.sent == m.head.sent
            if joint and sum(x.head == near[0].head for x in self.mentions) > 1:
                continue  # "the contingents of two states, some 900 men in all": of neither
            mine = self.sender_country(m.sender)
            if near and m.sender and m.host is None and not earlier and self.dateline not in (None, mine, near[0].host):
                if self.dateline in self.told and self.sentences_apart(m.head, near[0].head) > 2:
                    m.host = self.dateline  # rather where the story comes from than where it later tells of others
                    full.append(m)
                    continue
            if near and (m.sender or m.host or m.told or m.count or definite(m.head)):
                apart = self.sentences_apart(near[0].head, m.head)
                if (
                    not m.sender
                    and not m.host
                    and not definite(m.head)
                    and not (
                        (m.told or (m.asserted and m.count)) and len({(x.sender, x.host) for x in full}) == 1
                    )  # the story's one force
                    and not (m.count and ((m.told and 0 <= apart <= 8) or (m.garrison and apart >= 0)))
                    and not (m.head.lemma_ == "man" and m.count and 0 <= apart <= 2)
                    and not self.counts_them(m, near[0], apart)
                    and not self.stays_on(m, apart)
                ):
                    continue  # "troops": whose, nothing says; "23,760 troops had returned" goes on from those told of
                m.sender, m.host = m.sender or near[0].sender, m.host or near[0].host
                if m.host == self.sender_country(m.sender):
                    m.host = near[0].host
                if m.sender and m.host and not m.casualty and not m.home:
                    full.append(m)

    def counts_them(self, m: Mention, last: Mention, apart: int) -> bool:
        """ "Uganda is pulling out its troops. Some 1,500 soldiers are affected": the number of those told of just before,
        where nothing else counts them."""
        if not m.count or not 0 <= apart <= 2 or m.casualty or m.home or not m.head.dep_.startswith("nsubj"):
            return False
        same = [x for x in self.mentions if x.sender == last.sender and x.host == last.host]
        return m.head.lemma_.lower() in SOLDIERS and not any(x.count and not x.earlier for x in same)

    def stays_on(self, m: Mention, apart: int) -> bool:
        """ "They will go by June; about 400 instructors will stay on": some of those told of just before."""
        return (
            bool(m.count) and m.asserted and 0 <= apart <= 3 and clause(m.head).lemma_ in ("remain", "stay", "linger")
        )

    def from_story(self) -> None:
        """Sender and host that only the story as a whole gives: its agreement, its event, the state that it is about."""
        for n, m in enumerate(self.mentions):
            if m.sender is None and m.guess and m.host != self.sender_country(m.guess):
                hosting = {x.host for x in self.mentions if x.sender and x.host}
                before = [
                    x.sender for x in self.mentions[:n] if x.sender and self.sender_country(x.sender) not in hosting
                ]
                if self.sender_country(m.guess) in hosting and before and definite(m.head) and m.count:
                    m.sender = before[
                        -1
                    ]  # "300 of the troops": rather those told of than those of the country they are in
                else:
                    m.sender = m.guess
        for n, m in enumerate(
            self.mentions
        ):  # "300 of the troops serve across the border": of those told of just before
            if m.sender is None and m.host and m.count and definite(m.head) and not m.casualty and not of_many(m.head):
                near = [x for x in self.mentions[max(n - 3, 0) : n] if x.sender and not x.home]
                if near and self.sentences_apart(near[-1].head, m.head) <= 2:
                    m.sender = near[-1].sender if self.sender_country(near[-1].sender) != m.host else None
        for m in self.mentions:
            if m.sender is None and m.count and not m.casualty:
                m.host = m.host or self.agreed_base()
                m.sender = self.agreed_sender(m.host) if m.host else None
        for m in self.mentions:
            sure = m.told and m.count and definite(m.head) and not of_many(m.head)
            if m.sender is None and m.host and not m.inferred and sure:
                named = [a for a in self.draft.actors.items if a.kind == "state" and a.country != m.host and a.mentions]
                m.sender = named[0].id if len(named) == 1 else None  # the story tells of one other state
        hosts = Counter(m.host for m in self.mentions if m.host and not m.home)
        for m in self.mentions:
            if m.afar and m.host is None:
                continue  # where it is, it says, is no country
            if m.host is None and m.guess and m.guess == m.sender and not (m.explicit or m.told):
                if self.dateline is not None and self.sender_country(m.sender) == self.dateline:
                    continue  # police and soldiers of the country that the story comes from are at home
            others = [h for h, _ in hosts.most_common() if h != self.sender_country(m.sender)]
            if len(others) > 1 and hosts[others[0]] > hosts[others[1]]:
                others = others[:1]  # the country that the story's forces are mostly in
            if m.sender and m.host is None and (m.told or m.count or m.vague):
                m.host = self.agreed_host(m.sender)
            beside = self.whole(m.head)[0]
            with_ = beside.dep_ == "pobj" and beside.head.lower_ in ("with", "alongside", "beside", "including")
            if (
                m.sender and m.host is None and m.explicit and (m.count or with_)
            ):  # "came ashore to join 850 French paratroopers"
                same = [x for x in self.mentions if x.host and x.head.doc is m.head.doc and x.head.sent == m.head.sent]
                lands = {x.host for x in same} - {self.sender_country(m.sender)}
                m.host = lands.pop() if len(lands) == 1 else None
            if m.sender and m.host is None and m.explicit and m.asserted:
                near = [x for x in self.mentions[: self.mentions.index(m)] if x.host and not x.home]
                if (
                    near and self.sentences_apart(near[-1].head, m.head) <= 3
                ):  # "the contingents of X and Y serve there too"
                    m.host = near[-1].host if near[-1].host != self.sender_country(m.sender) else None
            told_of = m.count or m.vague or m.told or (m.asserted and m.explicit)
            if m.sender and m.host is None and told_of and len(others) == 1:
                m.host = others[0]
            if m.sender and m.host is None and m.count:
                near = [x for x in self.mentions[: self.mentions.index(m)][-2:] if x.host and not x.home]
                if near and self.sentences_apart(near[-1].head, m.head) <= 1:
                    m.host = near[-1].host if near[-1].host != self.sender_country(m.sender) else None
            body = m.sender is not None and self.draft.actors.get(m.sender).sector == "IGO"
            if body and m.host is None and m.count and self.dateline is not None:
                states = {a.country for a in self.draft.actors.items if a.kind == "state" and a.mentions}
                m.host = self.dateline if self.dateline in states else None
            abroad = bool(hosts) or self.dateline is None or self.dateline != self.sender_country(m.sender)
            if m.sender and m.host is None and (m.told or m.count) and abroad:  # else the story is from home
                m.host = self.topic_host(m.sender)
            if m.sender and m.host is None and (m.told or m.count) and abroad:
                m.host = self.dominant(m.sender)
            clear = m.count or (m.asserted and m.head.lemma_ != "mission")
            here = m.told or (clear and m.explicit and not hosts)
            if m.sender and m.host is None and here and self.dateline not in (None, self.sender_country(m.sender)):
                m.host = self.dateline  # where the story comes from
            if (
                m.sender
                and m.host is None
                and (m.count or (m.asserted and m.kind == "mercenaries"))
                and (
                    m.kind in ("mercenaries", "fighters", "mission") or self.draft.actors.get(m.sender).sector == "IGO"
                )
            ):
                m.host = self.the_country(m.head, m)
        for m in self.mentions:
            if m.sender and m.host is None and m.explicit:  # "Malawian soldiers of the U.N. brigade": where that is
                of = [t for c in m.head.children if c.lower_ == "of" for t in c.children]
                m.host = next((x.host for x in self.mentions if x.head in of and x.host), None)
                m.host = m.host if m.host != self.sender_country(m.sender) else None

    def base_host(self, m: Mention) -> str | None:
        """Where the base of the same sender lies that this sentence or those of this and the last paragraph tell of."""
        here = self.draft.language.parsed(m.head).index
        mine = self.sender_country(m.sender)
        near = [
            b
            for b in self.bases.values()
            if b.host
            and b.host != mine
            and b.owner in (None, mine)
            and 0 <= here - self.draft.language.parsed(b.head).index <= 1
        ]
        return near[-1].host if near else None

    def agreed_base(self) -> str | None:
        """The country of the base that the story's one agreement on bases is about."""
        pairs = [
            g.parties for g in self.draft.agreements if g.kind in ("basing", "status-of-forces") and len(g.parties) == 2
        ]
        lands = {b.host for b in self.bases.values() if b.host}
        found = {c for p in pairs for i in p if (c := self.draft.actors.get(i).country) in lands}
        return found.pop() if len(found) == 1 else None

    def agreed_sender(self, host: str) -> str | None:
        """Whose forces an agreement on a base or on visiting forces lets into the country."""
        for g in self.draft.agreements:
            countries_ = [self.draft.actors.get(p).country for p in g.parties]
            if g.kind in ("basing", "status-of-forces") and host in countries_ and len(g.parties) == 2:
                return next(p for p in g.parties if self.draft.actors.get(p).country != host)
        return None

    def agreed_host(self, sender: str) -> str | None:
        """The other party of the story's agreement on forces."""
        apart = {self.sender_country(x.sender) for x in self.mentions if x.sender and x.host and x.sender != sender}
        apart -= {x.host for x in self.mentions} | {self.dateline}  # whose own forces are elsewhere
        if self.dateline is None:
            apart = set()
        for g in self.draft.agreements:
            if sender in g.parties and g.kind in ("defence", "status-of-forces", "basing", "cooperation", None):
                others = [self.draft.actors.get(p).country for p in g.parties if p != sender]
                if len(others) == 1 and others[0] and others[0] not in apart:
                    return others[0]
        return None

    def topic_host(self, sender: str) -> str | None:
        """The other state of the story's main event."""
        mine = self.sender_country(sender)
        if mine is not None and mine == self.dateline:
            return None  # told of from their own country, they are there where nothing says that they are not
        sending = {self.sender_country(x.sender) for x in self.mentions if x.sender} - {x.host for x in self.mentions}
        for e in self.draft.events:
            sides = {self.draft.actors.get(i).country for i in (*e.actors, *e.recipients)} - {None}
            if (
                mine in sides
                and len(sides) == 2
                and not any(c != mine and c in sending for c in sides)
                and e.type in ("SANCTION", "RETREAT", "MOBILIZE", "REQUEST", "COOPERATE", "AID", "AGREE")
            ):
                return next(c for c in sides if c != mine)
        return None

    def records(self) -> list[Force]:
        groups: dict[tuple[str, str], list[Mention]] = {}
        none = {  # "No American troops are stationed on the islands"
            (m.sender, m.host)
            for m in self.mentions
            if m.status == "denied" and m.explicit and any(c.lower_ == "no" for c in m.head.children)
        }
        for m in self.mentions:
            sector = self.draft.actors.get(m.sender).sector if m.sender else None
            if sector == "UAF":
                m.kind = "mercenaries"  # a company's men, whatever they are called
            elif sector == "IGO" and m.kind in ("troops", "mission"):
                m.kind = "peacekeepers"
        for m in self.mentions:
            if m.sender is None or m.host is None or m.host == self.sender_country(m.sender) or m.home:
                continue
            if m.casualty and not any(
                x.sender == m.sender and x.host == m.host and not x.casualty for x in self.mentions
            ):
                continue  # "two soldiers were wounded": that they are there is not what is told
            if m.status in ("denied", "possible") and (not m.count or (m.status == "denied" and m.state == "arriving")):
                continue
            if m.status == "demanded" and m.state == "arriving" and not m.asserted:
                continue  # "asked Washington to send troops"
            if m.kind == "police" and not (m.told or m.count or m.vague or m.asserted):
                continue
            if m.inferred and not m.told and any(t.lemma_.lower() in AT_SEA for t in m.head.sent):
                continue  # "commandos boarded the pirates' boats"
            if m.kind == "police" and m.inferred and not m.told and not (m.explicit and m.count):
                continue  # the police are at home where nothing says that they are not
            if m.head.dep_ == "dobj" and m.inferred and m.state == "arriving" and not (m.count or m.vague):
                if sense_of(m.head.head, "obj") == "pledge":
                    continue  # "offered battalions": for where, it does not say
            if m.history or (m.past and not m.earlier and not (m.count and m.told and m.state == "present")):
                continue  # history
            groups.setdefault((m.sender, m.host), []).append(m)
        for key, whole in list(
            groups.items()
        ):  # "sent 1,960 soldiers in 2020": of use where newer things are told of them
            sent = [m for m in whole if m.past and not m.earlier]
            if len(sent) == len(whole):
                del groups[key]
            for m in sent:
                m.earlier = True
            if key in none and not any(m.count or m.told or m.asserted for m in whole):
                groups.pop(key, None)
        hosting = {host for (_, host), whole in groups.items() if any(m.count and not m.inferred for m in whole)}
        groups = {  # "its troops" of a country that itself has foreign troops, with no place told: the pronoun was misread
            (sender, host): whole
            for (sender, host), whole in groups.items()
            if self.sender_country(sender) not in hosting
            or not all(m.inferred and not m.count and not m.explicit for m in whole)
        }
        result: list[Force] = []
        for (sender, host), mentions in ((k, part) for k, whole in groups.items() for part in _parts(whole)):
            named = all(m.kind == "peacekeepers" and not (m.count or m.told or m.asserted) for m in mentions)
            if named and self.draft.actors.get(sender).sector != "IGO" and all(m.head.tag_ == "NNP" for m in mentions):
                continue  # a task force of many named beside a contingent of another's
            one = all(m.head.tag_ == "NN" and m.head.lemma_.lower() in SOLDIERS for m in mentions)
            if one and not any(m.told or m.count for m in mentions):
                continue  # "nearly every American soldier has passed through"
            if (
                not any(m.count or m.vague or m.told or m.leave_by for m in mentions)
                and (len(mentions) < 2 or self.beside_others(sender, mentions))
                and not self.is_told_of(mentions)
            ):
                continue
            result.append(self.record(sender, host, mentions, f"f{len(result) + 1}"))
        return result

    def beside_others(self, sender: str, mentions: list[Mention]) -> bool:
        """Whether a mission is named only as what others serve in: "850 Germans in the NATO mission"."""
        if self.draft.actors.get(sender).sector != "IGO":
            return False
        return all(m.head.dep_ in ("pobj", "appos", "compound", "poss", "nmod") for m in mentions if not m.casualty)

    def is_told_of(self, mentions: list[Mention]) -> bool:
        return any(
            not m.past and (m.asserted or self.draft.actors.get(m.sender or "").sector != "IGO") for m in mentions
        )

    def final(self, m: Mention) -> bool:
        """ "all Indian soldiers have left", "the last soldiers left", or said so in headline or first paragraph."""
        if any(c.lower_ in ("all", "last", "final", "remaining") for c in m.head.children):
            return True
        body = self.draft.language.body
        return bool(body) and self.draft.language.parsed(m.head).index <= body[0].index

    def to_come(self, day: str) -> bool:
        when = first_day(day)
        return when is not None and self.published is not None and when > self.published

    def record(self, sender: str, host: str, mentions: list[Mention], number_: str) -> Force:
        for m in mentions if any(x.state == "left" and x.told and self.final_of(x.head) for x in mentions) else ():
            if m.count and m.asserted and not m.told and clause(m.head).tag_ == "VBD":
                m.earlier = True  # "About 2,500 remained at the beginning of August"
        counted = [m for m in mentions if m.count]
        there = any(m.asserted and m.state == "present" and not m.earlier for m in counted)
        whole = any(not m.of_them for m in counted)
        most = max((m.count or 0 for m in counted if not m.earlier and m.state != "left"), default=0)
        partly = [m for m in counted if m.state == "left" and (m.count or 0) < most]  # 1,200 of 100,300
        now = max((m.count or 0 for m in counted if m.asserted and m.state == "present" and not m.earlier), default=0)
        partly += [
            m for m in counted if m.state == "leaving" and m.told and (m.count or 0) < now and not self.final_of(m.head)
        ]
        totals = any(m.total and not m.earlier for m in counted)
        counted.sort(
            key=lambda m: (
                m.earlier,
                totals and not m.total,
                m.of_them and whole,
                m in partly,
                there and m.state == "left",
                m.head.like_num and not m.asserted and (m.count or 0) < now,
                m.past,
                m.status == "possible",
                m.inferred and not (m.told or m.asserted),
            )
        )
        main = counted[0] if counted else max(mentions, key=lambda m: (m.told, len(m.what)))
        told = [m for m in mentions if m.told and m.status not in ("denied", "possible")]
        leaving = [m for m in told if m.state in ("left", "ordered-out", "leaving")]
        state: State = "present"
        if leaving:
            done = [m for m in leaving if m.state == "left"]
            rest = [m for m in leaving if m.state != "left"]
            final = [m for m in done if self.final(m) and (m not in partly or not rest)]
            if any(m.leave_by and self.to_come(m.leave_by) for m in rest):
                final = []
            if any(m.ended for m in done) and not any(x in rest for x in leaving[leaving.index(done[-1]) :]):
                state = "left"  # whatever was planned before
            elif final and not any(m.count and m.asserted and not m.told and not m.earlier for m in mentions):
                state = "left"
            elif done and not rest and any(m.count and m.asserted and not m.told and not m.earlier for m in mentions):
                state = "leaving"  # some have left, others are said to be there
            elif rest:
                ordered = [m for m in rest if m.state == "ordered-out" and not m.stale]
                going = [m for m in rest if m.state == "leaving" and m.status != "planned"]
                state = "ordered-out" if ordered and not going else "leaving"
                if not ordered and all(m.state == "ordered-out" for m in rest):
                    state = "left" if done else "ordered-out"  # "were told to go in January": by now they went
            else:
                state = "left"
        elif all(m.gone for m in mentions):
            state = "left"
        elif any(m.state == "arriving" for m in told):
            state = "arriving"
            if any(m.state == "present" and m.count and not m.told for m in mentions):
                state = "present"
        due = next((m for m in leaving if m.leave_by), None)
        between = [
            g
            for g in self.draft.agreements
            if sender in g.parties and host in {self.draft.actors.get(p).country for p in g.parties}
        ]
        of_forces = [
            g for g in between if g.kind in ("defence", "status-of-forces", "basing", "alliance", "cooperation", None)
        ]
        others = [g for g in between if g.kind not in ("trade", "membership", "arms-control")]
        under = of_forces[0] if of_forces else others[0] if len(others) == 1 else None
        agreement = under.id if under is not None else None
        by, by_from, by_because, by_steps = None, None, [], []
        if due and state != "left":
            by, by_from, by_because, by_steps = due.leave_by, due.leave_from, sorted(set(due.because)), due.steps
        elif state in ("ordered-out", "leaving") and agreement is not None:
            g = next(g for g in self.draft.agreements if g.id == agreement)
            if g.state == "ending" and g.ends_on and len(g.ends_on) in (7, 10):
                by, by_from, by_because = g.ends_on, "computed", list(g.because)
                by_steps = [
                    Step(text="the agreement under which they are there ends", value=g.ends_on, spans=list(g.because))
                ]
        story = self.draft.story.id
        sources = list(dict.fromkeys(s for m in mentions for s in m.according_to if s != story))
        published = self.draft.story.published
        status: Status = next((m.status for m in told if m.state == state), "happened")
        return Force(
            id=number_,
            sender=sender,
            host=host,
            what=main.what,
            count=main.count,
            count_max=main.count_max,
            count_is=main.count_is,
            as_of=published[:10] if published else None,
            state=state,
            leave_by=by,
            leave_from=by_from,
            agreement=agreement,
            status=status,
            because=by_because,
            steps=by_steps,
            spans=sorted({m.span for m in mentions}),
            according_to=[*sources, story],
        )


def _parts(mentions: list[Mention]) -> list[list[Mention]]:
    """One sender's forces in one country by what they are, where the story counts them apart: soldiers and border guards."""
    more = [m for m in mentions if m.extra and m.count]
    if more and any(m.count and not m.extra for m in mentions):
        return [*_parts([m for m in mentions if m not in more]), more]
    for n, m in enumerate(mentions):  # "800 paratroopers landed in May. Some 200 instructors remain": of those
        if m.count and m.asserted and clause(m.head).lemma_ == "remain":
            for x in mentions[:n]:
                x.earlier = x.earlier or bool(x.count and x.count > m.count and clause(x.head).tag_ == "VBD")
    counted = {CLASS.get(m.kind, "troops") for m in mentions if m.count and not m.earlier}
    going = {CLASS.get(m.kind, "troops") for m in mentions if m.told and m.state in ("ordered-out", "leaving", "left")}
    gone = {CLASS.get(m.kind, "troops") for m in mentions if m.told and m.state == "left"}
    if "troops" in gone and "instructors" in counted:
        counted |= {"troops"}  # the soldiers have left, so many instructors stay
    counted |= going & APART if counted else set()  # the guards must go, the soldiers at the base stay
    if len(counted) < 2:
        return [mentions]
    main = next(CLASS.get(m.kind, "troops") for m in mentions if m.count and not m.earlier)
    parts: dict[str, list[Mention]] = {main: []}
    for m in mentions:
        own = CLASS.get(m.kind, "troops")
        parts.setdefault(own if own in counted else main, []).append(m)
    return list(parts.values())
