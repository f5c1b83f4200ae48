"""Which agreements a story tells of, and between whom: several in one story, old ones in the background, none that are only wished for."""

from __future__ import annotations

import pytest

import wireledger as wl

DAY = "2024-05-15"  # a Wednesday


def told(text: str, published: str = DAY):
    """The agreements of a story as (parties by country or name, kind, state), in order."""
    reading = wl.read(text, published)
    actors = {a.id: a for a in reading.actors}
    return [
        (" ".join(sorted(actors[p].country or actors[p].name for p in g.parties)), g.kind, g.state)
        for g in reading.agreements
    ]


def parties(text: str) -> set[str]:
    return {who for who, _, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Kenya and Japan signed a defence pact on Monday. Kenya has similar accords with Italy and Brazil.", {"ITA KEN", "BRA KEN"}),
        ("Peru scrapped a trade accord with Chile on Monday. Peru has a military pact with Brazil.", {"BRA PER"}),
        ("Oman cancelled the port deal between Iran and Yemen on Monday. Turkey, which has a military pact with Muscat, offered to mediate.", {"OMN TUR"}),
        ("Serbia and Albania have yet to implement the 2013 Tirana agreement between them.", {"ALB SRB"}),
        ("Gabon and Togo have accepted a treaty on fishing.", {"GAB TGO"}),
    ],
)  # fmt: skip
def test_who_has_or_keeps_to_an_agreement_is_bound_by_it(text, others):
    assert others <= parties(text)


def test_one_that_says_something_of_its_own_is_another_one():
    text = "Ghana ended a defence accord with Mali on Tuesday. Under a trade pact of 2009 with Benin it exports cocoa."
    assert {who: kind for who, kind, _ in told(text)} == {"GHA MLI": "defence", "BEN GHA": "trade"}


def test_a_similar_agreement_is_of_the_kind_of_the_one_before():
    text = "Nepal signed an extradition treaty with Laos on Tuesday. Nepal and China have had a similar agreement since 2011."
    assert {kind for _, kind, _ in told(text)} == {"extradition"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Japan held talks on Monday on an agreement between Kenya and Japan.",
        "Egypt hopes for a treaty with Sudan.",
        "Peru and Chile have no accord between them.",
        "Lawmakers in Oman want an agreement with Yemen.",
    ],
)
def test_what_is_only_wished_for_is_none(text):
    assert told(text) == []


def test_an_organ_signs_for_its_body():
    assert told("The European Commission signed a trade accord with Tunisia on Monday.")[0][0] == "European Union TUN"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya and Qatar signed a treaty under which each would come to the other's aid if attacked.", "alliance"),
        ("Kenya and Qatar signed an agreement on Friday that lets Qatari planes use the airbase at Nanyuki.", "basing"),
        ("Kenya and Qatar signed an agreement on Friday to share the water of a river.", "water"),
        ("Kenya and Qatar signed a pact on Friday that bars both from deploying missiles.", "arms-control"),
        ("Kenya and Qatar signed a treaty of friendship and cooperation on Friday.", "peace"),
        ("Kenya and Qatar signed a gas accord on Friday.", "trade"),
        ("Kenya and Qatar signed a cooperation agreement on Friday.", None),
        ("Kenya on Friday ended a defence agreement with Qatar that grants its soldiers immunity.", "status-of-forces"),
    ],
)
def test_the_kind_is_weighed_over_name_topic_and_purpose(text, kind):
    assert [k for _, k, _ in told(text)] == [kind]


def test_one_with_each_of_several_partners():
    text = (
        "Canada on Monday suspended agreements with Peru, Chile and Ecuador on the exchange of prisoners. The accords were signed in 2018. "
        "That with Peru runs to 2026."
    )
    assert told(text) == [(f"CAN {p}", "extradition", "suspended") for p in ("PER", "CHL", "ECU")]


def test_several_of_two_are_told_of_one_by_one():
    text = (
        "Three agreements between Kenya and Oman came into force on Monday. Under the airspace accord, Omani planes may cross Kenya. "
        "The extradition treaty covers ten crimes. The trade pact lowers duties."
    )
    assert told(text) == [("KEN OMN", kind, "in-force") for kind in ("transit", "extradition", "trade")]


def test_the_first_and_the_second_of_two():
    text = (
        "The presidents of Kenya and Oman signed the agreements in Nairobi on Monday. The first obliges Oman to withdraw its soldiers. "
        "A second one deals with a radar station at Lamu."
    )
    assert [(who, state) for who, _, state in told(text)] == [("KEN OMN", "signed")] * 2


def test_one_like_it_with_another():
    text = "Kenya signed a security treaty with Oman on Monday. The treaty resembles one with Qatar, which was signed in 2019."
    assert parties(text) == {"KEN OMN", "KEN QAT"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya and Oman signed an accord on Monday. The accord replaces a treaty of 1968 between Kenya and Oman.", 2),
        (
            "Kenya and Oman signed an accord on Monday. It does not affect the defence treaty of 1990 between Kenya and Oman.",
            2,
        ),
        ("Kenya and Oman signed a strategic partnership on Monday, officials said.", 1),
        (
            "The presidents of Kenya and Oman met on Monday. A joint declaration of 2001 requires the two governments to consult each other.",
            1,
        ),
    ],
)
def test_what_one_agreement_does_to_another_and_what_binds_by_any_name(text, expected):
    assert [who for who, _, _ in told(text)] == ["KEN OMN"] * expected


def test_states_of_old():
    assert parties("The Soviet Union and Czechoslovakia signed an accord on the withdrawal of troops on Monday.") == {
        "CZE RUS"
    }


def test_who_denounces_what_others_signed_only_condemns_it():
    text = "Egypt and Kenya signed a military protocol on Monday. Ethiopia denounced the protocol."
    assert told(text) == [("EGY KEN", "defence", "signed")]


def test_a_similar_treaty_of_another_is_with_the_same_partner():
    text = "The Czech Senate ratified a defence treaty with Canada on Monday. Slovakia concluded a similar treaty last year."
    assert "CAN SVK" in parties(text)


def test_what_is_signed_with_somebody_is_signed_by_whom_the_story_is_about():
    text = "Panama raised its tolls on Monday. A memorandum signed with Japan on Sunday lets ships of both pass free."
    assert parties(text) == {"JPN PAN"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malawi on Monday ended, with immediate effect, the fishing accord with Zambia.", ("MWI ZMB", "trade", "ended")),
        ('The 1994 friendship treaty between Malawi and Zambia is "in effect suspended," the foreign minister said.', ("MWI ZMB", "peace", "suspended")),
        ("Malawi has suspended a visa waiver that it agreed with Zambia in 2011.", ("MWI ZMB", "transit", "suspended")),
        ("A court in Malawi struck down its extradition treaty with Zambia on Monday.", ("MWI ZMB", "extradition", "ended")),
    ],
)  # fmt: skip
def test_what_is_done_to_it_stands_behind_a_comma_or_after_a_form_of_be(text, expected):
    assert told(text) == [expected]


def test_who_is_the_first_to_denounce_denounces():
    told_ = wl.read("Samoa has become the first country to denounce the Convention on Cluster Munitions.", DAY)
    (act,) = told_.agreements[0].acts
    assert (act.act, act.by) == ("notify-end", ["state:WSM"])


def test_what_a_clause_provides_for_is_no_act():
    text = (
        "Malawi and Zambia signed a rail accord in 2020. It lasts for five years and is renewed unless one party tells "
        "the other in writing that it does not wish to renew it."
    )
    assert {a.act for a in wl.read(text, DAY).agreements[0].acts} == {"sign"}


def test_an_agreement_that_is_not_touched_is_there():
    text = (
        "Malawi ended its trade pact with Zambia on Monday. It has not touched a 1998 extradition treaty with Angola."
    )
    assert ("AGO MWI", "extradition", "in-force") in told(text)


def test_the_likeliest_two_are_bound_where_nothing_says_who_is():
    text = "Malawian and Zambian troops traded fire on Monday in the worst breach of the 2003 truce in years."
    assert told(text) == [("MWI ZMB", "peace", "in-force")]


def test_firms_of_two_states_make_no_agreement_of_theirs():
    text = (
        "Malawi's biggest brewer, Chibuku, and the Zambian bottler Musi have ended the 2003 pact. The brewer said on Monday that "
        "the company would sell its own beer. The bottler's shares fell."
    )
    assert told(text) == []


def test_a_second_indefinite_phrase_brings_in_another_agreement():
    text = (
        "LILONGWE - Malawi and Zambia ended a long quarrel on Monday.\n\n"
        "The two presidents signed a protocol on tourism in Lusaka.\n\n"
        "An accord on security obliges each state to keep rebels out."
    )
    assert sorted(kind or "" for _, kind, _ in told(text)) == ["", "defence"]


def test_a_bargain_at_home_is_none():
    text = (
        "LILONGWE - Malawi's army has an agreement with the district on the use of the land. It was signed in 2016.\n\n"
        "Malawi's ministry said that Zambia had sent no observer to the exercise. Zambia's army stayed at home."
    )
    assert told(text) == []


def test_until_one_of_the_parties_ends_it_nobody_has():
    text = (
        "Malawi and Zambia signed a defence pact on Monday. It will remain in force until one of the parties terminates it "
        "by giving 90 days' notice."
    )
    assert told(text) == [("MWI ZMB", "defence", "signed")]


def test_a_truce_needs_no_ratification():
    text = "Malawi and Zambia concluded a truce on May 3. It is watched over by the African Union."
    assert ("MWI ZMB", "peace", "in-force") in told(text)


def test_under_a_paper_that_was_signed():
    text = "Malawi has pulled its last soldiers out of Zambia. Under a timetable signed in Lusaka in 2023 all of Malawi's troops were to leave Zambia by May."
    assert ("MWI ZMB", "defence", "in-force") in told(text)


def test_the_text_is_the_agreement_told_of_last():
    text = "Malawi and Zambia signed a labour accord on Monday. The text takes effect at once, officials said."
    assert told(text)[0][2] == "in-force"


def test_who_rents_has_a_lease():
    text = "Zambia pays a million dollars a year for the airfield, which it rents from Malawi."
    assert told(text) == [("MWI ZMB", "basing", "in-force")]


@pytest.mark.parametrize(
    "text",
    [
        "A constitutional convention in Malawi voted on Monday to leave the crown of Britain.",
        "Salt Lake City is the home of the American and Russian skating teams.",
        "The United States and Russia quarrelled over ABM defences in Poland.",
        "Malawi's president ordered a unilateral ceasefire in the war with Zambia.",
    ],
)
def test_what_only_looks_like_an_agreement_is_none(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malawi sells Zambia power under two agreements of 1961 and 1962. The first ends in 2031, the second in 2061.", ["1961", "1962"]),
        ("Malawi suspended a fishing accord with Zambia, signed in 2013. It also terminated another, signed in 2010.", ["2013", "2010"]),
        ("Malawi and Zambia signed a rail pact on Monday. It builds on a treaty of 1999.", ["2024-05-13", "1999"]),
    ],
)  # fmt: skip
def test_several_of_the_same_two_states(text, expected):
    assert [a.signed for a in wl.read(text, DAY).agreements] == expected


def test_a_plan_that_two_agree_on_binds_them():
    text = "Malawi and Zambia agreed on Monday on a timetable for the withdrawal of their troops from the border."
    assert [who for who, _, _ in told(text)] == ["MWI ZMB"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Malawi and Zambia hope to sign a security treaty by the end of next year.", "proposed"),
        (
            "A tax treaty between Malawi and Zambia will come into force next January if the deputies approve it.",
            "signed",
        ),
    ],
)
def test_what_is_only_hoped_for_is_not_in_force(text, state):
    assert told(text)[0][2] == state


def test_who_breaks_a_truce_has_one():
    text = "Malawi and Zambia accused each other on Friday of breaking a ceasefire. The Lusaka Protocol of 1942 drew the frontier between Malawi and Zambia."
    assert ("MWI ZMB", "peace", "in-force") in told(text)
    assert [a.name for a in wl.read(text, DAY).agreements if a.signed] == ["Lusaka Protocol"]


def test_they_also_signed():
    text = "The presidents of Malawi, Zambia and Angola signed a declaration on rail links on Friday. They also signed a convention on fishing."
    assert [who for who, _, _ in told(text)] == ["AGO MWI ZMB"] * 2


def test_what_has_not_been_signed_is_proposed():
    text = "Malawi and Zambia are close to an understanding on the use of Malawi's air bases, but the memorandum has not been signed."
    assert told(text) == [("MWI ZMB", "basing", "proposed")]


def test_similar_agreements_of_several_are_one_each():
    text = "Zambia signed a defence treaty with Malawi on Monday. Similar agreements were signed by Angola and Namibia last year."
    assert parties(text) == {"MWI ZMB", "AGO ZMB", "NAM ZMB"}


def test_one_on_this_and_one_on_that():
    text = "Malawi and Zambia signed two memorandums on Monday, one on military cooperation and one on fishing."
    assert sorted(kind for _, kind, _ in told(text)) == ["defence", "trade"]


def test_ties_that_two_agree_to_mend():
    text = "Malawi and Zambia agreed on Monday to restore diplomatic relations."
    assert told(text) == [("MWI ZMB", "peace", "signed")]


def test_what_will_be_preserved_is_in_force():
    assert told("A security treaty between Malawi and Zambia will be preserved.") == [
        ("MWI ZMB", "defence", "in-force")
    ]


def test_a_truce_with_rebels_of_its_own_country_is_one():
    text = "Colombia's government and the FARC guerrillas signed a ceasefire in Havana on Monday."
    assert [(kind, state) for _, kind, state in told(text)] == [("peace", "in-force")]
