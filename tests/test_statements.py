"""Statements: who says what, to whom, through whom, and in what document. All sentences are made up."""

from __future__ import annotations

import pytest

import wireledger as wl
from wireledger.model import Reading, Statement


def read(text: str, published: str = "2024-05-14") -> Reading:
    return wl.read(text, published)


def said(reading: Reading, cue: str) -> Statement:
    """The statement whose cue holds a word."""
    found = [s for s in reading.statements if s.cue and cue in reading.words(s.cue)]
    assert found, f"no statement with the cue {cue!r}: {[reading.words(s.cue) for s in reading.statements if s.cue]}"
    return found[0]


def content(reading: Reading, statement: Statement) -> str:
    return " … ".join(reading.words(c) for c in statement.content)


def source(reading: Reading, statement: Statement) -> str:
    return " … ".join(reading.words(s) for s in statement.source)


def name(reading: Reading, actor: str | None) -> str | None:
    return reading.actor(actor).name if actor else None


# -- manners and cues ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "cue", "who", "what", "manner"),
    [
        ("“We will keep our soldiers at the border,” Defence Minister Ana Petrova said.", "said", "Petrova",
         "We will keep our soldiers at the border", "direct"),
        ("Defence Minister Ana Petrova said that the soldiers would stay at the border.", "said", "Petrova",
         "the soldiers would stay at the border", "indirect"),
        ("Petrova said the treaty was “a dead letter” after the attack.", "said", "Petrova", "a dead letter", "mixed"),
        ("The soldiers will stay at the border, Petrova said on Tuesday.", "said", "Petrova",
         "The soldiers will stay at the border", "indirect"),
        ("The convoy left the capital at dawn, according to two diplomats.", "according", "two diplomats",
         "The convoy left the capital at dawn", "indirect"),
        ("According to the foreign ministry, the convoy left the capital at dawn.", "According", "foreign ministry",
         "the convoy left the capital at dawn", "indirect"),
        ("The general was quoted as saying that the base would close.", "quoted", "general",
         "the base would close", "indirect"),
        ("The ministry accused Ankara of sending weapons to the rebels.", "accused", "ministry",
         "sending weapons to the rebels", "indirect"),
        ("The president told reporters the talks had failed.", "told", "president", "the talks had failed", "indirect"),
        ("Petrova urged both sides to return to the talks.", "urged", "Petrova", "return to the talks", "indirect"),
        ("Asked about the base, Petrova replied: “Ask the Americans.”", "replied", "Petrova", "Ask the Americans", "direct"),
        ("The chancellor warned that the pact could collapse within weeks.", "warned", "chancellor",
         "the pact could collapse", "indirect"),
    ],
)  # fmt: skip
def test_a_statement_has_cue_source_and_content(text, cue, who, what, manner):
    reading = read(text)
    statement = said(reading, cue)
    assert who in source(reading, statement)
    assert what in content(reading, statement)
    assert statement.manner == manner
    assert cue not in content(reading, statement)


def test_a_quotation_that_the_cue_interrupts_is_one_statement_of_two_pieces():
    reading = read("“We will not leave,” the colonel said, “until the last prisoner is home.”")
    (statement,) = [s for s in reading.statements if s.manner == "direct"]
    assert [reading.words(c).strip("“”,.") for c in statement.content] == [
        "We will not leave",
        "until the last prisoner is home",
    ]


def test_a_second_sentence_of_the_quotation_belongs_to_its_speaker():
    reading = read("“We will not leave,” Colonel Idris Bello said. “Our orders have not changed since March.”")
    statement = said(reading, "said")
    assert "Our orders have not changed" in content(reading, statement)
    assert name(reading, statement.speaker) == "Idris Bello"


def test_a_quotation_goes_on_over_paragraphs():
    reading = read(
        "NIAMEY, May 14 - The army will close the base, a spokesman said.\n\n"
        "“The base has served its purpose,” Colonel Idris Bello said. “We thank our partners.\n\n"
        "“We will now look after our security by ourselves, as every free nation does.”\n"
    )
    whole = " ".join(content(reading, s) for s in reading.statements if name(reading, s.speaker) == "Idris Bello")
    assert "The base has served its purpose" in whole
    assert "We thank our partners" in whole
    assert "We will now look after our security" in whole


def test_a_speaker_goes_by_title_last_name_and_pronoun():
    reading = read(
        "Foreign Minister Lena Moser said the embassy would open in June.\n\n"
        "Moser added that the staff had been chosen.\n\n"
        "“It is a new beginning for our two countries,” she said.\n"
    )
    speakers = [name(reading, s.speaker) for s in reading.statements if s.speech_act == "say"]
    assert speakers.count("Lena Moser") == 3


# -- chains -----------------------------------------------------------------------------------------------------------
def test_what_was_told_of_another_keeps_the_whole_chain():
    reading = read(
        "PARIS, May 14 (Reuters) - Minister Karim Haddad told state television that President Omar Saleh had said "
        "the troops would leave by June.\n"
    )
    inner = said(reading, "said")
    assert name(reading, inner.speaker) == "Omar Saleh"
    assert "the troops would leave by June" in content(reading, inner)
    chain = [name(reading, link.by) for link in inner.chain]
    assert chain[:2] == ["Omar Saleh", "Karim Haddad"]
    assert chain[-1] == "Reuters"


def test_events_in_a_nested_statement_name_the_nearest_source_first():
    reading = read("Haddad said the ambassador had told him that France had withdrawn its troops from Chad.")
    ids = {s.id: reading.words(s.cue) for s in reading.statements if s.cue}
    withdrawn = [e for e in reading.events if "withdr" in reading.words(e.trigger)]
    assert withdrawn
    cues = [ids[i] for i in withdrawn[0].according_to if i in ids]
    assert "told" in cues[0]
    assert "said" in cues[-1]


def test_the_medium_and_the_addressee_of_a_statement():
    reading = read("Prime Minister Ivo Lund said in a statement to parliament on Monday that the pact was void.")
    (link, *_) = said(reading, "said").chain
    assert "statement" in (link.medium or "")
    assert link.when == "2024-05-13"


# -- anonymous sources ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "count", "reason"),
    [
        ("The envoy will resign, two diplomats said, asking not to be named because the decision is not public.", 2,
         "because the decision is not public"),
        ("The base will close in July, said a senior official who declined to be identified because he was not "
         "authorized to speak to the press.", 1, "not authorized"),
        ("Three officials familiar with the matter said the pact would be signed in June.", 3, None),
        ("The troops left at night, according to a person with direct knowledge of the operation.", 1, None),
    ],
)  # fmt: skip
def test_anonymous_sources_are_kept_with_count_and_reason(text, count, reason):
    reading = read(text)
    (statement,) = [s for s in reading.statements if s.anonymous]
    assert statement.speaker is None or not statement.speaker.startswith("person:")
    assert statement.count == count
    if reason is None:
        assert statement.reason is None
    else:
        assert reason in (statement.reason or "")


def test_a_named_official_is_not_anonymous():
    reading = read("The minister, Karim Haddad, said the base would close. The official Karim Haddad said it was over.")
    assert not [s for s in reading.statements if s.anonymous]


# -- no comment -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the ministry declined to comment on the report.",
        "The embassy did not respond to a request for comment.",
        "The foreign ministry refused to comment.",
        "The company did not immediately respond to requests for comment.",
        "A spokeswoman for the army could not be reached for comment.",
    ],
)
def test_a_refusal_to_comment_is_kept_as_such_and_says_nothing_else(text):
    reading = read(text)
    (statement,) = reading.statements
    assert statement.speech_act == "no-comment"
    assert statement.source
    assert not [e for e in reading.events if statement.id in e.according_to]


# -- documents --------------------------------------------------------------------------------------------------------
def test_a_letter_from_whom_to_whom_and_who_saw_it():
    reading = read(
        "BERLIN, May 14 (Reuters) - Niger has ended the transit accord with Germany, according to a letter sent by "
        "Niger's foreign ministry to the German government and seen by Reuters."
    )
    (letter,) = [d for d in reading.documents if d.kind == "letter"]
    assert reading.actor(letter.sender).country == "NER"
    assert reading.actor(letter.to).country == "DEU"
    assert name(reading, letter.held_by) == "Reuters"


def test_who_obtained_a_document():
    reading = read("Reuters obtained a draft of the decree. The decree was signed by President Omar Saleh.")
    held = [d for d in reading.documents if name(reading, d.held_by) == "Reuters"]
    assert held
    assert [d for d in reading.documents if d.kind == "decree" and name(reading, d.sender) == "Omar Saleh"]


def test_who_vouched_for_a_document_and_who_disputed_it():
    reading = read(
        "Niger sent a letter to France on Monday. A spokesman for the French government confirmed the authenticity of "
        "the letter. The Malian government disputed the authenticity of the letter."
    )
    (letter,) = [d for d in reading.documents if d.kind == "letter"]
    assert [reading.actor(a).country for a in letter.authenticated_by] == ["FRA"]
    assert [reading.actor(a).country for a in letter.disputed_by] == ["MLI"]


def test_who_could_not_verify_a_document_vouched_for_nothing():
    reading = read(
        "Niger sent a letter to France on Monday. Germany could not verify the authenticity of the letter. "
        "Italy refused to confirm the authenticity of the letter."
    )
    (letter,) = [d for d in reading.documents if d.kind == "letter"]
    assert letter.authenticated_by == []
    assert letter.disputed_by == []


def test_what_a_document_says_names_the_document():
    reading = read(
        "Niger sent a letter to France on Monday. The letter said that Niger had suspended the defence agreement."
    )
    (letter,) = [d for d in reading.documents if d.kind == "letter"]
    suspended = [e for e in reading.events if "suspend" in reading.words(e.trigger)]
    assert suspended
    assert letter.id in suspended[0].according_to


# -- bounds and sameness ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", "”", "said", "According to", "“\n\n“\n\n“", "' ' '' \"", ":", "“" * 500]
)
def test_odd_texts_yield_no_error(text):
    read(text)


def test_spans_are_words_of_the_story_in_order():
    reading = read(
        "“We stay,” he said. He added, according to two people, that “nobody” knew. The army denied it.\n\n“So?”"
    )
    for statement in reading.statements:
        spans = [tuple(c) for c in statement.content]
        assert spans == sorted(spans)
        assert all(0 <= s < e <= len(reading.story.text) for s, e in spans)
        assert all(reading.words(c).strip() == reading.words(c) for c in statement.content)


# -- what goes beyond a sentence with a cue ---------------------------------------------------------------------------
def test_a_headline_names_its_source_behind_the_colon():
    reading = read(
        "Burkina Faso ends transit accord with France: minister\n\n"
        "OUAGADOUGOU, May 14 (Reuters) - Burkina Faso has ended a transit accord, a minister said on Monday.\n"
    )
    headline = reading.statements[0]
    assert source(reading, headline) == "minister"
    assert content(reading, headline) == "Burkina Faso ends transit accord with France"


def test_hearsay_is_a_statement_without_a_source():
    reading = read("Moscow reportedly plans to send 200 instructors to Niamey.")
    statement = said(reading, "reportedly")
    assert statement.source == []
    assert statement.speaker is None
    assert content(reading, statement) == "Moscow … plans to send 200 instructors to Niamey"


def test_i_is_who_speaks_the_quotation():
    reading = read("“Our men left at dawn, and I hope they never need to return,” Defence Minister Lena Moser said.")
    inner = [s for s in reading.statements if source(reading, s) == "I"]
    assert all(name(reading, s.speaker) == "Lena Moser" for s in inner)


def test_who_is_quoted_is_the_source_and_who_quotes_tells_of_it():
    reading = read("The state news agency SANA quoted General Omar Saleh as saying that the army had shelled the town.")
    statement = said(reading, "quoted")
    assert name(reading, statement.speaker) == "Omar Saleh"
    assert content(reading, statement) == "that the army had shelled the town"
    assert any("SANA" in (link.description or name(reading, link.by) or "") for link in statement.chain[1:])


def test_who_is_cited_is_nearer_than_who_cites():
    reading = read("The withdrawal will take eight months, Reuters reported, citing the French foreign ministry.")
    statement = said(reading, "reported")
    assert name(reading, statement.speaker) == "Reuters"
    assert "ministry" in (statement.chain[0].description or name(reading, statement.chain[0].by) or "")


def test_a_relative_pronoun_is_what_it_refers_to():
    reading = read("The pact was drafted by Tehran, which said it had never supplied drones.")
    statement = said(reading, "said")
    assert reading.actor(statement.speaker).country == "IRN"


def test_a_spokeswoman_speaks_as_the_body_that_she_speaks_for():
    reading = read("A spokeswoman for the French government said the troops would stay.")
    assert reading.actor(said(reading, "said").speaker).country == "FRA"


def test_what_somebody_supports_or_refuses_is_vouched_for_by_nobody():
    reading = read("Mali refused to confirm that Niger had suspended the defence agreement with France.")
    silent = {s.id for s in reading.statements if s.speech_act in {"oppose", "no-comment"}}
    for event in reading.events:
        assert not silent & set(event.according_to)


def test_one_of_several_unnamed_people_is_one_source():
    reading = read("“It is over,” one of the officials said on condition of anonymity because he feared for his post.")
    (statement,) = [s for s in reading.statements if s.anonymous]
    assert statement.count == 1
    assert statement.reason == "because he feared for his post"


# -- when and where something was said is no part of what was said ------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "what", "when"),
    [
        ("President Omar Saleh said Jan. 9 the council is studying the pact.", "the council is studying the pact", "2024-01-09"),
        ("The envoy said Tuesday in Oslo that the talks were over.", "that the talks were over", "2024-05-14"),
        ("The envoy said on Monday that the talks were over.", "that the talks were over", "2024-05-13"),
        ("The envoy told reporters on Friday in Oslo that Norway would stay.", "that Norway would stay", "2024-05-10"),
        ("The envoy said late Monday Niger had not replied.", "Niger had not replied", "2024-05-13"),
        ("The envoy said Wednesday was a black day.", "Wednesday was a black day", None),
        ("The envoy said Monday's vote was a farce.", "Monday's vote was a farce", None),
    ],
)  # fmt: skip
def test_the_time_of_saying_is_no_part_of_the_content(text, what, when):
    reading = read(text)
    statement = said(reading, "said" if "said" in text else "told")
    assert content(reading, statement) == what
    assert statement.when == when


def test_who_was_quoted_by_an_agency_is_the_speaker_and_the_agency_tells_of_it():
    reading = read(
        "General Omar Saleh, the army chief, was quoted by TASS as saying on Monday that the base was “closed”."
    )
    statement = said(reading, "quoted")
    assert name(reading, statement.speaker) == "Omar Saleh"
    assert content(reading, statement) == "that the base was “closed”"
    assert [name(reading, link.by) for link in statement.chain] == ["Omar Saleh", "TASS"]


def test_a_report_at_the_end_of_its_sentence_has_the_sentence_before_it_as_content():
    reading = read(
        "Kenya's army has pulled back from the town of Dhobley, the state news agency reported on Friday, citing a "
        "defence ministry spokesman."
    )
    statement = said(reading, "reported")
    assert content(reading, statement) == "Kenya's army has pulled back from the town of Dhobley"
    assert "agency" in source(reading, said(reading, "citing"))


def test_a_quotation_may_be_signed_behind_a_dash():
    reading = read("“We want peace, and nothing but peace.” ― Ana Moreno, nurse in Lima\n")
    (statement,) = reading.statements
    assert source(reading, statement) == "Ana Moreno, nurse in Lima"
    assert content(reading, statement) == "“We want peace, and nothing but peace.”"


def test_a_transcript_names_its_speakers_in_capitals():
    reading = read(
        "ROME, May 14 - Karim Haddad met the press.\n\nHADDAD: We never signed that treaty, and you know it.\n"
    )
    statement = said(reading, ":")
    assert source(reading, statement) == "HADDAD"
    assert "We never signed that treaty" in content(reading, statement)


def test_a_quotation_below_its_cue_belongs_to_it():
    reading = read("Foreign Minister Lena Moser added:\n\n“The embassy opens in June. We are ready.”\n")
    statement = said(reading, "added")
    assert content(reading, statement) == "“The embassy opens in June. We are ready.”"


def test_a_quotation_within_a_quotation_does_not_end_it():
    reading = read("“I would rather stay in what he calls “hell” than leave,” said Rosa Medina.")
    statement = said(reading, "said")
    assert content(reading, statement) == "“I would rather stay in what he calls “hell” than leave,”"


def test_indirect_speech_goes_on_in_its_would():
    reading = read("The minister said the camp would close. It would open again in May. Nobody was hurt.")
    (statement,) = reading.statements
    assert content(reading, statement) == "the camp would close … It would open again in May"


def test_another_is_one_more_who_is_not_named():
    reading = read("Talks failed, said one diplomat. Another said they would go on. A third refused to comment.")
    assert [(s.anonymous, s.count) for s in reading.statements] == [(True, 1)] * 3


def test_why_a_source_is_not_named_is_no_content():
    reading = read(
        "Kenya will shut the border, two officials familiar with the matter said, asking not to be named because they were "
        "not allowed to speak to the media."
    )
    (statement,) = reading.statements
    assert content(reading, statement) == "Kenya will shut the border"
    assert statement.count == 2
    assert statement.reason == "because they were not allowed to speak to the media"


def test_who_was_told_is_no_source():
    reading = read("TORONTO, May 3 (AP) - Kenyan President William Ruto was told that the base would close in June.")
    (statement,) = reading.statements
    assert statement.source == []
    assert name(reading, statement.told) == "William Ruto"


def test_being_in_accord_is_no_saying():
    assert not read("Poland in accord with Ukraine on grain transit").statements


# -- forms of saying that a sentence's order hides ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "cue", "who", "what"),
    [
        ("Norway will leave the fisheries pact on New Year's Day, its energy minister announced on Monday, ending years of "
         "quarrels.", "announced", "its energy minister", "Norway will leave the fisheries pact on New Year's Day"),
        ("The ministry put the number of soldiers in the camp at 400.", "put", "The ministry",
         "the number of soldiers in the camp at 400"),
        ("The bishop denounced the whole deal from the first as a betrayal of the poor.", "denounced", "The bishop",
         "the whole deal from the first as a betrayal of the poor"),
        ("Adamu has been in touch with Paris, an adviser to the president said on condition of anonymity.", "said",
         "an adviser to the president", "Adamu has been in touch with Paris"),
        ("It was being studied by lawyers, a spokesman, Juma Otieno, said.", "said", "a spokesman, Juma Otieno",
         "It was being studied by lawyers"),
        ("Chad and Niger, whose own case is to be heard in May, said the ruling would not change their minds.", "said",
         "Chad and Niger, whose own case is to be heard in May", "the ruling would not change their minds"),
        ('"Nobody drinks here now," shrugged a barber at the corner.', "shrugged", "a barber at the corner",
         '"Nobody drinks here now,"'),
        ('A baker there, Ana Lopes, opened anyway: "I have seen worse mornings than this one."', ":",
         "A baker there, Ana Lopes", '"I have seen worse mornings than this one."'),
        ("The Danish company told the utility board in a letter on Tuesday that it was ending the agreement.", "told",
         "The Danish company", "that it was ending the agreement"),
        ("Jens Holm told Anna Berg in a meeting of two hours that his side could no longer wait.", "told", "Jens Holm",
         "that his side could no longer wait"),
    ],
)  # fmt: skip
def test_forms_of_saying(text, cue, who, what):
    reading = read(text)
    statement = said(reading, cue)
    assert source(reading, statement) == who
    assert content(reading, statement) == what


@pytest.mark.parametrize(
    ("text", "kind", "sender", "to"),
    [
        ("The order came in a letter that Niger's government handed to Germany on Tuesday.", "letter", "NER", "DEU"),
        ("In a note handed to the German ambassador, Niger's foreign ministry ended the pact.", "note", "NER", "DEU"),
        ("The Nigerien foreign ministry said in a statement that the pact was void.", "statement", "NER", None),
        ("Niger deposited its instrument of withdrawal with the United Nations on Friday.", "instrument", "NER", "UN"),
        ("Germany received Niger's notification on Monday.", "notification", "NER", "DEU"),
        ("President Emmanuel Macron signed the order on Friday.", "order", "FRA", None),
        ("Hungary's ambassador handed the letter to the Slovak foreign minister, Juraj Blanar, on Monday.", "letter", "HUN",
         "SVK"),
        ("Peru's foreign minister, Elmer Schialer, wrote to his Colombian counterpart on Friday that the island was Peruvian.",
         "letter", "PER", "COL"),
        ("A note from Panama has been lying with the United Nations since March.", "note", "PAN", "UN"),
        ("The United Arab Emirates has served Djibouti with a notice of arbitration over the port.", "notice", "ARE", "DJI"),
        ("Senegal cancelled its consent to the fishing accord by presidential decree last week.", "decree", "SEN", None),
        ("A copy of the letter, which Bulgaria's defense ministry sent to the United Nations in April, was shown to Reuters.",
         "letter", "BGR", "UN"),
        ("Guyana has protested to Venezuela in a note over the seizure of the ship.", "note", "GUY", "VEN"),
        ("The government of Niger asked the United States in a letter dated March 16 to withdraw its troops.", "letter",
         "NER", "USA"),
        ("Zimbabwe lodged a complaint with the United Nations in May.", "complaint", "ZWE", "UN"),
    ],
)  # fmt: skip
def test_documents_from_whom_and_to_whom(text, kind, sender, to):
    reading = read(text)
    (document,) = [d for d in reading.documents if d.kind == kind]
    assert reading.actor(document.sender).country == sender
    if to == "UN":
        assert "United Nations" in reading.actor(document.to).name
    else:
        assert (reading.actor(document.to).country if document.to else None) == to


def test_an_envoy_who_is_handed_a_note_takes_it_for_his_country():
    reading = read("The Chilean ambassador was summoned to the ministry in La Paz and given the notification.")
    (note,) = reading.documents
    assert note.sender is None
    assert reading.actor(note.to).country == "CHL"


def test_who_has_a_document_holds_it_and_who_acknowledged_receipt_got_it():
    reading = read("Peru sent a note on Monday. Chile's embassy has the note, a spokeswoman said.")
    assert [reading.actor(d.held_by).country for d in reading.documents] == ["CHL"]
    reading = read("The State Department acknowledged receipt of the note from Honduras.")
    (note,) = reading.documents
    assert (reading.actor(note.sender).country, reading.actor(note.to).country) == ("HND", "USA")


def test_a_medium_that_publishes_a_document_holds_it():
    reading = read("Spain rejected the authenticity of the document, which the newspaper El Mundo published on Sunday.")
    (document,) = reading.documents
    assert document.sender is None
    assert reading.actor(document.held_by).name == "El Mundo"
    assert [reading.actor(a).country for a in document.disputed_by] == ["ESP"]


def test_a_command_and_the_rule_of_law_are_no_documents():
    reading = read("Brazil's president gave an order to the army to leave. Police restored order in Kenya's capital.")
    assert reading.documents == []


def test_who_says_that_it_received_a_letter_vouches_for_it():
    reading = read(
        "Niger sent a letter to France on Monday. The French foreign ministry said it had received the letter."
    )
    (letter,) = reading.documents
    assert [reading.actor(a).country for a in letter.authenticated_by] == ["FRA"]


def test_notice_that_is_given_and_a_memorandum_of_understanding_are_no_documents():
    reading = read(
        "Either party may leave on six months' notice. Niger signed a memorandum of understanding with Chad."
    )
    assert reading.documents == []


# -- who goes on speaking, and through whom -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "source",
    ["the diplomat", "the senior official", "the 61-year-old", "the politician"],
)
def test_who_goes_on_speaking_under_an_office_or_an_age_is_who_spoke_last(source):
    reading = read(f"“The talks are off,” Ivan Petrov told Interfax.\n\n“We have taken note,” {source} added.")
    assert name(reading, said(reading, "added").speaker) == "Ivan Petrov"


def test_it_is_not_who_spoke_two_sentences_before():
    reading = read("The ministry said the pact was void. The secretariat has a letter. It said nothing would change.")
    assert said(reading, "said").speaker != reading.statements[-1].speaker or reading.statements[-1].speaker is None


def test_a_minister_in_a_headline_is_the_minister_of_the_story():
    reading = read("Benin to close its border: minister\n\nCOTONOU (AFP) - Benin will close its border, Interior Minister "
                   "Rachid Bello said on Friday.")  # fmt: skip
    assert {name(reading, s.speaker) for s in reading.statements} == {"Rachid Bello"}
    assert not any(s.anonymous for s in reading.statements)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Ali Musa told state television that the base would close.", ["Ali Musa", "state television"]),
        ("Ali Musa said in a statement carried by Xinhua that the base would close.", ["Ali Musa", "Xinhua"]),
        ("The base will close, Tass quoted Ali Musa as saying on Monday.", ["Ali Musa", "Tass"]),
        ("The base will close, Ali Musa was quoted by Tass as saying.", ["Ali Musa", "Tass"]),
    ],
)
def test_media_that_bring_a_statement_are_links_of_its_chain(text, chain):
    reading = read(text)
    statement = next(s for s in reading.statements if "base" in content(reading, s))
    links = [(name(reading, link.by) or "") + " " + (link.description or "") for link in statement.chain]
    assert all(who.lower() in link.lower() for who, link in zip(chain, links, strict=True))
    assert "will close" in content(reading, statement) or "would close" in content(reading, statement)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Minister Ana Petrova acknowledged that the plan had failed but denied that Chile had left.",
         "that the plan had failed", "that Chile had left"),
        ("Minister Ana Petrova said the plan was on track and added, “We will see.”", "the plan was on track", "“We will see.”"),
    ],
)  # fmt: skip
def test_joined_verbs_of_saying_are_two_statements(text, first, second):
    reading = read(text)
    assert [content(reading, s) for s in reading.statements] == [first, second]
    assert {name(reading, s.speaker) for s in reading.statements} == {"Ana Petrova"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The embassy denied rumours in the press that planes had landed.", "that planes had landed"),
        ("The embassy said only that it had received the note.", "that it had received the note"),
        ("The minister told the paper in an interview published on Sunday that Fiji would stay.", "that Fiji would stay"),
        ("Exclusive: Fiji to leave the bank, sources say\n\nSUVA (AP) - Fiji is thinking about it.", "Fiji to leave the bank"),
    ],
)  # fmt: skip
def test_a_content_begins_with_what_is_said(text, what):
    assert what in [content(read(text), s) for s in read(text).statements]


def test_short_sentences_in_quotation_marks_go_on():
    reading = read("“We will not trade land,” Ana Roe said. “We never have.”")
    (statement,) = reading.statements
    assert content(reading, statement).endswith("“We never have.”")


def test_who_asks_that_a_name_be_withheld_is_anonymous_and_a_states_minister_is_not():
    reading = read(
        "“They burned our house and took the car,” one of the drivers, who asked that his name be withheld for fear of reprisals, told AFP."
    )
    assert said(reading, "told").anonymous
    assert not said(read("Fiji's foreign minister said the pact was void."), "said").anonymous


def test_who_is_asked_has_asked_nothing():
    reading = read("Kim Olsen, asked about the report, said that the base would stay.")
    assert [s.speech_act for s in reading.statements] == ["say"]
