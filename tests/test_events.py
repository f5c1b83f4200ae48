"""The event stage: one clear example a rule, read the whole way through."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wireledger as wl


def events(text: str, published: str | None = "2024-05-06"):
    return wl.read(text, published).events


def coded(text: str) -> list[tuple[str, str | None, list[str], list[str]]]:
    return [(e.type, e.mode, e.actors, e.recipients) for e in events(text)]


def happened(text: str) -> list[str]:
    return [e.type for e in events(text) if e.status == "happened"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya ended its defence accord with Tanzania.",
        "The defence accord with Tanzania was ended by Kenya.",
        "Kenya put an end to its defence accord with Tanzania.",
        "Kenya announced the termination of its defence accord with Tanzania.",
        "Kenya decided to terminate the accord with Tanzania.",
    ],
    ids=["active", "passive", "light verb", "nominal", "infinitive"],
)
def test_an_ending_is_read_in_every_form_of_clause(text):
    assert ("SANCTION", "discontinue", ["state:KEN"], ["state:TZA"]) in coded(text)


def test_the_trigger_and_the_roles_have_their_exact_words():
    text = "Poland has expelled the Belarusian ambassador."
    reading = wl.read(text, "2024-05-06")
    (event,) = reading.events
    assert reading.words(event.trigger) == "expelled"
    assert {role: [reading.words(s) for s in spans] for role, spans in event.spans.items()} == {
        "trigger": ["expelled"],
        "actor": ["Poland"],
        "recipient": ["the Belarusian ambassador"],
    }


def test_a_noun_with_its_owner_and_object_is_an_event():
    found = coded("Germany criticised Mali's expulsion of the Danish ambassador.")
    assert ("SANCTION", "expel") in {(t, m) for t, m, _, _ in found}
    assert ("ACCUSE", "disapprove") in {(t, m) for t, m, _, _ in found}


def test_time_to_leave_is_an_order_to_leave():
    (event,) = events("Niger gave the Belgian soldiers two months to leave the country.")
    assert (event.type, event.mode, event.status, event.actors) == ("SANCTION", "expel", "ordered", ["state:NER"])


def test_ambiguous_verbs_are_decided_by_their_arguments():
    assert coded("Germany withdrew its troops from Mali.")[0][:2] == ("RETREAT", "withdraw")
    assert coded("Germany withdrew its ambassador from Mali.")[0][:2] == ("SANCTION", "withdraw")
    assert coded("Germany withdrew from the treaty with Mali.")[0][:2] == ("SANCTION", "withdraw")


def test_coordinated_verbs_give_an_event_each():
    found = coded("Chad expelled the Danish ambassador and closed its border with Sudan.")
    assert [t for t, _, _, _ in found] == ["SANCTION", "COERCE"]
    assert {a for _, _, actors, _ in found for a in actors} == {"state:TCD"}


def test_what_two_do_together_goes_both_ways():
    (event,) = events("Japan and Australia held talks in Tokyo.")
    assert event.reciprocal
    assert event.actors == event.recipients == ["state:JPN", "state:AUS"]


def test_a_request_takes_its_mode_from_what_is_asked():
    assert coded("Senegal asked France to withdraw its troops.")[0][:2] == ("REQUEST", "yield")
    assert coded("Pakistan demanded talks with India.")[0][:2] == ("REQUEST", "meet")


def test_a_headline_and_its_body_give_one_event():
    text = "Kenya ends trade accord with Tanzania\n\nNAIROBI, May 6 (Agency) - Kenya has ended its trade accord with Tanzania.\n"
    assert len(events(text)) == 1


def test_numbers_are_typed():
    (event,) = events("Egyptian soldiers killed at least 12 Sudanese rebels.")
    (killed,) = event.magnitudes
    assert (killed.kind, killed.value, killed.bound) == ("killed", 12.0, "at-least")


@pytest.mark.parametrize(
    "text",
    [
        "The accord allows Danish soldiers to operate in Chad.",
        "Both countries have the right to terminate the accord.",
        "Ties between Ghana and Togo have frayed.",
        "The Visiting Forces Agreement is known in the United States.",
    ],
)
def test_terms_rights_and_moods_are_no_events(text):
    assert events(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "This is not the end of diplomatic relations between Ghana and Togo.",
        "Ethiopia did not attack Eritrea.",
        "Russia said that it had not attacked Lithuania.",
        "Ghana wants Togo to become an ally.",
        "Germany will withdraw its troops from Mali in June.",
        "If Mali expels the Danish ambassador, Denmark will respond.",
        "Spain may suspend the treaty with Morocco.",
        "Niger wants to end its accord with Italy.",
        "It would be wrong for Chad to leave the African Union.",
        "The time has come for Chad to end its accord with France.",
        "Either party may leave the pact by giving six months' notice.",
    ],
)
def test_what_is_negated_denied_wanted_planned_or_supposed_has_not_happened(text):
    assert happened(text) == []


def named(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Type, and what the actors and recipients are called."""
    reading = wl.read(text, "2024-05-06")
    called = {a.id: a.name for a in reading.actors}
    return [(e.type, [called[i] for i in e.actors], [called[i] for i in e.recipients]) for e in reading.events]


def test_people_without_a_name_take_part_and_become_actors():
    reading = wl.read("Gunmen in northern Nigeria kidnapped three nuns on Sunday.", "2024-05-06")
    (event,) = reading.events
    assert (event.type, event.mode) == ("ASSAULT", "abduct")
    (nuns,) = [a for a in reading.actors if a.id in event.recipients]
    assert (nuns.name, nuns.kind, nuns.country) == ("three nuns", "group", "NGA")


def test_two_groups_of_people_are_two_actors():
    text = "Police in Togo shot dead two people on Sunday. They arrested 17 people on Monday."
    recipients = [whom for _, _, whom in named(text)]
    assert recipients == [["two people"], ["17 people"]]


@pytest.mark.parametrize(
    ("text", "kind", "status", "when"),
    [
        ("Ghana and Italy will organise the withdrawal of Italian troops from Ghana by the end of July.", "RETREAT", "planned", "2024-07"),
        ("Oslo announced the closure of its embassy in Baghdad by July 2026.", "SANCTION", "planned", "2026-07"),
        ("Kenya's president visits Uganda in December.", "CONSULT", "planned", "2024-12"),
        ("Ghana ended its defence pact with Italy from Jan. 1 next year.", "SANCTION", "happened", "2024-05-06"),
    ],
)  # fmt: skip
def test_nothing_has_happened_on_a_day_to_come(text, kind, status, when):
    found = [e for e in events(text) if e.type == kind]
    assert [(e.status, e.when.value if e.when else None) for e in found] == [(status, when)]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A Turkish drone strike killed six Kurdish fighters in Syria.", "drone"),
        ("Hezbollah fired rockets at Israel.", "heavy-weapons"),
        ("Police in Togo fired tear gas at the protesters.", "crowd-control"),
        ("Israeli airstrikes killed 12 people in Lebanon.", "aerial"),
    ],
)
def test_the_weapon_is_the_mode_of_an_assault(text, mode):
    assert [e.mode for e in events(text) if e.type == "ASSAULT"] == [mode]


def test_what_is_welcomed_or_condemned_says_to_whom():
    text = "Kenya expelled the Danish ambassador on Monday.\n\nSweden condemned the decision. Uganda welcomed it.\n"
    found = [(t, a, r) for t, _, a, r in coded(text)]
    assert ("ACCUSE", ["state:SWE"], ["state:KEN"]) in found
    assert ("SUPPORT", ["state:UGA"], ["state:KEN"]) in found


def test_similar_measures_are_against_the_same():
    text = "The European Union imposed sanctions on Iran on Monday. Canada announced similar measures."
    assert ("SANCTION", ["state:CAN"], ["state:IRN"]) in [(t, a, r) for t, _, a, r in coded(text)]


def test_who_speaks_after_a_visit_made_it():
    (visit,) = [
        e
        for e in events("The Danish premier said after a visit to Iceland that he was content.")
        if e.type == "CONSULT"
    ]
    assert visit.mode == "visit"
    assert visit.recipients == ["state:ISL"]


def test_what_somebody_will_not_do_is_a_refusal_and_nothing_that_happened():
    (event,) = events("Niger will not renew the accord with Italy.")
    assert (event.type, event.status) == ("REJECT", "planned")


def test_a_verb_after_a_comma_and_a_time_of_its_own_is_not_negated_with_the_one_before():
    text = "Egypt has not recognised, and on Saturday again rejected, the treaty with Sudan."
    assert ("REJECT", "happened") in [(e.type, e.status) for e in events(text, "2024-05-06")]


def test_a_forecast_threatens_nobody():
    assert events("Kenya's weather office warned that a flood would reach Garissa on Tuesday.") == []


def test_history_is_not_dated_today():
    text = (
        "Kenya ended its trade accord with Tanzania on Monday.\n\nThe two signed the accord.\n\n"
        "German troops withdrew from Mali after a coup there.\n"
    )
    (withdrawal,) = [e for e in events(text) if e.type == "RETREAT"]
    assert withdrawal.background
    assert withdrawal.when is None or withdrawal.when.begin < "2024-05"


def test_the_news_itself_is_dated_by_publication():
    (event,) = events("Kenya has ended its trade accord with Tanzania.")
    assert event.when.value == "2024-05-06"
    (undated,) = events("Kenya has ended its trade accord with Tanzania.", None)
    assert undated.when is None


def test_sport_is_no_war():
    assert (
        events(
            "Norway attacked from the start and beat Portugal 2-1. The team's striker scored both goals of the match."
        )
        == []
    )


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Kenya Mali ended the accord with, .\n'\"“”0", max_size=120))
def test_any_text_is_read_and_every_span_lies_in_it(text):
    for event in events(text):
        for spans in event.spans.values():
            for start, end in spans:
                assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "source", "target", "kind", "quad"),
    [
        ("Kenya ended its trade accord with Tanzania.", "Kenya", "Tanzania", "SANCTION", 4),
        ("Tanzania was attacked by Kenya.", "Kenya", "Tanzania", "ASSAULT", 4),
        ("Kenya refused to release the pilots that Tanzania had asked for.", "Kenya", "Tanzania", "REJECT", 3),
        ("Kenya has agreed to send doctors to Tanzania.", "Kenya", "Tanzania", "AGREE", 1),
        ("Kenya gave food aid to Tanzania.", "Kenya", "Tanzania", "AID", 2),
        ("Kenya released the Tanzanian sailors.", "Kenya", "the Tanzanian sailors", "RETREAT", 2),
    ],
)
def test_a_pair_is_coded_from_source_to_target(text, source, target, kind, quad):
    s, t = text.index(source), text.index(target)
    answer = wl.code_pair(text, (s, s + len(source)), (t, t + len(target)))
    assert (answer["type"], answer["quad"]) == (kind, quad)
    assert 0 <= answer["score"] <= 1


def test_a_pair_always_has_an_answer():
    answer = wl.code_pair("Nothing here.", (0, 7), None)
    assert set(answer) == {"type", "mode", "quad", "score"}


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Norway called the Icelandic decision unwise.", "ACCUSE", ["Norway"], ["Iceland"]),
        ("Peru threw three Chilean diplomats out of the country.", "SANCTION", ["Peru"], ["three Chilean diplomats"]),
        ("Turkey closed its naval station in Albania.", "RETREAT", ["Turkey"], ["Albania"]),
        ("The rebels broke the truce with Chad.", "REJECT", ["The rebels"], ["Chad"]),
        ("Kenya stopped supplying maize to Somalia.", "SANCTION", ["Kenya"], ["Somalia"]),
        ("Rockets from Lebanon fell on the Israeli town.", "ASSAULT", None, ["Israel"]),
        ("Bolivia took Chile to court over a river.", "ACCUSE", ["Bolivia"], ["Chile"]),
    ],
)
def test_what_is_done_is_decided_by_the_whole_clause(text, kind, actors, recipients):
    found = [(who, whom) for t, who, whom in named(text) if t == kind]
    assert found
    assert found[0][1] == recipients
    assert actors is None or found[0][0] == actors


@pytest.mark.parametrize(
    "text",
    [
        "Djibouti hosts American troops.",
        "Niger missed the deadline set by the West African bloc.",
        "Kenya and Uganda set up a joint commission on the border.",
        "The government of Chad issued a statement.",
        "An official of Chad asked not to be named.",
        "Netanyahu told a rally of settlers that Israel would stay.",
        "Chad has raised no objection to the plan of Niger.",
    ],
)
def test_idioms_and_bare_negations_are_no_events(text):
    assert [e.type for e in events(text) if e.status == "happened"] == []


@pytest.mark.parametrize("again", ["So did Chad.", "Chad did the same.", "Chad followed suit."])
def test_what_another_does_likewise_is_the_same_event_by_another(again):
    found = named(f"Kenya expelled the Sudanese ambassador. {again}")
    assert found == [
        ("SANCTION", ["Kenya"], ["the Sudanese ambassador"]),
        ("SANCTION", ["Chad"], ["the Sudanese ambassador"]),
    ]


def test_what_somebody_says_that_another_must_do_is_a_demand():
    (event,) = events("Benin's foreign minister said that Niger must reopen the border.")
    assert (event.type, event.recipients, event.status) == ("REQUEST", ["state:NER"], "demanded")


def test_both_sides_are_the_two_that_were_told_of():
    found = named("Armenia shelled Azerbaijan on Sunday. France urged both sides to show restraint.")
    assert found[-1] == ("REQUEST", ["France"], ["Armenia", "Azerbaijan"])


def test_support_of_what_is_against_somebody_is_no_support_of_theirs():
    assert ("SUPPORT", ["France"], ["Mali"]) not in named("France supported operations against Mali.")


def test_a_clause_has_the_time_of_the_one_that_it_goes_on_from():
    found = {
        e.type: e.when.value
        for e in events("On May 2 Kenya expelled the Sudanese envoy and accused Chad of spying.")
        if e.when
    }
    assert found == {"SANCTION": "2024-05-02", "ACCUSE": "2024-05-02"}


def test_what_lies_behind_after_has_a_time_of_its_own():
    (event,) = [
        e
        for e in events("Qatar brokered a truce between Chad and Sudan after clashes in June 2008.")
        if e.type == "CONSULT"
    ]
    assert event.when is None or event.when.value != "2008-06"


def test_what_one_does_for_another_goes_one_way():
    (event,) = events("Spain extradited the suspect to Morocco.")
    assert event.type == "COOPERATE"
    assert not event.reciprocal


def test_people_without_a_name_may_be_told_something():
    told = events("Qatar told a group of Eritrean elders on Monday that it would withdraw from the pact.")
    assert "SANCTION" in [e.type for e in told]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Soldiers of Chad opened fire on Nigerian villagers.", "ASSAULT", {"TCD"}, {"NGA"}),
        ("Germany was dismayed by the decision of Chad.", "ACCUSE", {"DEU"}, {"TCD"}),
        ("The decision of Chad dismayed Germany.", "ACCUSE", {"DEU"}, {"TCD"}),
        ("India declared three Pakistani diplomats persona non grata.", "SANCTION", {"IND"}, {"PAK"}),
        ("The United States suspended $700 million in aid to Sudan.", "SANCTION", {"USA"}, {"SDN"}),
        ("Turkey, which sent the ships and welcomed the Libyan offer, wants more.", "SUPPORT", {"TUR"}, {"LBY"}),
        ("France withdrew the bulk of its troops from Niger.", "RETREAT", {"FRA"}, {"NER"}),
    ],
)
def test_who_does_what_to_whom(text, kind, actors, recipients):
    reading = wl.read(text, "2024-05-06")
    countries = {a.id: a.country for a in reading.actors}
    found = [
        ({countries[i] for i in e.actors}, {countries[i] for i in e.recipients})
        for e in reading.events
        if e.type == kind
    ]
    assert (actors, recipients) in found


def test_fighting_that_is_over_was_between_the_two_of_whom_the_story_tells():
    text = "Thailand accused Cambodia of laying mines. A truce in July had ended five days of fighting."
    fights = [e for e in events(text) if e.type == "ASSAULT"]
    assert fights
    assert set(fights[0].actors) == {"state:THA", "state:KHM"} == set(fights[0].recipients)


def test_a_day_may_be_counted_from_the_clause_above():
    found = events("Congo accused Rwanda on Friday, two days after Rwandan shells killed ten villagers in Goma.")
    (killing,) = [e for e in found if e.type == "ASSAULT"]
    assert killing.when.value == "2024-05-01"


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Denmark criticised the withdrawal of Italian troops from Kosovo.", "ACCUSE", {"DNK"}, {"ITA"}),
        ("Turkey hosted the leaders of Armenia and Azerbaijan.", "CONSULT", {"TUR"}, {"ARM", "AZE"}),
        ("Belarus walked away from the agreement with Poland.", "SANCTION", {"BLR"}, {"POL"}),
        ("Chadian troops arrived in Mali on Monday.", "MOBILIZE", {"TCD"}, {"MLI"}),
        ("Niger accused Benin of spying, a charge that Benin rejected.", "REJECT", {"BEN"}, {"NER"}),
    ],
)
def test_whom_a_deed_or_an_answer_is_to(text, kind, actors, recipients):
    test_who_does_what_to_whom(text, kind, actors, recipients)


def test_what_a_quotation_orders_has_not_happened():
    assert "RETREAT" not in happened('"Release our sailors at once," the Philippine president told China.')


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Expelled from Georgia on Friday, the Armenian consul flew home.", "SANCTION", set(), {"ARM"}),
        ("The Saudi crown prince was received in Ankara.", "CONSULT", {"TUR"}, {"SAU"}),
        ("Clashes broke out between Sudanese and Ethiopian troops.", "ASSAULT", {"SDN", "ETH"}, {"SDN", "ETH"}),
        ("Caracas said the Colombian army was behind the blast.", "ACCUSE", {"VEN"}, {"COL"}),
        ("Chad and Israel exchanged ambassadors.", "SUPPORT", {"TCD", "ISR"}, {"TCD", "ISR"}),
    ],
)
def test_further_forms_of_clauses(text, kind, actors, recipients):
    test_who_does_what_to_whom(text, kind, actors, recipients)


def test_negotiations_that_somebody_is_in_go_on():
    (event,) = events("Chad is in negotiations with Niger.")
    assert (event.type, event.status) == ("CONSULT", "ongoing")


def test_force_that_is_used_is_nobody():
    (event,) = [e for e in events("The African Union threatened to use force against Mali.") if e.type == "THREATEN"]
    assert event.recipients == ["state:MLI"]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Ethiopia recalled its envoy to Sudan. Sudan withdrew its own from Ethiopia.", "SANCTION", {"SDN"}, {"ETH"}),
        ("Bolivia and Peru each expelled the other's ambassador.", "SANCTION", {"BOL", "PER"}, {"BOL", "PER"}),
        ("Denmark pulled its troops out of Mali in May. Sweden went in June.", "RETREAT", {"SWE"}, {"MLI"}),
        ("Latvia saw off the last Russian soldiers.", "RETREAT", {"RUS"}, {"LVA"}),
        ("Mali said that the Danish troops had a week to leave.", "SANCTION", {"MLI"}, {"DNK"}),
        ("Canada said that Russia had broken the treaty.", "ACCUSE", {"CAN"}, {"RUS"}),
        ("The American and Chinese ministers met in Singapore.", "CONSULT", {"USA", "CHN"}, {"USA", "CHN"}),
        ("Thailand pulled out of a memorandum with Cambodia.", "SANCTION", {"THA"}, {"KHM"}),
        ("The Egyptian minister flew to Doha, the first such visit in years.", "CONSULT", {"EGY"}, {"QAT"}),
    ],
)
def test_who_is_meant_by_what_is_left_out(text, kind, actors, recipients):
    test_who_does_what_to_whom(text, kind, actors, recipients)


def test_what_is_asked_for_is_part_of_the_asking():
    assert [e.type for e in events("Mali asked Denmark to sign the accord.")] == ["REQUEST"]


def test_a_surname_that_begins_a_sentence_is_the_person():
    reading = wl.read("President Juan Santos of Colombia spoke on Monday. Santos rejected the ruling.", "2024-05-06")
    rejected = next(e for e in reading.events if e.type == "REJECT")
    assert [a.name for a in reading.actors if a.id in rejected.actors] == ["Juan Santos"]


@given(st.sampled_from(["that", "which", "to", "and", "a treaty", "Chad", "threatens", "to attack", "vows", ","]).flatmap(
    lambda w: st.lists(st.just(w) | st.sampled_from(["Niger vows to attack", "the plan", "that"]), max_size=8)
))  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_what_completes_a_verb_stands_below_it(words):
    from wireledger.reading import frames
    from wireledger.reading.language import pipeline

    for token in pipeline()(" ".join(words)):
        if token.pos_ == "VERB":
            assert all(token.is_ancestor(c) for c in frames.of_verb(token).complements)
