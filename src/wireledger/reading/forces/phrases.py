"""A phrase for a force: what it is, whose, and the strength that it gives."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.countries import countries
from wireledger.knowledge.forces import event_nouns, missions, modifiers, nouns
from wireledger.knowledge.speech import speech_acts
from wireledger.reading import frames
from wireledger.reading.forces.men import Men
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.words import (
    ARMIES,
    BESIDES,
    BODIES,
    CIVIL,
    COUNT_WORDS,
    COUNTED,
    DIPLOMATS,
    EMBASSIES,
    GROUPS,
    IN,
    IRREGULAR,
    LIVING,
    ORG_FORCES,
    PERSONS,
    SINGLES,
    SOLDIERS,
    STANDING,
    TAKEN,
    TEACHING,
    UNITS,
    WHOLES,
    fields_forces,
    has_the,
    is_reducing,
    is_regional,
    is_strength,
    listed,
    noun_lemma,
    objects,
    of_many,
    sense_of,
)
from wireledger.reading.language import clause

_SERVICES = ("army", "military", "navy")
"""Words for what a state keeps at home, which are a force abroad by what is said of them."""


class Phrases(Men):
    """Reads the phrase itself."""

    def mention(self, token: Token) -> Mention | None:
        lemma = noun_lemma(token)
        known = nouns().get(lemma) or self.by_context(token, lemma)
        who, mission = self.draft.actors.of(token), self.mission(token)
        if known is None and not who and mission is None and lemma not in _SERVICES:
            return None
        organised = [
            i for i in who
            if (self.draft.actors.get(i).sector in ORG_FORCES and self.draft.actors.get(i).kind == "organization") or self.draft.actors.get(i).name in missions()
        ]  # fmt: skip
        if lemma in BODIES and token.text.islower():
            organised = []  # "the bloc": whose the missions are
        marching = lemma in _SERVICES and any(
            sense_of(v, "subj") == "leave"
            for v in (
                token.head,
                *(c for c in token.head.children if c.dep_ in ("xcomp", "advcl", "conj")),
                *(g for c in token.head.children if c.dep_ == "dobj" for g in c.children if g.dep_ in ("acl", "relcl")),
            )
            if token.dep_ == "nsubj" and v.pos_ == "VERB"
        )
        marching = marching or (
            lemma == "army"
            and token.dep_ == "nsubjpass"
            and token.head.lemma_ in ("station", "base", "deploy", "garrison", "quarter")
        )  # "Moscow's 14th Army is stationed on the Dniester"
        marching = marching or (
            lemma in ("army", "military")
            and token.dep_ == "dobj"
            and sense_of(token.head, "obj") in ("leave", "expel")
            and any(c.lower_ in ("from", "out") for c in (*token.head.children, *token.children))
        )  # "undertook to take its army out of Congo"
        if known is None and not organised and not marching and mission is None:
            return None
        if lemma == "force" and token.tag_ == "NN" and any(c.lower_ in ("his", "her") for c in token.children):
            return None  # a commissioner's police
        if lemma == "force" and token.dep_ == "compound" and token.head.lemma_.lower() in nouns():
            return None  # "special forces advisers": told by the advisers
        if lemma == "force" and token.i and token.nbor(-1).lower_ == "air":
            return None  # a service, not a force somewhere
        own = [c for c in token.children if c.dep_ in ("nmod", "compound", "amod") and c.ent_type_ in ("GPE", "NORP")]
        if token.dep_ == "conj" and token.head.lemma_.lower() in nouns() and not organised and not own:
            return None  # "soldiers and police officers": told by the first
        if token.pos_ == "PROPN" and token.dep_ == "pobj" and token.head.lower_ == "of" and lemma in UNITS:
            if any(x.head == token.head.head and x.sender for x in self.mentions[-2:]):
                return None  # "Russian fighters of the Bear Brigade": told by the first
        left = frames.left(token)
        run = token.doc[left.i : token.i + 1]
        words = {t.lemma_.lower() for t in run if t != token} | {t.lower_ for t in run if t != token}
        hyphens = {part for w in words for part in w.split("-")}
        leader = self.leader(run)
        led = any(t.lower_.endswith("-led") or (t.lower_ == "led" and t.i > left.i) for t in run)
        if led and leader is None and lemma in ("troop", "soldier", "peacekeeper", "force") and "visiting" not in words:
            return self.led(token, run)
        if "visiting" in words or (
            leader is None
            and any(
                t.lower_.endswith(("-led", "-backed", "-allied")) or (t.lower_ == "led" and t.i > left.i) for t in run
            )
        ):
            return None  # "how visiting troops are treated": whoever they may be
        if (
            lemma in DIPLOMATS
            and not words & {"military", "armed", "service"}
            and any(t.lemma_.lower() in EMBASSIES for t in token.sent)
        ):
            return None  # "defence advisers at the High Commission": diplomats
        if words & CIVIL and known is not None and not known[0] and not words & {"uniformed", "military"}:
            return None  # "diplomatic personnel", "a humanitarian mission"
        if any(
            c.dep_ == "advmod" and c.lower_ in ("mostly", "mainly", "largely", "chiefly", "predominantly")
            for t in run
            for c in t.children
        ):
            return None  # "2,000 soldiers, mostly Russian paratroopers": told by the first
        once = any(t.lower_ == "former" and t.nbor().lower_ in ("soviet", "yugoslav") for t in run if t != token)
        taken = bool((words - {"former"} if once else words) & TAKEN)  # "18 captured soldiers", not "former Soviet"
        if taken and known is not None and not known[0]:
            return None
        own_groups = [self.draft.actors.get(i) for i in self.draft.actors.of(token)]
        bare = not any(c.dep_ in ("det", "poss", "amod", "compound", "nmod") for c in token.children)
        if lemma == "force" and token.dep_ == "pobj" and token.head.lower_ in ("in", "into", "by") and bare:
            return None  # "in force"
        if lemma == "staff" and (token.text == "Staff" or words & {"general", "joint"}):
            return None
        if "coast" in words and lemma == "guard":
            return None  # at sea
        if lemma == "fighter" and words & {"jet", "plane", "stealth"}:
            return None
        if token.tag_ in ("NN", "NNP") and lemma in PERSONS and not words & SINGLES and token.lower_ == lemma:
            return None  # "the national security adviser", "a soldier accused of theft": one person is no force
        if words & IRREGULAR:
            return None
        if known is not None and not known[0] and not organised and mission is None:
            military = bool((words | hyphens) & modifiers()) or any(g.sector == "MIL" for g in own_groups)
            many = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in COUNT_WORDS
            peoples = [t for t in run if t.ent_type_ == "NORP" or (t.dep_ == "poss" and t.ent_type_ == "GPE")]
            national = any(countries().find(t.text) for t in peoples)
            foreign = any(t.ent_type_ == "NORP" for t in run) and (any(t.like_num for t in run) or (many and national))
            military = military or (
                foreign and lemma in ("fighter", "instructor", "adviser", "advisor", "trainer", "guard", "operative")
            )
            if lemma == "fighter" and any(t.ent_type_ == "NORP" for t in run) and token.tag_ == "NNS":
                slot = "subj" if token.dep_ == "nsubj" else "obj"
                military = military or sense_of(token.head, slot) in (
                    "leave",
                    "expel",
                )  # "that Sudanese fighters leave"
                military = military or (
                    token.dep_ in ("dobj", "dative") and token.head.lemma_ in ("give", "tell", "order")
                )
            if lemma in (
                "policeman",
                "policewoman",
                "instructor",
                "adviser",
                "advisor",
                "trainer",
                "engineer",
                "medic",
                "sailor",
            ):
                sent = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "from" for t in objects(c)]
                counted = any(is_strength(t) for c in token.children if c.dep_ == "nummod" for t in c.subtree)
                near = "police" in lemma or (self.mentions and self.sentences_apart(self.mentions[-1].head, token) <= 3)
                sent = [t for t in sent if near and t.ent_type_ == "GPE"]
                military = military or (counted and any(self.sender_at(t) for t in sent))
            if lemma in ("team", "unit", "group", "party", "mission", "contingent", "detachment") and not military:
                strong = any(t.lower_ == "strong" or t.lower_.endswith("-strong") for t in run)
                near = bool(self.mentions) and self.sentences_apart(self.mentions[-1].head, token) <= 4
                owned = any(c.dep_ == "poss" or c.ent_type_ in ("NORP", "GPE") for c in token.children)
                military = strong and near and owned  # "its 145-strong team in Bamiyan"
            if lemma in ("man", "woman", "crew"):
                military = military and lemma not in ("man", "woman")
                military = military or any(t.lower_ == "uniform" for c in token.children for t in c.subtree)
                military = military or (lemma == "man" and self.fighting_men(token))
            elif (
                not military and lemma in ("medic", "engineer", "technician", "specialist") and self.fighting_men(token)
            ):
                military = True
            elif not military and lemma in BESIDES and self.fighting_men(token):
                military = lemma != "personnel" or bool(self.mentions)
            elif not military and lemma in ("sailor", "airman"):
                others = [t.lemma_.lower() for t in (*frames.conjuncts(token), token.head)]
                military = any(x in nouns() and nouns()[x][0] for x in others) or any(
                    (id(t.doc), t.i) in self.bases for t in token.sent
                )
                slot = "subj" if token.dep_ in ("nsubj", "conj") else "obj"
                counted = any(is_strength(t) for c in token.children if c.dep_ == "nummod" for t in c.subtree)
                going = [clause(token), *(c for c in clause(token).children if c.dep_ == "xcomp")]
                military = military or (counted and any(sense_of(v, slot) in ("leave", "arrive") for v in going))
            elif lemma == "garrison":  # soldiers where they are counted or go, else a place
                sized = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"]
                cut = token.dep_ == "dobj" and sense_of(token.head, "obj") == "leave" and is_reducing(token.head)
                military = (
                    cut
                    or any(is_strength(t) for c in sized for t in c.subtree)
                    or (
                        token.dep_ in ("nsubj", "nsubjpass")
                        and sense_of(token.head, "obj" if token.dep_ == "nsubjpass" else "subj") in ("leave", "arrive")
                    )
                )
            elif (not military and lemma in COUNTED and self.among_soldiers(token)) or (
                not military and lemma in COUNTED and self.at_a_base(token)
            ):
                military = True
            elif lemma == "member" and not military:  # "1,200 members of the U.S. military"
                of = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in objects(c)]
                military = any(
                    t.lemma_.lower() in ARMIES
                    or any(self.draft.actors.get(i).sector == "MIL" for i in self.draft.actors.of(t))
                    for t in of
                )
            elif not military and self.section(token) and any(c.dep_ == "nummod" for c in token.children):
                military = lemma in COUNTED
            if lemma in ("policeman", "policewoman"):
                military = foreign or military
            at_base = any((id(t.doc), t.i) in self.bases for t in token.sent) and clause(token).lemma_ in LIVING
            beside_soldiers = any(nouns().get(t.lemma_.lower(), (False,))[0] for t in frames.conjuncts(token)[1:])
            moving = national and self.follows_soldiers(token)
            armed = (foreign and (at_base or beside_soldiers)) or moving
            soldierly = bool(words & {"army", "military", "naval", "navy"})
            preps = [*token.children, *(token.head.rights if token.dep_ == "dobj" else ())]
            beside_ = [t for c in preps if c.dep_ == "prep" and c.lower_ in ("with", "in") for t in objects(c)]
            many_ = any(t.like_num or t.lower_ == "dozen" for c in token.children for t in c.subtree if c.i < token.i)
            if (
                lemma == "officer"
                and many_
                and any(t.lemma_ in ("mission", "force") or self.mission(t) for t in beside_)
            ):
                armed = military = True  # "Norway has a dozen officers with the mission"
            if lemma in ("pilot", "mechanic") and not (armed or soldierly or {"air", "force"} <= words):
                return None
            teaching = clause(token)
            armed = armed or (
                lemma == "officer"
                and foreign
                and teaching.lemma_ in ("teach", "train", "advise", "serve", "instruct")
                and (soldierly or any(t.lower_ in ("military", "army") for t in teaching.subtree if t.i > teaching.i))
            )  # "Five American officers were teaching at military schools"
            if lemma == "officer" and "police" not in words and not armed:
                return None
            military = military or (lemma in ("officer", "engineer", "sapper", "medic", "pilot", "mechanic") and armed)
            if lemma == "mission":
                owners = [i for c in token.children if c.dep_ in ("poss", "compound") for i in self.draft.actors.of(c)]
                military = military or any(self.draft.actors.get(i).sector == "IGO" for i in owners)
            if lemma in ("deployment", "mission", "presence", "contingent"):
                owners = [i for c in token.children if c.dep_ in ("poss", "compound") for i in self.draft.actors.of(c)]
                military = military or any(self.draft.actors.get(i).sector == "MIL" for i in owners)
            if not military:
                return None
            if lemma in ("mission", "presence", "unit", "staff") and not military:
                return None
        if known is not None and known[0] and token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "NOUN":
            if token.head.lemma_.lower() not in event_nouns() and token.head.lemma_.lower() not in nouns():
                return None
        kind = known[1] if known else "troops" if marching else "mercenaries"
        if lemma == "officer" and not words & {"police", "constabulary", "gendarmerie"}:
            kind = "troops"
        if mission is not None or (organised and self.draft.actors.get(organised[0]).sector not in ORG_FORCES):
            kind = "peacekeepers"
        what = " ".join(
            t.text
            for t in run
            if t == token
            or (
                t.dep_ in ("amod", "compound", "nmod")
                and t.ent_type_ not in ("GPE", "NORP", "CARDINAL", "DATE")
                and not t.like_num
                and t.lower_ not in ("last", "strong", "first", "remaining")
            )
        )
        m = Mention(token, self.draft.language.span(run), what, kind)
        m.sender = leader
        for child in token.subtree:
            apart = any(a.dep_ in ("relcl", "acl") and token.i < a.i for a in child.ancestors)
            named = self.mission(child) if child.dep_ in ("appos", "advmod", "npadvmod", "dep") and not apart else None
            if named is not None and child.i > token.i and m.sender is None:
                m.sender, m.host = self.sender_at(child), missions()[named][1]  # "the intervention force, ECOMIG"
        if mission is not None:
            m.sender, m.host = self.sender_at(token), missions()[mission][1]
            m.head = self.named_by(token)
        elif organised:
            m.sender = self.parent(organised[0])
            m.host = self.mission_host(token)
            while m.head.dep_ in ("compound", "poss", "nmod", "amod") and m.head.head.lemma_.lower() in GROUPS:
                m.head = m.head.head  # "Wagner group", "Wagner's fighters"
        for child in sorted(token.doc[left.i : token.i], key=lambda t: t.dep_ == "poss" and t.tag_ == "PRP$"):
            if m.sender:
                break
            m.sender = self.modifying(child, token)
        over = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        if m.sender is None and over is not None and over.lemma_.lower() in WHOLES:
            for child in over.children:  # "a British advance party of 53 marines"
                if child.dep_ in ("amod", "compound", "nmod", "poss") and child.ent_type_ in ("NORP", "GPE"):
                    m.sender = m.sender or self.sender_at(child)
        if m.sender is None and over is not None and over.dep_ == "appos" and over.lemma_.lower() in WHOLES:
            whole = next((x for x in self.mentions[-3:] if x.head == over.head), None)
            if whole is not None:  # "French troops, the vanguard of a force of 2,500"
                m.sender, m.host = whole.sender, m.host or whole.host
        if over is not None and over.like_num and over.head.lemma_ == "be" and over.dep_ == "nsubj":
            attr = [c for c in over.head.children if c.dep_ in ("attr", "acomp") and c.ent_type_ == "NORP"]
            m.sender = next((s for c in attr if (s := self.sender_at(c))), None) or m.sender
        if m.sender is None and token.dep_ == "conj":  # "whose ambassador and 1,500 troops"
            owner = next((c for c in token.head.children if c.lower_ == "whose"), None)
            m.sender = self.modifying(owner, token.head) if owner is not None else None
        if m.sender is None and token.dep_ == "conj" and not any(c.dep_ == "poss" for c in token.children):
            for child in token.head.children:  # "Turkish armoured vehicles and soldiers"
                if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "GPE"):
                    m.sender = m.sender or self.sender_at(child)
        if m.sender is None and (named_before := self.peoples_before(token)):
            m.sender = named_before[0]
        if m.sender is None and self.with_men(token):
            m.sender = self.having(token)  # "Jordan, with 1,800 men, is leaving too"
            cutting = clause(token)
            if is_reducing(cutting) and any(
                c.dep_ == "dobj" and c.lower_ in ("that", "it", "them", "this") for c in cutting.children
            ):
                if any(c.lower_ == "will" for c in cutting.children):
                    m.state, m.told, m.status = (
                        "leaving",
                        True,
                        "planned",
                    )  # "with 90,000 soldiers there, will cut that"
        for child in token.children:
            leaves = child.lower_ == "from" and token.dep_ == "dobj" and sense_of(token.head, "obj") == "leave"
            if leaves:
                continue  # "withdraw its soldiers from the republic"
            if child.dep_ == "prep" and child.lower_ in ("from", "of") and m.sender is None:
                for t in objects(child):
                    if any(c.tag_ == "PRP$" for c in t.children) and any(c.lower_ == "own" for c in t.children):
                        m.sender = m.sender or self.doer(clause(token))  # "sent a battalion of its own army"
                        if m.sender is None:
                            return None
                    alike = [x for x in self.mentions if x.sender and x.head.lemma_ == t.lemma_]
                    if t.lemma_.lower() in SOLDIERS and not any(
                        c.ent_type_ in ("GPE", "NORP", "ORG") for c in t.children
                    ):
                        continue  # "battalions of 1,000 soldiers each": whose, they do not say
                    if t.lemma_ in ("force", "mission") and has_the(t) and alike and not is_regional(t):
                        m.sender = m.sender or alike[-1].sender  # "soldiers of the force": the one told of
                    m.sender = m.sender or self.sender_at(t)
        for child in token.children:
            if child.lower_ == "under" and m.sender is None:
                for t in objects(child):  # "14,800 soldiers under the U.N. flag"
                    if t.lemma_.lower() in ("flag", "banner", "colour", "color", "command", "mandate", "helmet"):
                        bodies = (self.sender_at(c) for c in t.children if c.dep_ in ("compound", "poss", "nmod"))
                        m.sender = next((b for b in bodies if b and self.draft.actors.get(b).sector == "IGO"), None)
        if m.sender is None and over is not None and over.lower_ == "out" and m.head.tag_ == "NNS":
            m.sender = self.body()  # "380 Austrians out of 911 soldiers in all"
        if m.sender is None and token.tag_ == "NNS" and self.body() is None:  # "2,500 troops, most of them Australians"
            after = token.doc[token.i + 1 : min(token.i + 7, token.sent.end)]
            words_ = [t.lower_ for t in after]
            if "most" in words_[:3] or "mostly" in words_[:3]:
                m.sender = next((s for t in after if t.ent_type_ == "NORP" and (s := self.sender_at(t))), None)
        m.sender = m.sender or self.body_in(token)
        for g in own_groups:
            if bare or any(c.lower_ == "their" for c in token.children):
                break  # "soldiers": whose, the phrase does not say
            if m.sender is None and g.country and g.sector in ("MIL", "GOV", None):
                if of_many(token):
                    break
                if not any(c.dep_ == "poss" for c in token.children):
                    m.guess = self.state(g.country)  # "the soldiers": rather those of the story's other mentions
                    break
                m.sender = self.state(g.country)
            elif m.sender is None and g.sector == "IGO":
                m.sender = self.parent(g.id)
        if lemma == "marine" and m.sender is None and token.text[:1].isupper() and token.tag_ in ("NNPS", "NNP", "NNS"):
            if words & {"royal"}:
                m.sender = self.state("GBR")
            elif "USA" in self.told or token.i > token.sent.start:
                m.sender = self.state("USA")  # spelled so, they are the American corps
        if (
            m.sender is not None
            and m.host is None
            and not m.explicit
            and any(
                c.dep_ == "prep"
                and c.lower_ in IN
                and self.sender_country(m.sender) in [self.country(t) for t in objects(c)]
                for c in token.children
            )
        ):
            owned = any(
                c.dep_ in ("poss", "amod", "compound", "nmod") and self.modifying(c, token) for c in token.children
            )
            m.sender = m.sender if owned else None  # "the intervention force in Gambia": not Gambia's
        for child in token.children:  # "Marines whom the United States plans to send"
            if m.sender is None and child.dep_ == "relcl":
                sending = [c for c in child.children if c.dep_ == "nsubj" and c.tag_ != "PRP"]
                whose = next((s for c in sending if (s := self.sender_at(c))), None)
                sent = [child, *(c for c in child.children if c.dep_ == "xcomp")]
                if whose and any(sense_of(v, "obj") for v in sent):
                    m.sender = whose
        m.garrison = self.at_a_base(token)
        self.counted(m, run)
        if m.count and over is not None and over.like_num and any(c.dep_ in ("poss", "det") for c in token.children):
            m.of_them = not any(c.dep_ == "nummod" for c in token.children)  # "1,000 of its soldiers"
        of = [t for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for t in objects(c)]
        if (
            lemma in ("contingent", "troop", "soldier", "force")
            and len({s for t in of if (s := self.sender_at(t))}) > 2
        ):
            m.sender = self.body() or m.sender  # "the contingents of South Africa, Malawi and Tanzania": a mission's
        regional = [t for t in of if t.lemma_.lower() in ("force", "mission") and is_regional(t)]
        if words & {"international", "multinational", "foreign"} and not any(
            c.dep_ in ("poss", "amod", "compound", "nmod") and self.modifying(c, token) for c in token.children
        ):
            m.sender = leader  # "command of the international force from Britain"
        if kind == "peacekeepers" and len({s for t in of if (s := self.sender_at(t))}) > 2:
            m.sender = self.body() or self.owner("United Nations")
        owned = any(c.ent_type_ in ("NORP", "GPE") and countries().find(c.text) for c in token.children)
        if (m.sender is None or not owned) and (regional or (lemma in ("force", "mission") and is_regional(token))):
            m.sender = self.regional_body() or m.sender
        if lemma in ("mission", "contingent") and m.sender is None:
            m.sender = self.mandating(token, run)
        if lemma in ("peacekeeper", "helmet", "observer", "monitor") and any(c.tag_ == "PRP$" for c in token.children):
            if (
                m.sender is None or self.draft.actors.get(m.sender).sector != "IGO"
            ):  # "asked the U.N. to withdraw its peacekeepers"
                m.sender = self.mandating(token, token.doc[token.sent.start : token.i]) or m.sender
        if lemma in ("force", "mission") and m.sender is None and m.count and not has_the(token):
            m.sender = self.body_before(token)
        over = clause(token)
        taught = token.dep_ in ("dobj", "conj") and over.lemma_.lower() in TEACHING and m.host is None
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() == "training":
            taught = m.host is None  # "the training of Togolese servicemen"
        m.home = taught and not any(c.dep_ == "prep" and c.lower_ in IN for c in (*token.children, *over.children))
        if taken:
            m.casualty, m.count, m.count_is, m.vague = True, None, None, False
        m.explicit = m.sender is not None and not any(c.tag_ == "PRP$" for c in token.children)
        return m

    def led(self, token: Token, run: Tokens) -> Mention | None:
        """ "Russian-led troops": those of the body of states that the story tells of, where it tells of one."""
        bodies = [a for a in self.draft.actors.items if a.sector == "IGO" and a.mentions and fields_forces(a.name)]
        bodies = [a for a in bodies if a.name not in ("United Nations", "European Union")]
        owners = {self.parent(a.id) for a in bodies}
        if len(owners) != 1:
            return None
        m = Mention(token, self.draft.language.span(run), token.text, "troops", owners.pop(), explicit=True)
        self.counted(m, run)
        return m

    def named_by(self, token: Token) -> Token:
        """The noun that a name is given to: "the mission, known as MINUSTAH", "the force, MISCA"."""
        over = token.head
        if (
            token.dep_ == "pobj"
            and over.lower_ == "as"
            and over.head.dep_ == "acl"
            and over.head.lemma_ in ("know", "call")
        ):
            over = over.head.head
        elif token.dep_ != "appos":
            return token
        return over if over.lemma_.lower() in (*STANDING, "force") else token

    def leader(self, run: Tokens) -> str | None:
        """The organisation of a "NATO-led force"; what a state leads is rarely all its own."""
        for t in run:
            if t.lower_ == "led" and t.i - run.start >= 2 and t.nbor(-1).text == "-":
                whose = self.sender_at(t.nbor(-2))
                return whose if whose and self.draft.actors.get(whose).sector == "IGO" else None
        return None

    def modifying(self, child: Token, token: Token) -> str | None:
        """Whose a word before a force says that it is; an adjective is asked before a pronoun: "its last Russian soldier"."""
        if child.lower_ == "whose" and token.head.dep_ == "relcl":
            return self.sender_at(token.head.head)  # "Burundi, whose 3,000 soldiers hold the road"
        if child.lower_ == "whose" and (before := self.antecedent(child)) is not None:
            return self.sender_at(before)  # "France, the old ruler, whose 1,500 troops they want to leave"
        if child.tag_ == "PRP$" and (section := self.section(token)):
            return section
        if child.lower_ == "country" and child.dep_ == "poss" and (speaker := self.speaking(child)):
            return speaker  # "officials say 750 of the country's soldiers are there"
        if child.lower_ == "our":
            return self.speaker(child)
        if child.lower_ == "its" and (speaker := self.speaking(child)):
            return speaker
        if (
            child.tag_ == "PRP$"
            and any(c.lower_ == "own" for c in token.children)
            and (mine := self.doer(clause(token)))
        ):
            return mine  # "Spain decided to recall its own 1,300 troops"
        if child.lower_ == "their" and (people := self.people_before(child)):
            return people
        found_ = self.draft.actors.of(child)
        if child.lower_ == "their" and len(found_) == 1 and self.draft.actors.get(found_[0]).kind != "organization":
            return None  # a state is "it"
        if child.ent_type_ in ("GPE", "NORP") or found_:
            return self.sender_at(child)
        if child.dep_ in ("amod", "compound", "nmod", "poss") and child.text[:1].isupper():
            found = countries().find(child.text)
            return self.state(found.iso3) if found else None
        return None

    def antecedent(self, whose: Token) -> Token | None:
        """The name before "whose", over an apposition between commas, wherever the parse hangs the clause."""
        verb = clause(whose)
        if verb.dep_ == "relcl" and verb.head.i < whose.i:
            over = verb.head
            return over.head if over.dep_ == "appos" else over
        before = reversed(whose.doc[whose.sent.start : whose.i])
        return next((t for t in before if t.ent_type_ == "GPE" or (t.ent_type_ == "NORP" and t.tag_ == "NNPS")), None)

    def co_senders(self, m: Mention) -> list[Mention]:
        """Of "American, Chinese and Japanese forces" and "battalions from Ghana and Mali" those of the second and third
        state, and no strength but where it is "each"."""
        owners: list[Token] = []
        for c in m.head.children:
            if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("NORP", "GPE"):
                owners = owners or frames.conjuncts(c)
            elif c.dep_ == "prep" and (c.lower_ == "from" or (c.lower_ == "of" and m.head.lemma_ == "contingent")):
                owners = owners or listed(objects(c))
            elif c.dep_ == "conj" and c.tag_ == "NNS" and not owners:  # "troops and police from Fiji and Tonga"
                of = [g for g in c.children if g.dep_ == "prep" and g.lower_ == "from"]
                owners = listed([t for g in of for t in objects(g)])
        whose = next((c for c in m.head.children if c.lower_ == "whose"), None)
        verb = m.head.head
        if whose is not None and verb.dep_ == "relcl":
            first = frames.conjuncts(verb.head.head)[0] if verb.head.dep_ == "conj" else verb.head
            owners = frames.conjuncts(first)
        if owners and owners[0].dep_ in ("amod", "compound", "nmod"):  # "Hungarian, Polish and Bulgarian troops"
            beside = [c for c in m.head.lefts if c.ent_type_ == "NORP" and c.dep_ in ("amod", "compound", "nmod")]
            owners = list(dict.fromkeys([u for c in beside for u in frames.conjuncts(c)] or owners))
        senders = list(dict.fromkeys(s for t in owners if (s := self.sender_at(t))))
        if not owners and m.explicit:
            senders = self.peoples_before(m.head)
        if len(senders) < 2 or m.sender not in senders:
            return []
        sizes = [
            t for c in m.head.children if c.dep_ == "prep" and c.lower_ == "of" for t in objects(c) if is_strength(t)
        ]
        if len(sizes) == len(senders):  # "El Salvador and the Dominican Republic, whose contingents of 380 and 300"
            result = []
            for sender, t in zip(senders, sizes, strict=True):
                x = m if sender == m.sender else Mention(m.head, m.span, m.what, m.kind, sender, explicit=True)
                self.size(x, [t], [])
                result += [x] if x is not m else []
            return result
        own = [t.nbor() if t.i + 1 < len(t.doc) else t for t in owners]
        if len(owners) == len(senders) and all(t.like_num and t.pos_ == "NUM" for t in own):
            result = []
            for sender, t in zip(senders, own, strict=True):  # "New Zealand 60 and Portugal 120 police"
                x = m if sender == m.sender else Mention(m.head, m.span, m.what, m.kind, sender, explicit=True)
                self.size(x, [t], [])
                result += [x] if x is not m else []
            return result
        each = any(t.lower_ == "each" for t in m.head.subtree)
        found = []
        for sender in senders:
            if sender != m.sender:
                other = Mention(m.head, m.span, m.what, m.kind, sender, explicit=True)
                if each:
                    other.count, other.count_is = m.count, m.count_is
                found.append(other)
        if not each:
            m.count = m.count_max = m.count_is = None
        return found

    def peoples_before(self, token: Token) -> list[str]:
        """Whose soldiers are in "South African, Tanzanian and Malawian soldiers", where the parse tears the list apart."""
        found: list[str] = []
        n = token.i - 1
        while n >= token.sent.start and (token.doc[n].ent_type_ == "NORP" or token.doc[n].lower_ in (",", "and")):
            t = token.doc[n]
            if t.ent_type_ == "NORP" and n and token.doc[n - 1].text in ("South", "North", "New", "East"):
                named = countries().find(f"{token.doc[n - 1].text} {t.text}") or countries().find(t.text)
                n -= 1
            else:
                named = countries().find(t.text) if t.ent_type_ == "NORP" else None
            if named is not None:
                found.insert(0, self.state(named.iso3))
            n -= 1
        return list(dict.fromkeys(found)) if token.doc[token.i - 1].ent_type_ == "NORP" else []

    def speaking(self, token: Token) -> str | None:
        """Whose "its" soldiers are in "Bangladesh said that its soldiers would join": who says so, no other state between."""
        verb = clause(token)
        if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in speech_acts() or verb.head.i > token.i:
            return None
        subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
        if len(subjects) != 1 or any(t.ent_type_ in ("GPE", "NORP") for t in token.doc[verb.head.i : token.i]):
            return None
        return self.sender_at(subjects[0])

    def people_before(self, token: Token) -> str | None:
        """Whose "their" soldiers are where a people was named last, in this sentence or the one before: a state is "it"."""
        sentence = token.sent
        start = sentence.start
        if start:
            start = token.doc[start - 1].sent.start
        for t in reversed(token.doc[start : token.i]):
            if (
                t.ent_type_ == "NORP"
                and t.pos_ in ("PROPN", "NOUN", "ADJ")
                and t.dep_ not in ("amod", "compound", "poss")
            ):
                return self.sender_at(t)
            if t.tag_ in ("NNS", "NNPS") and t.dep_ in ("nsubj", "nsubjpass") and t.ent_type_ != "NORP":
                return None
        return None

    def regional_body(self) -> str | None:
        """The one body of a region that the story names."""
        found = [
            a
            for a in self.draft.actors.items
            if a.sector == "IGO"
            and a.mentions
            and fields_forces(a.name)
            and not a.name.startswith(("UN ", "United N", "U.N."))
        ]
        return self.parent(found[0].id) if len(found) == 1 else None

    def body(self) -> str | None:
        """The organisation whose force the story has spoken of last."""
        senders = [x.sender for x in self.mentions if x.sender and self.draft.actors.get(x.sender).sector == "IGO"]
        return senders[-1] if senders else None

    def body_before(self, token: Token) -> str | None:
        """The organisation that has just been told of: "NATO lowered its flag. A force of 12,000 will train the army"."""
        here = self.draft.language.span(token).start
        near = [
            (s.end, a.id)
            for a in self.draft.actors.items
            if a.sector == "IGO" and fields_forces(a.name)
            for s in a.mentions
            if 0 <= here - s.end < 200
        ]
        return self.parent(max(near)[1]) if near else None

    def mandating(self, token: Token, run: Tokens) -> str | None:
        for t in run:
            for i in self.draft.actors.of(t):
                if self.draft.actors.get(i).sector == "IGO" and fields_forces(self.draft.actors.get(i).name):
                    return self.parent(i)
        return None
