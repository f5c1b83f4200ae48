"""Whom each agreement binds, whether it is one between states at all, and which of them are one."""

from __future__ import annotations

from wireledger.knowledge.agreements import bilateral, nouns, party_states
from wireledger.knowledge.speech import speech_acts
from wireledger.reading import bases, frames
from wireledger.reading.agreements import lexicon, parts, syntax
from wireledger.reading.agreements.collecting import Collector
from wireledger.reading.agreements.groups import shared
from wireledger.reading.agreements.partners import Partners
from wireledger.reading.agreements.parts import Entry, Mention
from wireledger.reading.language import clause

_SURE = 0.65
"""How likely the two likeliest parties must be."""


class Binding:
    """Completes the agreements of a story that has been read to its end."""

    def __init__(self, collector: Collector) -> None:
        self.draft = collector.draft
        self.who = collector.who
        self.dates = collector.dates
        self.entries = collector.entries
        self.early = collector.early
        self.business = collector.finder.business
        self.partners = Partners(self.draft, self.who, self.entries)

    def completed(self) -> None:
        """Parties that the phrases left open: who acts on it, whose "both countries" have a right in it, whose troops
        it lets in; then whether it is between states at all."""
        kept: list[Entry] = []
        self.entries = shared(self.entries)
        main = parts.main(self.entries)
        if main is not None:
            named_here = {p for m in main.mentions for p in m.parties}
            for f in self.early.acts:  # "has told China that it is leaving": the two that the agreement binds
                two = [*f.by, *f.to]
                if len(two) == 2 and not main.organisation and len(named_here) < 2 and named_here <= set(two):
                    main.parties += [p for p in two if p not in main.parties]
            self.parties_of(main)
            for f in self.early.acts:  # a notice told of before its agreement is named
                told = {*f.by, *f.to}
                ours = told <= set(main.parties) if main.parties else True
                given = f.act == "notify-end" and f.status == "happened" and (told or main.notice)
                if given and ours and (main.notice or main.kind in lexicon.BASED):
                    main.acts.append(f)
        for entry in self.entries:
            another = all(lexicon.NEW & {t.lower_ for t in m.head.children} & lexicon.BESIDE for m in entry.mentions)
            if another and entry.works and not entry.parties and main is not None and entry is not main:
                entry.parties = list(main.parties)  # "a separate agreement on the ports remains in force"
            self.parties_of(entry)
            self.guessed(entry)
            self.depositaries(entry)
            if main is not None and all(m.pair or not m.parties for m in entry.mentions):
                pair = [p for p in main.parties if self.draft.actors.get(p).kind == "state"]
                if entry is main:
                    pair = self.who.topical_pair(strict=len(entry.parties) == 2)
                if (
                    len(pair) == 2
                    and any(m.pair for m in entry.mentions)
                    and (set(pair) & set(entry.parties) or not entry.parties)
                ):
                    entry.parties = pair  # "the two countries" are those of the agreement that the story is about
            states = [p for p in entry.parties if self.draft.actors.get(p).kind == "state"]
            bodies = [p for p in entry.parties if p not in states]
            multilateral = parts.multilateral(entry)
            fought = entry.kind == "peace" and any(self.draft.actors.get(p).sector == "REB" for p in bodies)
            enough = (
                len(states) >= 2
                or (states and bodies and (fought or not any(self.draft.actors.get(p).sector == "REB" for p in bodies)))
                or (
                    states
                    and multilateral
                    and (entry.name or any(f.status not in ("demanded", "denied") for f in entry.acts))
                )
                or (states and entry.name in parts.names())
                or (multilateral and entry.kind and any(f.status not in ("demanded", "denied") for f in entry.acts))
            )
            sure = any(m.sure or m.kind or m.name for m in entry.mentions)
            sure = sure or (not self.business and any(len(self.stately(m)) >= 2 for m in entry.mentions))
            sure = sure or (len(states) > 1 and not self.business and any(syntax.under(m.head) for m in entry.mentions))
            sure = sure or any(f.act == "sign" and f.status == "happened" and len(f.by) >= 2 for f in entry.acts)
            done = [f for f in entry.acts if f.act in lexicon.ONLY_PARTIES and f.status == "happened"]
            sure = sure or (len(states) >= 2 and any(set(f.by) >= set(states) for f in done))
            acted = any(a.status != "denied" for a in entry.acts) or bool(
                entry.name or entry.notice or entry.year or entry.term or (entry.works and entry.kind)
            )
            acted = acted or any(m.definite and m.kind and len(m.parties) >= 2 for m in entry.mentions)
            acted = acted or entry.works or any(self.there(m) for m in entry.mentions)
            acted = acted or any(m.ordinal for m in entry.mentions)
            if entry.kind == "membership":
                old = [f for f in entry.acts if f.on is not None and self.dates.long_ago(f.on) and f.act != "suspend"]
                if entry is not parts.main(self.entries) and len(old) == len(entry.acts):
                    continue  # "Venezuela left in 2017"
                since = [f for f in entry.acts if any(c.dep_ == "mark" and c.lower_ == "since" for c in f.at.children)]
                if len(since) == len(entry.acts) and entry.notice is None:
                    continue  # "its biggest deal since it left the union"
                if all(f.status == "denied" for f in entry.acts) and entry.notice is None:
                    continue  # "without having quit the commission"
                acted = any(
                    a.act
                    in ("withdraw", "notify-end", "suspend", "resume", "sign", "withdraw-notice", "end", "propose")
                    for a in entry.acts
                )
            if any(self.at_home(m) for m in entry.mentions) and not any(
                len(self.stately(m)) > 1 for m in entry.mentions
            ):
                sure = sure and entry.kind == "peace"
            if entry.mentions and self.among_others(entry.mentions[0]):
                sure = sure and any(len(self.stately(m)) > 1 or m.name for m in entry.mentions)
            if self.business and not any(len(self.stately(m)) > 1 or m.name for m in entry.mentions):
                sure = sure and (
                    entry.kind not in (None, "trade", "cooperation") or any(len(f.by) > 1 for f in entry.acts)
                )
            if enough and sure and acted and not any(m.home for m in entry.mentions):
                kept.append(entry)
        self.shared_out(kept)
        self.entries = self.united([part for entry in kept for part in self.by_doers(entry)])

    def guessed(self, entry: Entry) -> None:
        """The likeliest two of those that the story names, where nothing that it says of an agreement tells whose it is."""
        if len(entry.parties) > 1 or entry.organisation or self.business or parts.multilateral(entry):
            return
        if any(m.home for m in entry.mentions) or not any(m.sure or m.kind for m in entry.mentions):
            return
        if any(self.at_home(m) or self.among_others(m) for m in entry.mentions):
            return
        pair, sureness = self.partners.choose(entry, entry.parties)
        if sureness > _SURE and self.partners.matter(pair):
            entry.parties += [p for p in pair if p not in entry.parties]
            entry.guessed = True

    def at_home(self, m: Mention) -> bool:
        """Whether a phrase names somebody that is no state: "an agreement with the district"."""
        others = [t for t in syntax.near(m.head, ("with", "between")) if t.pos_ == "NOUN" and t.i > m.head.i]
        return any(not self.who.at([t]) and t.lemma_.lower() in lexicon.HOMELY for t in others)

    def among_others(self, m: Mention) -> bool:
        """Whether its sentence tells who made it, and they are no states: "The clubs and the league reached a pact", "a truce
        after talks between the union and the hospitals"."""
        for t in m.head.sent:
            if t.lemma_.lower() not in lexicon.AT_WORK:
                continue
            up = t
            while up.dep_ == "conj" and up.head.i < up.i:
                up = up.head
            acting = up.dep_ in ("nsubj", "nsubjpass") and up.head == clause(m.head)
            if acting or (up.dep_ == "pobj" and up.head.lower_ == "between"):
                return True
        return False

    def stately(self, m: Mention) -> list[str]:
        """The states that a mention's own phrase or clause names as its parties."""
        return [p for p in m.parties if self.draft.actors.get(p).kind == "state"]

    def there(self, m: Mention) -> bool:
        """Whether a phrase that names two states tells of an agreement that is there, not of one that is wished for or spoken of."""
        if not m.sure or m.plural or m.head.pos_ == "VERB" or syntax.wished(m.head):
            return False
        return self.draft.statements.stance(clause(m.head)).status in ("happened", "ongoing")

    def shared_out(self, entries: list[Entry]) -> None:
        """What is done to several at once ("ended its defence accords") is done to each that is then told of by itself."""
        for entry in entries:
            if not any(m.plural and m.definite and not m.year for m in entry.mentions):
                continue
            done = [
                f for f in entry.acts if f.act in (*lexicon.ENDINGS, "suspend") and f.status in ("happened", "ordered")
            ]
            done = [f for f in done if f.mention is not None and f.mention.plural]
            for other in entries:
                ended = any(
                    f.act in (*lexicon.ENDINGS, "suspend") and f.status != "denied" and f.on for f in other.acts
                )
                if other is entry or ended or set(other.parties) != set(entry.parties) or not parts.signed_on(other):
                    continue
                if not any(m.new for m in other.mentions):
                    other.acts += done

    def by_doers(self, entry: Entry) -> list[Entry]:
        """A treaty of many to which different states do different things: one entry for each group that acts together."""
        if not parts.multilateral(entry) or entry.organisation:
            return [entry]
        groups: list[set[str]] = []
        for f in sorted(entry.acts, key=lambda f: f.spans[0]):
            mine = {p for p in f.by if self.draft.actors.get(p).kind == "state"}
            if (
                f.act not in (*lexicon.ENDINGS, "suspend", "resume", "withdraw-notice")
                or not mine
                or f.status == "denied"
            ):
                continue
            touching = [g for g in groups if g & mine]
            for g in touching[1:]:
                touching[0] |= g
                groups.remove(g)
            if touching:
                touching[0] |= mine
            else:
                groups.append(mine)
        if len(groups) < 2:
            return [entry]
        others: list[Entry] = []
        for other in groups[1:]:
            part = Entry(mentions=list(entry.mentions), kind=entry.kind, name=entry.name, year=entry.year)
            part.acts = [f for f in entry.acts if set(f.by) & other]
            part.parties = [p for p in entry.parties if p in other]
            part.apart = True
            entry.acts = [f for f in entry.acts if f not in part.acts]
            entry.parties = [p for p in entry.parties if p not in other]
            if part.parties and part.acts:
                others.append(part)
        return [entry, *others]

    def united(self, entries: list[Entry]) -> list[Entry]:
        """An implied or undescribed agreement is the described one of the same parties."""
        result: list[Entry] = []
        for entry in entries:
            if entry.organisation and self.described_body(entry) and entry.kind == "membership":
                same = [o for o in entries if o is not entry and o.organisation and not self.described_body(o)]
                same = [
                    o for o in same if set(o.parties) - {o.organisation} == set(entry.parties) - {entry.organisation}
                ]
                if len(same) == 1:  # "the U.N. cultural agency" beside UNESCO
                    same[0].acts += entry.acts
                    same[0].mentions += entry.mentions
                    if same[0].notice is None:
                        same[0].notice, same[0].notice_all = entry.notice, entry.notice_all
                    same[0].term = same[0].term or entry.term
                    continue
            for other in result:
                if (
                    entry.apart
                    or set(other.parties) != set(entry.parties)
                    or (other.organisation != entry.organisation)
                ):
                    continue
                years = parts.apart(parts.signed_on(entry), parts.signed_on(other))
                names = other.name and entry.name and not parts.same_name(other.name, entry.name)
                if years or names or not parts.kindred(other.kind or "", entry.kind or ""):
                    continue
                news = all(m.new for m in entry.mentions) != all(m.new for m in other.mentions)
                olds = all(m.old for m in entry.mentions) != all(m.old for m in other.mentions)
                signing = [f for e in (entry, other) for f in e.acts if f.act in ("sign", "ratify", "propose")]
                first, second = sorted(
                    (min(e.mentions, key=lambda m: m.span) for e in (entry, other)), key=lambda m: m.span
                )
                brought_in = first.indefinite and second.indefinite and entry.kind != other.kind
                brought_in = brought_in or second.brought
                lemmas = [{m.head.lemma_.lower() for m in e.mentions} for e in (entry, other)]
                form = second.indefinite and syntax.another_form(lemmas[0], lemmas[1])
                minor = any(x <= {"protocol", "memorandum", "annex"} for x in lemmas) and not lemmas[0] & lemmas[1]
                form = form or (second.indefinite and minor)  # "the protocol on the range ... an agreement of 2012"
                older = olds and second.indefinite and second.old
                if news or (olds and signing) or older or brought_in or form:
                    continue
                if parts.plural(entry) and not parts.plural(other) and not any(m.definite for m in entry.mentions):
                    break  # "other treaties of theirs": what is done to them is not done to it
                for m in entry.mentions:
                    other.take(m)
                other.acts += entry.acts
                other.notice = other.notice or entry.notice
                other.notice_all = other.notice_all or entry.notice_all
                other.notice_to_term = other.notice_to_term or entry.notice_to_term
                other.notice_yearly = other.notice_yearly or entry.notice_yearly
                other.term = other.term or entry.term
                if other.duration is None:
                    other.duration, other.lasting, other.runs_from = entry.duration, entry.lasting, entry.runs_from
                other.tacit = other.tacit if other.tacit is not None else entry.tacit
                break
            else:
                result.append(entry)
        return result

    def of_base(self, entry: Entry) -> list[str]:
        """Whose base an agreement on a base is about, and in whose country: that of its sentence, else the first told of."""
        known = [b for b in bases.find(self.draft) if b.owner and b.host]
        sentences = {(id(m.head.doc), m.head.sent.start) for m in entry.mentions}
        near = [b for b in known if (id(b.head.doc), b.head.sent.start) in sentences] or known
        mine = {self.draft.actors.get(p).country for p in entry.parties}
        near = [b for b in near if not mine or mine & {b.owner, b.host}]
        return [self.draft.actors.state(c).id for c in (near[0].owner, near[0].host) if c] if near else []

    def described_body(self, entry: Entry) -> bool:
        """Whether the body of a membership goes by a description, not by a name."""
        name = self.draft.actors.get(entry.organisation).name if entry.organisation else ""
        return name.startswith("the ") or name.split(" ")[-1].islower()

    def parties_of(self, entry: Entry) -> None:
        def add(ids: list[str]) -> None:
            entry.parties += [p for p in dict.fromkeys(ids) if p not in entry.parties]

        if entry.organisation:
            return
        if entry.apart and len(entry.parties) < 2:
            add([p for f in entry.acts if f.act in lexicon.ONLY_PARTIES and f.status != "denied" for p in f.by][:1])
        if entry.apart and len(entry.parties) >= 2:
            return  # one of several with a partner each
        entry.parties = [p for p in entry.parties if self.draft.actors.get(p).name != entry.name]
        if entry.name in party_states():
            entry.parties = [self.draft.actors.state(c).id for c in party_states()[entry.name]]
            return
        signers: set[str] = set()
        if parts.multilateral(entry):
            doers = [
                p
                for f in entry.acts
                for p in f.by
                if f.act in (*lexicon.ENDINGS, "suspend", "resume", "withdraw-notice", "ratify", "review")
                and f.status != "denied"
            ]
            if any(self.draft.actors.get(p).kind == "state" for p in doers):
                old = [f for f in entry.acts if f.act == "sign" and f.on is not None and self.dates.long_ago(f.on)]
                signers = {p for f in old for p in f.by} - set(doers)
                entry.parties = [p for p in entry.parties if p not in signers]  # who signed it is not what is told
        if parts.multilateral(entry):  # the depositary and the receiver of a notification are no parties
            entry.parties = [
                p
                for p in entry.parties
                if self.draft.actors.get(p).kind == "state"
                or p in {x for m in entry.mentions for x in m.parties if m.name}
                or p in {x for f in entry.acts if f.act == "sign" for x in f.by}
            ]
        for m in entry.mentions:
            similar = m.like is not None and len(entry.parties) == 1 and m.head.lemma_.lower() in nouns()
            if m.like is not None and similar:  # "Slovakia concluded a similar treaty": with whom the other one is
                with_ = [p for x in m.like.mentions for p in self.who.states(syntax.near(x.head, ("with",)))]
                add([p for p in with_ if p not in entry.parties][:1])
            if m.like is not None and (len(entry.parties) == 1 or m.plural):  # whoever made the other one, too
                partners = {p for x in m.like.mentions for p in self.who.states(syntax.near(x.head, ("with",)))}
                partners |= set(entry.parties)
                doers = [p for f in m.like.acts for p in f.by if p in m.like.parties and p not in partners]
                add((doers or [p for p in m.like.parties if p not in partners])[:1])
        if len(entry.parties) < 2 and entry.kind == "basing":
            add(self.of_base(entry))
        body = any(self.draft.actors.get(p).sector == "IGO" for p in entry.parties)
        if entry.name not in bilateral() and not body and not entry.apart and (many := self.listed(entry)):
            add(many)
        doing = [f for f in entry.acts if f.act in lexicon.ONLY_PARTIES and f.status != "denied"]
        doing.sort(key=lambda f: f.act not in lexicon.ENDINGS)
        several = parts.multilateral(entry)
        for f in doing:
            if (
                len(entry.parties) < 2
                or (f.act == "sign" and not f.guessed)
                or (several and len(f.by) > 1 and f.act in lexicon.ENDINGS)
            ):
                most = None if several else 3 if f.act == "sign" else 2
                add([p for p in [*f.by, *f.to][:most] if p not in signers])
        for f in entry.acts:  # "declined to renew it": who can renew it is a party
            if (
                f.act in ("renew", "extend")
                and f.status == "denied"
                and len(entry.parties) < 2
                and f.at.head.lemma_ in lexicon.REFUSING
            ):
                add(f.by[:1])
        if entry.kind == "peace" and len(entry.parties) < 2:
            add(self.enemies(entry))
        if len(entry.parties) < 2:
            for m in entry.mentions:
                for child in m.head.children:
                    if child.dep_ in ("relcl", "acl"):
                        bound = [p for p in self.who.bound(child) if p not in entry.parties]
                        add(bound[: 2 - len(entry.parties)] if entry.parties else bound)
                verb = m.head.head
                if len(entry.parties) < 2 and m.head.dep_ == "nsubj" and verb.lemma_ in lexicon.GRANTING:
                    both = [t for t in frames.of_verb(verb).object if syntax.pair(t)]
                    add(self.who.pair_before(both[0]) if both else self.who.bound(verb))
        if len(entry.parties) < 2:
            add(self.bound_by(entry))
        if len(entry.parties) < 2 and not parts.multilateral(entry):
            add(self.under(entry))
        if entry.kind in ("peace", None) and len(entry.parties) < 2:
            foes = self.enemies(entry)
            add(foes)
            entry.kind = entry.kind or ("peace" if foes else None)
        if len(entry.parties) < 2 and not parts.multilateral(entry):
            add(self.of_main(entry))
        if len(entry.parties) < 2:
            for f in entry.acts:  # "are reviewing their accords"
                if len(f.by) >= 2 and f.status != "denied":
                    add(f.by[:2])
        if len(entry.parties) == 1 and not parts.multilateral(entry) and not self.business:
            alone = [
                f for f in entry.acts if f.act in ("sign", "renew", "extend") and f.to == entry.parties and not f.by
            ]
            if alone and any(f.status == "happened" for f in alone) and (home := self.who.first_told(entry.parties)):
                add([home])  # "A memorandum signed with Washington": by whom the story is about
        if len(entry.parties) == 1 and (
            entry.kind in ("basing", "defence", "status-of-forces", "alliance", "intelligence")
            or entry.name in bilateral()
        ):
            main_ = self.who.first_told(entry.parties)
            if main_ and main_ not in entry.parties:
                add([main_])
            for m in entry.mentions if len(entry.parties) == 1 else ():
                others = [
                    p
                    for p in self.who.at(list(m.head.sent))
                    if self.draft.actors.get(p).kind == "state" and p not in entry.parties
                ]
                if len(others) == 1:
                    add(others)
                    break
        if len(entry.parties) == 1 and not parts.multilateral(entry):
            for f in entry.acts:  # "has been terminated, Angola's ministry said"
                said = f.at.sent.root
                told_by = said.lemma_.lower() in speech_acts() and not f.by
                if told_by and f.act in (*lexicon.ENDINGS, "suspend", "extend", "renew") and f.status != "denied":
                    add(
                        [
                            p
                            for p in self.who.deep(frames.subject_of(said)[0])
                            if self.draft.actors.get(p).kind == "state"
                        ][:1]
                    )
        if len(entry.parties) == 1 and (entry.works or entry.term or entry.year) and not parts.multilateral(entry):
            add(self.said_by(entry))
        if len(entry.parties) == 1 and not parts.multilateral(entry):
            add(self.beside(entry))
        if len(entry.parties) < 2 and entry.notice is not None and not parts.multilateral(entry):
            add(entry.notice.by)
        if len(entry.parties) == 1 and not parts.multilateral(entry):
            for f in doing if entry.kind != "basing" else ():
                if f.event:
                    event = next(e for e in self.draft.events if e.id == f.event)
                    add([p for p in (self.who.party(a) for a in (*event.actors, *event.recipients)) if p])
        if len(entry.parties) == 1 and not parts.multilateral(entry) and (len(entry.mentions) > 1 or entry.acts):
            other = self.who.topical(entry.parties[0])
            add([other] if other else [])
        if (
            not entry.parties
            and not self.business
            and any(f.act in lexicon.ENDINGS and f.status != "denied" for f in entry.acts)
        ):
            if any(m.year or m.name or (m.kind and m.definite) for m in entry.mentions):
                add(self.who.topical_pair())
        if not entry.parties and not self.business and (entry.notice or entry.term) and not parts.multilateral(entry):
            if any(m.year and m.sure for m in entry.mentions):
                add(self.who.topical_pair())
        military = any(m.kind in ("defence", "status-of-forces", "basing", "alliance") for m in entry.mentions)
        told = bool(entry.acts or entry.notice)
        if (entry.parties or military) and len(entry.parties) < 2 and told and not parts.multilateral(entry):
            # Who the story's main act of one state towards another is between.
            for event in self.draft.events:
                ids = [p for p in (self.who.party(a) for a in (*event.actors, *event.recipients)) if p]
                if len(set(ids)) == 2 and (not entry.parties or entry.parties[0] in ids) and event.status != "denied":
                    add(ids)
                    break

    def said_by(self, entry: Entry) -> list[str]:
        """ "Malta said that a neutrality agreement with Libya stays in force": who says so, where no third state is named."""
        for m in entry.mentions:
            root = m.head.sent.root
            if root.lemma_.lower() not in speech_acts() or m.head.doc is not root.doc:
                continue
            others = [p for p in self.who.states(list(m.head.sent)) if p not in entry.parties]
            speakers = [p for p in self.who.deep(frames.subject_of(root)[0]) if p in others]
            if len(others) == 1 and speakers:
                return speakers
        return []

    def beside(self, entry: Entry) -> list[str]:
        """ "Russia cut contacts with Turkey and shelved a visa accord of 2010": the one other state that what a party does to the
        agreement and to whom names together."""
        for f in entry.acts:
            if (
                f.by != entry.parties
                or f.status != "happened"
                or f.mention is None
                or not (f.mention.kind or f.mention.year)
            ):
                continue
            if f.at.dep_ != "conj" or f.at.head.pos_ != "VERB":
                continue
            a = frames.of_verb(f.at.head)
            told = [*a.object, *a.dative, *(t for p in ("with", "to", "from", "against") for t in a.preps.get(p, []))]
            told += [t for o in a.object for t in syntax.near(o, ("with", "to", "from"))]
            others = [
                p for p in self.who.deep(told) if self.draft.actors.get(p).kind == "state" and p not in entry.parties
            ]
            if len(set(others)) == 1:
                return others
        return []

    def bound_by(self, entry: Entry) -> list[str]:
        """ "Denmark and Sweden are bound by a convention", "parties to the treaty"."""
        for m in entry.mentions:
            if m.head.dep_ != "pobj":
                continue
            over = m.head.head.head
            verb = clause(over)
            if (
                any(c.dep_ == "neg" for c in verb.children)
                or any(t.lower_ in ("neither", "nor", "no") for t in verb.lefts)
                or any(
                    c.lower_ in ("neither", "nor", "no", "none")
                    for s in frames.subject_of(verb)[0]
                    for c in (s, *s.children)
                )
            ):
                continue  # "neither of them is a party to the accord"
            if (
                over.pos_ == "VERB"
                and over.lemma_.lower() in lexicon.BINDING
                and m.head.head.lower_ in ("by", "under", "to")
            ):
                return self.who.deep(frames.subject_of(over)[0])
            if over.lemma_.lower() in lexicon.MEMBERS and over.dep_ == "attr" and m.head.head.lower_ in ("to", "of"):
                return self.who.deep(frames.subject_of(over.head)[0])
        return []

    def under(self, entry: Entry) -> list[str]:
        """ "Nigeria keeps a battalion in the country under a pact": who does it, and whom or where it is done to."""
        for m in entry.mentions:
            if m.head.dep_ != "pobj" or m.head.head.lower_ not in ("under", "by", "in") or (m.plural and not m.year):
                continue
            verb = clause(m.head)
            if m.head.head.lower_ != "under" or verb.pos_ not in ("VERB", "AUX"):
                continue
            a = frames.of_verb(verb)
            told = [
                *a.subject,
                *a.object,
                *a.dative,
                *(t for p in ("in", "with", "to", "from", "on", "for") for t in a.preps.get(p, [])),
            ]
            states: list[str] = []
            nearest = [
                p for p in self.who.deep([*a.subject, *a.object, *a.dative]) if self.draft.actors.get(p).kind == "state"
            ]
            if len(nearest) == 2 and set(entry.parties) <= set(nearest):
                return nearest  # "Denmark lets the United States use a base in Greenland"
            for t in told:
                states += [
                    p for p in self.who.deep([t]) if self.draft.actors.get(p).kind == "state" and p not in states
                ]
            states += [p for p in entry.parties if p not in states]
            if len(states) == 2:
                return states
            here = any(
                t.lemma_.lower() in ("country", "island", "republic", "kingdom", "soil", "territory") for t in told[1:]
            )
            if len(states) == 1 and here and (home := self.who.first_told(states)):
                return [*states, home]
            if len(states) == 1 and (entry.kind in lexicon.BASED or m.year):
                return states
        return []

    def enemies(self, entry: Entry) -> list[str]:
        """The armed group that a state makes peace with, where it is none of its own."""
        for m in entry.mentions:
            tokens = [
                *syntax.near(m.head, ("between", "with", "and")),
                *(t for f in entry.acts if f.at.pos_ == "VERB" for t in frames.of_verb(f.at).subject),
                *(t for f in entry.acts if f.at.pos_ == "VERB" for t in frames.of_verb(f.at).preps.get("with", [])),
            ]
            if m.head.pos_ == "VERB":
                a = frames.of_verb(m.head)
                tokens += [*a.subject, *a.preps.get("with", [])]
            if found := self.who.fighters(tokens, entry.parties):
                return [*self.who.states(tokens)[:1], *found[:1]]
        return []

    def listed(self, entry: Entry) -> list[str]:
        """Three states or more that the sentence of an agreement lists: "lets boats from France, Belgium and Spain fish"."""
        heads = {(id(m.head.doc), m.head.i) for m in entry.mentions}
        for sentence in entry.sentences:
            for t in sentence:
                if t.dep_ != "pobj" or t.head.lower_ not in ("from", "between", "among", "of", "by", "with"):
                    continue
                node, told = t, False
                while node.head != node and not told:  # below the agreement, or below what is said of it
                    node = node.head
                    told = (id(node.doc), node.i) in heads or any(
                        (id(s.doc), s.i) in heads or s.lower_ == "it"
                        for s in (frames.subject_of(node)[0] if node.pos_ == "VERB" else [])
                    )
                if not told:
                    continue
                states = self.who.states(syntax.listed(t))
                if len(states) >= 3:
                    return states
        return []

    def of_main(self, entry: Entry) -> list[str]:
        """Those of the agreement that the story is about, for one brought in beside it: "a 1954 accord lets the Americans use the
        airfield", "a free-trade agreement of the same year is not affected"."""
        main = parts.main(self.entries)
        if main is None or main is entry or main.organisation or parts.multilateral(main) or main.kind == "membership":
            return []
        pair = [p for p in main.parties if self.draft.actors.get(p).kind == "state"]
        if len(pair) != 2 or len(main.parties) != 2 or not set(entry.parties) <= set(pair):
            return []
        if any(m.plural or m.many or (not m.sure and not m.kind) for m in entry.mentions):
            return []
        told = bool(entry.acts or entry.year or entry.notice or entry.works or entry.term)
        for m in entry.mentions:
            others = [p for p in self.who.states(list(m.head.sent)) if p not in pair]
            if others:
                return []
            verb = clause(m.head)
            told = told or (
                m.head.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in lexicon.STANDING and verb.tag_ != "VB"
            )
        return pair if told else []

    def depositaries(self, entry: Entry) -> None:
        """Whoever is only told of an exit is no party by that where the story speaks of depositaries."""
        if parts.multilateral(entry) and "depositar" in self.draft.story.text:
            doers = {p for f in entry.acts for p in f.by}
            told = {p for f in entry.acts if f.act == "notify-end" for p in f.to} - doers
            entry.parties = [p for p in entry.parties if p not in told]
