"""Closed classes of words about forces, and small questions to the parse."""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Token

from wireledger.knowledge.actors import organisations
from wireledger.knowledge.countries import countries
from wireledger.knowledge.forces import missions, nouns, verbs
from wireledger.lifecycle import first_day
from wireledger.model import Time
from wireledger.reading import frames

COUNT_WORDS = frozenset(("hundred", "thousand", "dozen", "score", "handful", "couple", "number", "lot"))
ABOUT = frozenset(("about", "around", "some", "roughly", "approximately", "nearly", "almost", "estimated", "circa", "close", "or", "so"))  # fmt: skip
MOST = frozenset(("most", "up", "fewer", "less", "under"))
APART = frozenset(("guards", "police", "mercenaries"))
"""Those of them that go while the soldiers stay."""
MEN = frozenset(("man", "woman", "member", "fighter", "soldier", "troop", "operative", "mercenary", "personnel"))
GRADED = frozenset(("between", "about", "around", "some", "roughly", "approximately", "nearly", "almost", "over", "up", "to", "at", "least", "most", "more", "fewer", "less", "than", "another", "just", "only", "an", "estimated", "its", "the", "last", "remaining", "other", "further", "additional", "has"))  # fmt: skip
"""Words between a state and its number."""
HAVING = frozenset(("have", "keep", "maintain", "station", "retain", "deploy", "contribute", "send", "dispatch", "promise", "pledge",
                    "offer", "provide", "supply", "commit", "post", "leave", "add", "field", "base", "number", "total", "count", "lend"))  # fmt: skip
"""Verbs whose subject has, gives or leaves the soldiers that a number alone counts."""
SOLDIERING = frozenset(
    ("serve", "fight", "station", "deploy", "garrison", "patrol", "guard", "post", "base", "airlift", "garrisone")
)
"""Verbs that make soldiers of the people that they are said of."""
COUNTED = frozenset(("engineer", "medic", "doctor", "man", "officer", "personnel", "adviser", "advisor", "instructor", "trainer",
                     "technician", "specialist", "guard", "sailor", "airman", "pilot", "sapper", "gunner", "staff", "member"))  # fmt: skip
"""People who are of a force where the text is about one."""
DIPLOMATS = frozenset(("adviser", "advisor", "officer", "staff", "personnel", "guard", "member"))
EMBASSIES = frozenset(("embassy", "commission", "consulate", "legation", "chancery"))
"""Where people who might be of a force are diplomats and their guards."""
WHOLES = frozenset((*COUNT_WORDS, *MEN, "rest", "contingent", "group", "last", "most", "part", "total", "all", "force", "bulk",
                    "remainder", "none", "half", "strength", "size", "level", "convoy", "batch", "wave", "column", "presence", "team",
                    "unit", "many", "some", "few", "one", "any", "majority", "first", "third", "quarter", "thirds", "battalion",
                    "brigade", "company", "detachment", "squadron", "regiment", "body", "garrison", "party", "mission", "centre",
                    "center", "vanguard", "spearhead", "nucleus", "core", "backbone", "advance", "school", "crew", "staff", "corps", "division", "platoon"))  # fmt: skip
"""Nouns before "of" that stand for the soldiers after it."""
SHARES = frozenset(("part", "half", "some", "many", "few", "one", "third", "quarter", "first", "batch", "wave", "convoy", "dozen", "hundred", "handful"))  # fmt: skip
MOVING = frozenset(
    ("cross", "roll", "drive", "fly", "sail", "march", "walk", "step", "head", "file", "pass", "ride", "stream")
)
BODIES = frozenset(
    ("bloc", "organization", "organisation", "union", "alliance", "agency", "body", "community", "group")
)
ARMIES = frozenset(
    (
        "military",
        "army",
        "navy",
        "air force",
        "marines",
        "corps",
        "guard",
        "force",
        "forces",
        "regiment",
        "battalion",
        "brigade",
        "legion",
        "fleet",
        "squadron",
        "wing",
    )
)
FORMATIONS = frozenset(
    ("group", "army", "fleet", "corps", "division", "regiment", "brigade", "legion", "guard", "guards", "command")
)
"""What a body of soldiers is called by name: "the Western Group"."""
BESIDES = frozenset(
    ("fighter", "operative", "instructor", "adviser", "advisor", "trainer", "guard", "gunner", "mercenary", "personnel")
)
"""Who a state or company has so many of."""
RAISING = frozenset(
    (
        "raise",
        "increase",
        "boost",
        "expand",
        "double",
        "triple",
        "enlarge",
        "strengthen",
        "beef",
        "bring",
        "take",
        "lift",
    )
)
PERSONS = frozenset(("adviser", "advisor", "instructor", "trainer", "expert", "specialist", "contractor", "technician", "officer", "guard",
                     "member", "operator", "operative", "engineer", "fighter", "policeman", "policewoman", "ranger", "soldier", "trooper",
                     "marine", "paratrooper", "commando", "legionnaire", "peacekeeper", "mercenary", "serviceman", "airman", "sailor",
                     "gendarme", "sapper", "gunner", "conscript", "reservist", "guardsman", "medic"))  # fmt: skip
SINGLES = frozenset(("last", "first", "final", "single", "every", "each", "no", "one", "any"))
"""Words by which one soldier stands for all of them."""
IRREGULAR = frozenset(("resistance", "rebel", "opposition", "guerrilla", "separatist", "insurgent", "militia", "partisan", "dissident", "loyalist", "breakaway"))  # fmt: skip
SOIL = frozenset(("soil", "territory", "land", "shore", "ground"))
AT_SEA = frozenset(
    (
        "pirate",
        "piracy",
        "vessel",
        "hijacker",
        "dhow",
        "skiff",
        "warship",
        "frigate",
        "destroyer",
        "tanker",
        "freighter",
    )
)
"""Words of what happens at sea, in no country."""
VAST = frozenset(("Europe", "Asia", "Africa", "Balkans", "Caucasus", "Mideast", "Sahel", "Maghreb", "Baltics", "Levant", "Caribbean", "Mediterranean", "Atlantic", "Pacific", "Arctic"))  # fmt: skip
"""Parts of the world that are no one country."""
WATERS = frozenset(("gulf", "ocean", "sea", "strait", "straits", "channel", "waters", "water", "airspace", "skies"))
"""Where ships and aircraft are in no country."""
CIVILIANS = frozenset(("national", "citizen", "hostage", "tourist", "resident", "civilian", "foreigner", "worker", "refugee", "evacuee",
                       "diplomat", "migrant", "child", "family", "relative", "expatriate", "detainee", "prisoner", "passenger", "settler"))  # fmt: skip
TRADES = frozenset(("cook", "driver", "mechanic", "cleaner", "nurse", "maid", "builder", "labourer", "laborer", "waiter", "teacher", "carpenter",
                    "welder", "servant", "contractor", "electrician", "plumber", "launderer", "barber", "translator", "interpreter"))  # fmt: skip
"""What people who are no soldiers work as, also at bases."""
TRANSPORTS = frozenset(
    (
        "troopship",
        "ship",
        "plane",
        "aircraft",
        "flight",
        "train",
        "bus",
        "truck",
        "transport",
        "ferry",
        "lorry",
        "airliner",
        "jet",
        "carrier",
    )
)
NOUNS = ("NOUN", "PROPN")
IN = (
    "in",
    "inside",
    "on",
    "at",
    "across",
    "within",
    "off",
    "near",
    "around",
    "outside",
    "along",
    "throughout",
)
TO = ("to", "into", "through", "in", "on", "for", "toward", "towards", "across")
FROM = ("from", "out of", "of")
GROUPS = frozenset(("group", "company", "outfit", "force", "fighter", "mercenary", "troop", "corps", "contractor", "operative", "man", "soldier", "unit", "contingent"))  # fmt: skip
UNITS = frozenset(("battalion", "brigade", "regiment", "squadron", "contingent", "detachment", "unit", "mission", "deployment"))  # fmt: skip
"""Nouns that a number before them does not count in people."""
BASES = frozenset(("base", "airbase", "airfield", "garrison", "camp", "outpost", "facility", "barracks", "station"))
GENERIC = frozenset(("country", "nation", "state", "republic", "kingdom", "island", "archipelago", "territory"))
BATCHES = frozenset(("batch", "wave", "convoy", "column", "group", "planeload", "part", "some", "handful", "dozen"))
BORDERS = frozenset(("border", "frontier", "front", "line", "zone", "boundary", "frontline"))
TEACHING = frozenset(
    ("train", "mentor", "advise", "equip", "arm", "teach", "instruct", "drill", "coach", "retrain", "assist", "help")
)
"""What foreign soldiers do to those of the country."""
OUTSIDERS = frozenset(("alliance", "grouping", "bloc", "summit", "conference", "party", "opposition", "protester", "demonstrator", "critic",
                       "activist", "group", "cleric", "lawmaker", "legislator", "senator", "resident", "crowd", "rebel", "newspaper"))  # fmt: skip
"""Who may want foreign forces gone and orders nobody."""
SITES = frozenset(
    ("site", "base", "camp", "barracks", "location", "position", "post", "garrison", "quarter", "town", "village")
)
EXITING = frozenset(("complete", "finish", "begin", "start", "announce", "order", "conclude", "continue", "suspend", "halt", "resume", "delay", "pause", "speed", "accelerate"))  # fmt: skip
KEEPING = frozenset(
    ("have", "operate", "maintain", "run", "retain", "keep", "lease", "rent", "own", "use", "host", "house")
)
"""What the owner of a base, or the country that it is in, does with it."""
DECIDING = frozenset(("approve", "authorise", "authorize", "agree", "vote", "decide", "back", "endorse", "consider", "discuss", "favour",
                      "favor", "propose", "suggest", "mull", "weigh", "announce", "plan", "intend", "clear", "permit", "allow"))  # fmt: skip
"""Verbs over what is to be done."""
BLOCKING = frozenset(("bar", "block", "halt", "suspend", "forbid", "stop", "reject", "overturn", "freeze", "prohibit", "veto", "quash", "annul",
                      "defeat", "void", "outlaw", "strike", "throw", "refuse", "prevent"))  # fmt: skip
"""What a court or a parliament does to what a government has planned."""
PREPARING = frozenset(("approve", "authorize", "authorise", "announce", "sign", "agree", "allow", "permit", "provide", "envisage", "delay",
                       "postpone", "await", "expect", "prepare", "plan", "foresee", "decide", "consider", "discuss", "endorse", "debate"))  # fmt: skip
"""What is said of a deployment that is to come."""
BACKING = frozenset(("prop", "support", "back", "help", "hold", "guard", "occupy", "garrison", "fight", "defend", "control", "patrol", "police"))  # fmt: skip
"""What a state does somewhere with so many men."""
STOPPING = frozenset(("stop", "suspend", "halt"))
ENDS = frozenset(
    (
        "end",
        "cease",
        "terminate",
        "close",
        "conclude",
        "wind",
        "finish",
        "withdraw",
        "dissolve",
        "disband",
        "dismantle",
        "shut",
    )
)
STANDING = frozenset(("presence", "mission", "deployment", "operation", "contingent"))
SHRINKING = frozenset(("drop", "fall", "decline", "shrink", "decrease", "dwindle"))
GROWING = frozenset(("rise", "grow", "increase", "swell", "climb"))
ORDERS = frozenset(("order", "ultimatum", "demand", "letter", "note", "notice", "request", "notification"))
GIVEN = frozenset(
    ("come", "deliver", "hand", "give", "issue", "arrive", "send", "convey", "serve", "receive", "reach", "make")
)
CAPTORS = frozenset(("rebel", "militant", "gunman", "insurgent", "guerrilla", "kidnapper", "militia", "militiaman", "fighter", "extremist",
                     "separatist", "tribesman", "terrorist", "mob", "crowd", "villager", "demonstrator", "protester", "bandit", "pirate"))  # fmt: skip
"""Whom foreign soldiers are the captives of."""
CASUALTY = frozenset(("kill", "wound", "hurt", "injure", "capture", "die", "arrest", "free", "release", "abduct", "kidnap", "slay",
                       "murder", "behead", "execute", "bury", "ambush", "shoot", "hospitalise", "hospitalize", "desert", "surrender"))  # fmt: skip
TAKEN = frozenset(("captured", "killed", "wounded", "dead", "fallen", "injured", "missing", "imprisoned", "jailed", "detained", "slain",
                    "former", "retired", "ex", "returning", "hostage", "unknown"))  # fmt: skip
CIVIL = frozenset(
    (
        "diplomatic",
        "embassy",
        "consular",
        "civilian",
        "humanitarian",
        "medical",
        "aid",
        "trade",
        "observer",
        "monitoring",
        "space",
        "rescue",
        "medic",
        "fact-finding",
    )
)
APPROX = frozenset(("between", "over", "around", "about", "under", "near", "above"))
LEAVING_BASES = frozenset(("close", "vacate", "leave", "quit", "evacuate", "abandon", "relinquish", "shut"))
LEAVING_BY_PARTICLE = {
    ("give", "up"),
    ("hand", "over"),
    ("hand", "back"),
    ("shut", "down"),
    ("give", "back"),
    ("turn", "over"),
}
LIVING = frozenset(("live", "serve", "work", "be", "station", "remain", "man", "run", "staff", "base"))
STAYING = frozenset(
    (
        "remain",
        "stay",
        "serve",
        "leave",
        "depart",
        "arrive",
        "withdraw",
        "fight",
        "operate",
        "train",
        "live",
        "work",
        "guard",
    )
)
TOTALS = frozenset(("total", "number", "figure", "strength", "size", "force", "contingent"))
CLASS = {"border guards": "guards", "police": "police", "peacekeepers": "peacekeepers", "instructors": "instructors",
          "advisers": "instructors", "mercenaries": "mercenaries", "fighters": "mercenaries", "contractors": "mercenaries"}  # fmt: skip
"""Kinds of forces that stories count apart."""
REDUCING = frozenset(("reduce", "cut", "halve", "trim", "slash", "shrink", "scale", "draw", "drawdown", "reduction", "fall", "drop", "come", "go", "down"))  # fmt: skip
ORDERING = frozenset(("order", "ask", "tell", "give", "demand", "urge", "want", "request", "call", "require", "must", "ultimatum", "insist", "instruct"))  # fmt: skip
ORG_FORCES = frozenset(("UAF",))
CONTEXTUAL = frozenset(
    ("company", "division", "corps", "army", "team", "party", "police", "observer", "monitor", "people", "person")
)
"""Nouns that are a force only by what their phrase says."""
SOLDIERS = frozenset(
    ("man", "woman", "soldier", "troop", "marine", "paratrooper", "commando", "serviceman", "airman", "peacekeeper")
)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|(?:\w+-)?(?:first|second|third|fourth|fifth|\w+th)")
YEAR = re.compile(r"(?:1[89]|20)\d\d")


FIELDING = frozenset(("United Nations", "UN Security Council", "UN General Assembly", "NATO", "European Union", "European Council",
                      "African Union", "African Union Commission", "African Union Peace and Security Council", "ECOWAS",
                      "ECOWAS Commission", "Southern African Development Community", "East African Community", "ECCAS", "IGAD",
                      "Arab League", "Collective Security Treaty Organization", "Commonwealth of Independent States", "OSCE",
                      "Organization of American States", "Gulf Cooperation Council", "CARICOM", "Commonwealth", "Warsaw Pact",
                      "Organisation of African Unity", "Western European Union", "Alliance of Sahel States", "G5 Sahel",
                      "G5 Sahel Joint Force", "Multinational Joint Task Force", "Multinational Security Support Mission",
                      "Pacific Islands Forum", "Saudi-led coalition", "US-led coalition", "Eurocorps", "Frontex",
                      "UNAMA", "UNAMI", "UNSMIL"))  # fmt: skip
"""Bodies of states that send soldiers or observers; no bank, court, fund or cartel does."""


def fields_forces(name: str) -> bool:
    """Whether an organisation of states may have soldiers somewhere; one that no table knows may."""
    known = organisations().get(name)
    return known is None or known.sector != "IGO" or known.name in FIELDING or name in missions()


def is_strength(token: Token) -> bool:
    """Whether a numeral may count people: no date, sum, share, year or age."""
    if not (token.like_num and token.pos_ == "NUM") or YEAR.fullmatch(token.text):
        return False
    if token.ent_type_ in ("MONEY", "PERCENT", "TIME", "ORDINAL", "QUANTITY"):
        return False
    if token.ent_type_ == "DATE" and "," not in token.text:
        return False  # "its last 2,000" is a date to the names
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    before = token.nbor(-1).text if token.i else ""
    return after not in ("percent", "%", "per", "times") and before not in ("$", "€", "£", "¥", "#")


def repeated(operator: Token) -> bool:
    """Whether what is demanded was demanded before: "again called on", "reiterated the demand that"."""
    above = (operator, operator.head)
    if any(t.lemma_.lower() in ("reiterate", "repeat", "renew") for t in above):
        return True
    for t in above:  # "has for years demanded that"
        if t.pos_ == "VERB" and any(c.lower_ in ("has", "have", "had") and c.dep_ == "aux" for c in t.children):
            since = [c for c in t.children if c.dep_ == "prep" and c.lower_ in ("for", "since") and c.i < t.i]
            if any(u.lemma_ in ("year", "decade", "month") for c in since for u in c.children):
                return True
    return any(
        c.lower_ in ("again", "repeatedly", "long") and c.dep_ == "advmod"
        for t in above
        for c in t.children
        if t.pos_ == "VERB"
    )


def is_regional(noun: Token) -> bool:
    """ "the East African regional force", "a West African standby force"."""
    words = {t.lower_ for t in noun.doc[frames.left(noun).i : noun.i]}
    return "regional" in words or bool(
        {"african", "arab", "caribbean"} & words and {"east", "west", "southern", "central", "joint", "standby"} & words
    )


def noun_lemma(token: Token) -> str:
    """The lemma in small letters, also of what the lemmatizer leaves in the plural: "Marines", "servicemen"."""
    lemma = token.lemma_.lower()
    if lemma.endswith("men") and lemma[:-3] + "man" in nouns():
        return lemma[:-3] + "man"
    if token.tag_ in ("NNPS", "NNP") and lemma.endswith("s") and lemma[:-1] in nouns():
        return lemma[:-1]
    return lemma


POSTED = frozenset(("station", "base", "deploy", "post", "garrison"))
"""Verbs of which the participle says where soldiers are: "the troops stationed there"."""


def headed(verb: Token) -> bool:
    """Whether a form of "go" says that somebody leaves: "they go in December", not "go on", "go to war"."""
    return not any(
        (c.dep_ in ("dobj", "acomp", "xcomp", "prt", "attr", "ccomp") and c.i > verb.i)
        or (c.dep_ == "prep" and c.lower_ not in ("under", "in", "by", "on", "at", "before", "until", "from", "after"))
        for c in verb.children
    )


def future_perfect(verb: Token) -> bool:
    """ "will have withdrawn its soldiers by then", "are to have left by July"."""
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return {"will", "have"} <= aux or ({"to", "have"} <= aux and verb.head.lemma_ == "be")


def is_people(token: Token) -> bool:
    """Whether a name is for a whole people ("the French", "the Emiratis") and not for one of them ("the American")."""
    return token.lower_.endswith(("s", "ch", "sh", "ese"))


def of_many(noun: Token) -> bool:
    """Whether a phrase says that a force is of several states or of a part of the world: "West African soldiers"."""
    beside = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod")]
    return is_regional(noun) or any(
        c.lower_ in ("international", "multinational", "allied", "coalition", "foreign", "joint")
        or (c.ent_type_ in ("NORP", "LOC") and countries().find(c.text) is None)
        for c in beside
    )


def by_plan(verb: Token) -> bool:
    """ "Under the plan they would go by June": what was agreed is planned."""
    return any(c.dep_ == "aux" and c.lower_ == "would" for c in verb.children) and any(
        t.lower_ == "under"
        and any(
            c.lemma_ in ("plan", "deal", "agreement", "accord", "timetable", "pact", "schedule", "order")
            for c in t.children
        )
        for t in verb.sent
    )


def in_trades(token: Token) -> bool:
    """Whether a sentence tells of people who work "as cooks, drivers and mechanics"."""
    return any(t.lower_ == "as" and t.i + 1 < t.doc[-1].i and t.nbor().lemma_.lower() in TRADES for t in token.sent)


def negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("no", "never") for c in verb.children)


def infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def pluperfect(verb: Token) -> bool:
    return any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children)


def has_the(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in token.children)


def progressive(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def beginning(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("begin", "start", "continue")


def away(verb: Token) -> bool:
    """Whether a form of "be" says that somebody is gone or out."""
    said = [c for c in verb.children if c.dep_ in ("acomp", "advmod", "prep", "attr", "xcomp")]
    preps = [c for c in said if c.dep_ == "prep"]  # "across the border and home"
    said += [g for c in preps for p in (c, *c.children) for g in p.children if g.dep_ == "conj"]
    return any(c.lower_ in ("gone", "out", "home", "away", "back") for c in said)


def sense_of(verb: Token, slot: str, beside: Token | None = None) -> str | None:
    """The state that a verb leaves the force in that slot in; None where it says nothing of it."""
    particles = frames.particle(verb)
    if beside is not None:  # "ordered its soldiers home", where the parse hangs "home" on the soldiers
        particles = particles | {c.lower_ for c in beside.rights if c.dep_ == "advmod"}
    if any(
        c.dep_ == "prt" and c.lower_ not in ("out", "back", "down", "home", "over", "in", "away") for c in verb.children
    ):
        return None  # "cut up", "take off"
    for state, where, particle in verbs().get(verb.lemma_.lower(), ()):
        if where == slot and (particle is None or particle in particles or particle.split()[0] in particles):
            return state
    return None


def is_reducing(verb: Token) -> bool:
    return verb.lemma_.lower() in REDUCING and verb.lemma_.lower() not in ("come", "go")


def homeward(verb: Token) -> bool:
    words = {t.lower_ for t in verb.subtree}
    return bool(words & {"home", "back", "out", "away"})


def objects(preposition: Token) -> list[Token]:
    found = [t for c in preposition.children if c.dep_ == "pobj" for t in frames.conjuncts(c)]
    found += [t for c in preposition.children if c.dep_ == "prep" for t in objects(c)]
    if not found:  # "in and around the enclave"
        found = [t for c in preposition.children if c.dep_ == "conj" and c.pos_ == "ADP" for t in objects(c)]
    return found


def further(numeral: Token) -> list[Token]:
    """The numerals that one number goes on in: "600 to 800", but not in "650 from Ghana and 640 from India"."""
    return [c for c in numeral.children if c.like_num and not any(g.dep_ == "prep" for g in c.children)]


def listed(names: list[Token]) -> list[Token]:
    """The names of a list, also where the parse hangs the second below the first: "from Fiji, New Zealand and Tonga"."""
    found: list[Token] = []
    for t in names:
        found += [t, *(u for c in t.children if c.dep_ == "appos" and c.ent_type_ for u in frames.conjuncts(c))]
    return list(dict.fromkeys(found))


def phrase(token: Token) -> str:
    return " ".join(t.text for t in token.doc[frames.left(token).i : token.i + 1] if t.pos_ != "DET")


def definite(token: Token) -> bool:
    return token.tag_ == "PRP" or any(
        c.dep_ in ("det", "poss") and c.lower_ in ("the", "these", "those", "its", "their", "his", "all")
        for c in token.children
    )


def hours_as_days(value: str) -> str:
    """Hours as days, by which deadlines for forces are kept: PT72H is P3D."""
    match = re.fullmatch(r"PT(\d+)H", value)
    return f"P{max(int(match.group(1)) // 24, 1)}D" if match else value


def day_by(time: Time, *, last: bool) -> str | None:
    """A time as the day by which: the last day of a month or year for "by", else as precise as it is."""
    value = time.value or ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value[:10]):
        return value[:10]
    end = first_day(time.end)
    if end is not None and re.fullmatch(r"\d{4}-(?:SP|SU|FA|WI)", value) and last:
        return (end - dt.timedelta(days=1)).isoformat()
    if time.end and end is not None:
        return (end - dt.timedelta(days=1)).isoformat() if last and time.mod == "END" else value or None
    return value or None
