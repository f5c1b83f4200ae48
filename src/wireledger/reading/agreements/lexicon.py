"""Closed classes of words that the stage of agreements goes by: verbs of giving, nouns of notices, and the like."""

from __future__ import annotations

import re

RELATIONS = frozenset(("cooperation", "co-operation", "collaboration", "partnership", "alliance"))
MILITARY = frozenset(("military", "defence", "defense", "security", "intelligence", "nuclear"))
MEMBERSHIP = frozenset(("membership", "participation", "seat"))
ONLY_PARTIES = frozenset(("sign", "ratify", "end", "withdraw", "notify-end", "suspend", "extend", "renew", "resume", "propose", "withdraw-notice"))  # fmt: skip
NOTIFY = frozenset(("notify", "inform"))
GIVE = frozenset(("give", "serve", "submit", "send", "hand", "deliver", "issue", "lodge", "present", "file", "deposit", "transmit", "convey", "hand_over", "carry", "bring", "dispatch"))  # fmt: skip
RECEIVE = frozenset(("receive", "get", "acknowledge"))
REACH = frozenset(("reach", "arrive"))
NOTICES = frozenset(("notice", "notification"))
TOLD = frozenset(
    ("tell", "write", "announce", "declare", "ask", "request", "communicate", "advise", "signal", "warn", "alert")
)
"""Verbs by which notice may be given, beside those of :data:`NOTIFY`."""
OBJECTING = frozenset(
    ("object", "denounce", "terminate", "oppose", "say", "cancel", "know", "refuse", "withdraw", "renounce", "opt")
)
"""Verbs by which a renewal is warded off."""
NOTICE_PAPERS = frozenset(("notice", "notification", "letter", "note", "instrument", "paper", "document", "denunciation", "declaration", "text", "communication", "message", "fax", "telex", "cable", "aide-memoire", "aide-mémoire"))  # fmt: skip
NOTICE_EVENTS = frozenset(
    (
        *NOTICE_PAPERS,
        "receipt",
        "deposit",
        "delivery",
        "request",
        "announcement",
        "submission",
        "withdrawal",
        "termination",
    )
)
PERIOD_WORDS = frozenset(
    ("calendar", "full", "whole", "consecutive", "clear", "more", "further", "additional", "another", "good")
)
"""What may stand between the number and the unit of a period."""
UNDOING = frozenset(("suspend", "withdraw", "revoke", "cancel", "rescind", "retract", "reverse", "recall", "postpone", "freeze", "drop", "abandon", "put", "delay", "halt", "shelve", "defer"))  # fmt: skip
ENDINGS = frozenset(("end", "withdraw", "notify-end", "expire"))
EACH = frozenset(("party", "side", "country", "state", "government", "member", "signatory", "nation", "partner", "one", "either", "each", "both", "capital"))  # fmt: skip
DISTRIBUTIVE = frozenset(("either", "each", "both", "any", "a", "one", "every", "all", "the"))
IMMEDIATE = re.compile(r"^(?:immediately|immediate effect|without delay|forthwith|at once)\b")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
DOCUMENTS = frozenset(("letter", "note", "note verbale", "memo", "diplomatic note"))
BODIES = frozenset(("bloc", "organisation", "organization", "alliance", "union", "court", "tribunal", "body", "community", "grouping", "group", "pact", "club", "league", "commission", "authority", "forum"))  # fmt: skip
TELLING = frozenset(("court", "tribunal", "union", "league", "alliance", "commission", "community"))
PROPOSING = frozenset(("propose", "suggest", "offer", "recommend", "moot", "float"))
BASES = frozenset(("base", "airbase", "airfield", "camp", "garrison", "facility", "airport", "key", "port", "outpost", "barracks", "installation", "post"))  # fmt: skip
GRANTING = frozenset(("give", "allow", "let", "permit", "entitle", "enable", "grant", "oblige", "require", "bind", "commit", "govern", "authorize", "authorise", "provide"))  # fmt: skip
FORMAL = frozenset(("sign", "ratify", "initial", "denounce", "terminate", "renew", "abrogate", "prolong"))
SIGNED = frozenset(
    (
        "statement",
        "declaration",
        "communique",
        "communiqué",
        "roadmap",
        "letter",
        "document",
        "exchange",
        "framework",
        "plan",
        "timetable",
        "schedule",
        "minute",
        "contract",
    )
)
"""What is no agreement by its name but by being signed by several."""
PAPERS = frozenset(("document", "text", "paper", "instrument"))
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
NEW = frozenset(("new", "another", "separate", "different", "similar", "alternative", "replacement", "fresh", "other", "broader", "companion", "sister", "parallel", "second", "third"))  # fmt: skip
OLD = frozenset(("present", "current", "existing", "old", "older", "previous", "earlier", "prior", "preceding"))
"""By which an agreement is told from one that comes after it."""
DECIDING = frozenset(("decide", "agree", "resolve", "vote", "announce", "decision", "order"))
"""By which an ending is put off or a membership suspended as soon as they are done."""
MANY = frozenset(("international", "global", "multilateral", "worldwide", "un", "u.n."))
MEMBERS = frozenset(("member", "party", "signatory", "state", "adherent"))
URGING = frozenset(("urge", "ask", "tell", "call", "warn", "advise", "press", "want", "implore", "beg", "exhort"))
PREPARING = frozenset(
    ("procedure", "process", "step", "preparation", "talk", "plan", "bill", "proposal", "work", "draft", "motion")
)
COLLECTIVE = frozenset(
    (
        "raft",
        "series",
        "number",
        "set",
        "host",
        "pair",
        "package",
        "string",
        "all",
        "some",
        "most",
        "part",
        "both",
        "majority",
    )
)
COMPLYING = frozenset(("compliance", "participation", "membership", "observance"))
EARLY = frozenset(("notice", "notification", "notify", "inform", "tell", "note", "letter", "instrument"))
REFUSING = frozenset(("decline", "refuse", "say", "decide", "announce", "reject", "tell", "insist"))
PRIVATE = frozenset(("champion", "club", "team", "company", "firm", "bank", "union", "player", "airline", "carrier", "maker", "giant", "group",
                      "sponsor", "investor", "operator", "retailer", "supplier", "striker", "coach", "federation", "league", "party"))  # fmt: skip
"""Whose nationality is no state's act."""
STATELIKE = frozenset(("country", "nation", "government", "state", "neighbour", "neighbor", "capital", "ally", "power", "side", "republic", "foe", "rival", "army", "partner", "enemy", "adversary", "archfoe", "arch-foe", "belligerent", "antagonist", "parliament", "monarchy", "kingdom", "superpower", "ministry",
                        "president", "minister", "leader"))  # fmt: skip
HOMELY = PRIVATE | {"district", "council", "municipality", "city", "town", "village", "county", "university", "hospital", "school", "farmer", "owner",
                    "landowner", "landlord", "contractor", "worker", "employer", "hotel", "publisher", "studio", "museum", "miner", "doctor", "nurse",
                    "driver", "teacher", "artist", "resident", "tenant", "board", "midwife", "player", "shareholder", "lender", "creditor", "insurer", "planter", "brewer", "dealer"}  # fmt: skip
"""With whom no state makes a treaty."""
AT_WORK = frozenset(("union", "club", "league", "federation", "board", "worker", "employer", "employee", "midwife", "nurse", "teacher", "doctor", "miner",
                     "driver", "player", "coach", "hospital", "school", "striker", "studio", "artist", "farmer", "county"))  # fmt: skip
"""Those who make pacts and truces at work and in sport, whatever state is named beside them."""
BASED: frozenset[str | None] = frozenset(("basing", "status-of-forces", "defence", "alliance"))
RIGHTS = frozenset(("right", "permission", "use", "access", "validity", "term", "tenure"))
ORGANS = {"European Commission": "European Union", "European Council": "European Union", "European Parliament": "European Union",
          "Council of the European Union": "European Union", "UN Security Council": "United Nations", "UN General Assembly": "United Nations"}  # fmt: skip
"""Organs by which a body makes its agreements."""
KEEPING = frozenset(("have", "hold", "maintain", "share", "implement", "honour", "honor", "respect", "observe", "violate", "breach", "break", "flout",
                     "infringe", "uphold", "fulfil", "fulfill", "accept", "invoke", "apply", "keep", "enforce", "ignore", "disregard", "contravene", "carry"))  # fmt: skip
"""What only those do about an agreement whom it binds, as the object of the verb."""
BREAKING = frozenset(("break", "violate", "breach", "flout", "infringe", "contravene"))
KEEPING_TO = {
    "comply": "with",
    "abide": "by",
    "stick": "to",
    "adhere": "to",
    "bind": "by",
    "belong": "to",
    "cheat": "on",
    "tie": "by",
    "renege": "on",
}
"""The same, with the preposition before the agreement."""
WISHING = frozenset(("talk", "reject", "refuse", "decline", "hop", "await", "expect", "desire", "require", "promise", "intend", "sound", "negotiation", "negotiate", "discuss", "discussion", "proposal", "propose", "draft", "plan", "call", "need", "demand", "request",
                     "prospect", "possibility", "hope", "idea", "offer", "bid", "effort", "lack", "absence", "condition", "want", "seek", "wish", "urge",
                     "push", "work", "consider", "aim", "try", "fail", "failure", "pursue", "envisage", "suggest", "chance", "deny", "rumour", "rumor", "toward", "towards"))  # fmt: skip
"""What is done about an agreement that need not be there."""
ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "former", "latter"))
OTHERING = frozenset(("replace", "supersede", "touch", "affect", "amend", "update", "complement", "supplement", "succeed", "follow", "resemble",
                      "mirror", "build", "grow", "stem", "spring", "derive", "flow", "annul", "override", "concern", "mean", "join"))  # fmt: skip
"""What one agreement does to another."""
OVER = frozenset(("dead", "history", "over", "void", "null", "invalid", "defunct", "finished", "terminated"))
TOUCHING = frozenset(
    (
        "affect",
        "touch",
        "concern",
        "change",
        "alter",
        "disturb",
        "threaten",
        "impair",
        "harm",
        "cancel",
        "denounce",
        "terminate",
    )
)
"""What leaves an agreement as it was where it is not done."""
TRUCES = frozenset(("truce", "ceasefire", "cease-fire", "fire", "armistice"))
BESIDE = frozenset(("separate", "another", "different", "other", "companion", "sister", "parallel", "second"))
TERM_VERBS = frozenset(
    ("take", "come", "enter", "go", "become", "expire", "lapse", "end", "terminate", "run", "cease", "be", "remain", "stay", "continue", "renew", "apply")
)  # fmt: skip
CEASING = frozenset(("cease", "lapse", "end", "stop", "expire", "terminate", "finish", "die"))
"""Verbs by which an agreement comes to its end."""
PROVIDING = frozenset(("provide", "require", "prescribe", "stipulate", "set", "lay", "foresee", "specify", "fix", "demand", "allow", "envisage", "contain"))  # fmt: skip
"""What an agreement does by its clauses."""
RENEWING = frozenset(("renewal", "renew", "prolong", "prolongation", "extend", "extension", "rollover"))
SPECIFIC = frozenset(("treaty", "protocol", "memorandum", "lease", "convention", "charter", "truce", "ceasefire", "cease-fire", "armistice", "concordat"))  # fmt: skip
"""Nouns that tell an agreement from one of another form, as "agreement", "pact" and "accord" do not."""
CIVIL = frozenset(("energy", "border", "trade", "transit", "water", "fisheries", "environment", "cooperation"))
"""Kinds that one agreement may be called by in turn: a treaty on the sea parts its gas."""
TAKING_UP = frozenset(("that", "this", "it", "then", "which", "doing"))
"""By which what was told before is meant: "six months after that"."""
CHARTERS = frozenset(("treaty", "charter", "statute", "covenant", "constitution", "protocol", "convention"))
"""By which a body is founded: to denounce it is to leave the body."""
FOUNDING = frozenset(("establish", "found", "create", "set", "constitute", "form", "govern", "underpin"))
"""What a charter does to a body."""
BINDING = frozenset(("bind", "cover", "govern", "tie", "link", "protect", "oblige", "commit", "regulate", "bound"))
"""What an agreement does to its parties."""
STANDING = frozenset(("affect", "touch", "stand", "apply", "remain", "stay", "cover", "govern", "let", "allow", "regulate", "guarantee", "expire",
                      "lapse", "run", "oblige", "bind", "commit", "entitle", "give", "permit", "require", "provide", "date", "continue"))  # fmt: skip
"""Verbs in the present by which a story says that an agreement is there."""
AGREED = frozenset(("move", "withdraw", "pull", "remove", "return", "release", "exchange", "swap", "hand", "transfer", "cede", "open", "reopen",
                    "share", "build", "station", "deploy", "base", "host", "lease", "keep", "set", "establish", "cut", "reduce", "lift", "scrap",
                    "abolish", "waive", "destroy", "dismantle", "demilitarise", "demilitarize", "demarcate", "divide", "supply", "deliver",
                    "sell", "buy", "allow", "let", "permit", "admit", "take", "accept", "limit", "cap", "freeze", "halt", "stop", "end", "cease",
                    "respect", "recognise", "recognize", "guarantee", "protect", "defend", "use", "lower", "eliminate", "restore", "normalise",
                    "normalize", "repatriate", "pay", "compensate", "extradite", "leave", "quit", "vacate", "give", "grant", "provide", "lend", "close", "ban", "outlaw", "patrol", "police", "connect", "link", "merge", "push", "drive", "clear", "expel", "evacuate", "escort", "operate", "enforce", "monitor", "scale", "phase", "withhold", "supervise", "split", "relocate", "shift", "resettle", "readmit", "receive", "forgive", "cancel", "reschedule", "disarm", "surrender", "free"))  # fmt: skip
"""What states bind themselves to do, where they are only said to agree; not to talk, study or go on."""
PLANS = frozenset(("plan", "timetable", "schedule", "roadmap", "framework", "formula", "term", "set", "package", "measure", "programme", "program",
                   "step", "demarcation", "line", "exchange", "release", "resumption", "reopening", "restoration", "establishment",
                   "creation", "moratorium", "quota", "partition", "division", "withdrawal", "pullout", "pullback", "return", "swap", "corridor", "opening"))  # fmt: skip
"""What states agree on that binds them, where they are only said to agree."""
MENDING = frozenset(
    (
        "normalise",
        "normalize",
        "restore",
        "resume",
        "establish",
        "reestablish",
        "re-establish",
        "mend",
        "repair",
        "upgrade",
        "reopen",
    )
)
STOPPING = frozenset(("stop", "end", "halt", "cease", "suspend", "pause", "lay", "observe"))
FIGHTING = frozenset(("fighting", "hostilities", "war", "fire", "attacks", "firing", "arms", "shelling", "strikes", "offensive", "clashes", "conflict", "bloodshed"))  # fmt: skip
LAWS = frozenset(
    ("bill", "law", "decree", "order", "decision", "resolution", "act", "motion", "vote", "ruling", "move")
)
PASSING = frozenset(("sign", "pass", "approve", "adopt", "enact", "promulgate", "endorse", "issue"))
"""By which what a law says is done."""
WITNESSING = frozenset(
    (
        "preside",
        "witness",
        "attend",
        "oversee",
        "host",
        "watch",
        "celebrate",
        "welcome",
        "praise",
        "hail",
        "mediate",
        "broker",
        "see",
        "supervise",
    )
)
MEANING = frozenset(
    (
        "move",
        "look",
        "seek",
        "prepare",
        "push",
        "bid",
        "aim",
        "mean",
        "plan",
        "intend",
        "vow",
        "threaten",
        "want",
        "ready",
        "try",
        "propose",
    )
)
LETTING = frozenset(("give", "owe", "grant", "allow", "get", "have", "leave", "need", "take", "promise"))
"""By which a party is left the time that a notice clause sets: "We have to give them three months"."""
WAITING = frozenset(
    ("period", "delay", "term", "wait", "interval", "deadline", "countdown", "limit", "time-limit", "clock", "window")
)
"""What a notice clause sets, beside the length of time itself."""
TERM_WORDS = frozenset(("expiry", "expiration", "end", "term", "renewal", "period", "over", "out", "lapse"))
UNTIL = frozenset(("until", "till", "through", "to"))
FIRMS = frozenset(
    (
        "sponsorship",
        "merger",
        "takeover",
        "transfer",
        "broadcasting",
        "licensing",
        "franchise",
        "record",
        "book",
        "plea",
    )
)
"""Deals that no states make."""
SALES = frozenset(
    ("procurement", "purchase", "sale", "sales", "construction", "order", "delivery", "takeover", "acquisition")
)
"""Of which deals are contracts, whoever makes them."""
BUSINESS = frozenset(("contract", "sponsorship", "merger", "takeover", "transfer", "loan", "broadcasting", "licensing", "supplier", "franchise", "record", "book", "plea", "labor", "labour", "wage", "pay", "coalition", "collective", "purchase", "rights", "sales", "supply"))  # fmt: skip
