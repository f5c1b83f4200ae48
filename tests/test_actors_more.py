"""More small stories: leaders by last name, compound offices, people by their gender, bodies taken up, names in capitals."""

from __future__ import annotations

import functools

import pytest

import wireledger as wl
from wireledger.knowledge.name_origins import fit
from wireledger.model import Actor, Reading

STORIES = {
    "summit": """\
BEIJING, June 18 (Agency) - U.S. Secretary of State Antony Blinken met his Chinese counterpart Qin Gang in Beijing on Sunday, and both sides spoke of candid talks.

The two ministers talked for five hours. Blinken invited Qin to Washington, the State Department said.

President Xi Jinping received Blinken on Monday. Xi said the two countries should respect each other. He sat at the head of the table.

NATO Secretary General Jens Stoltenberg, in Brussels, welcomed the visit. The alliance has warned Beijing over its ties with Moscow.

North Korea's Kim Jong Un and his sister, Kim Yo Jong, denounced the meeting. Pyongyang fired two missiles on Monday. Kim Jong Un watched the launch.
""",
    "capital": """\
KHARTOUM, May 1 (Agency) - Sudan's army and the Rapid Support Forces (RSF) agreed on Monday to a truce of a week, a spokesman for the army said.

Brigadier General Nabil Abdallah, the army's spokesman, said the paramilitary group had broken four truces. The RSF, led by General Mohamed Hamdan Dagalo, blamed the army.

Volker Perthes, the U.N. special envoy for Sudan, said both sides had agreed to send negotiators. Perthes spoke from Port Sudan.

Riek Machar, the vice president of neighbouring South Sudan, offered to mediate. Juba has good ties with both generals.

Egypt's Foreign Ministry said it had evacuated its citizens. Spokesman Ahmed Abu Zeid put their number at 5,000.
""",
    "bank": """\
ABUJA (Agency) - Nigeria's central bank governor, Amina Yusuf, was arrested on Friday by the Department of State Services (DSS).

The secret police gave no reason. Yusuf's lawyer, Chidi Okafor, said she had done nothing wrong. Okafor told reporters he had not seen his client.

Police chief Usman Bello and army spokesman Colonel Tunde Ade declined to comment. Opposition leader Peter Obi called the arrest a disgrace.

"She is a political prisoner," said Grace Eze of Amnesty International. The rights group wants her freed. Information Minister Lai Mohammed rejected that.

Former finance minister Ngozi Adeyemi may replace Yusuf, two officials of the ruling party said. Ms. Adeyemi left the ministry in 2019.
""",
    "border": """\
ISLAMABAD, Jan 18 (Agency) - Pakistan accused Iran of an "unprovoked violation" after Tehran struck what it called bases of the militant group Jaish al-Adl.

Pakistan's Foreign Ministry spokeswoman, Mumtaz Zahra Baloch, said Islamabad had recalled its ambassador from Iran. She added that Tehran's envoy to Pakistan would not be allowed to return.

Iranian Foreign Minister Hossein Amir-Abdollahian said the strike was aimed at "Iranian terrorists". Amir-Abdollahian spoke at Davos, Switzerland. The Pakistani group had killed eleven policemen in December, he said.

The Iranian military fired missiles on Iraq and Syria as well. Baghdad protested. China urged the two neighbours to show restraint.

Caretaker Prime Minister Anwaar ul Haq Kakar cut short his visit to Davos. Kakar's predecessor, Shehbaz Sharif, called for calm.
""",
    "vote": """\
HARARE (Agency) - ZIMBABWE'S RULING PARTY WINS

Zimbabwe's President Emmerson Mnangagwa won a second term on Saturday, the electoral commission said. His rival, Nelson Chamisa, rejected the result. The opposition leader said there was fraud.

Mnangagwa's party, ZANU-PF, kept its majority in parliament. The party has ruled since 1980. The Citizens Coalition for Change, Chamisa's party, said it would go to court.

The Southern African Development Community (SADC) criticised the vote. Observers from the European Union and the African Union did so as well. The regional bloc said the vote fell short of its rules.

Robert Mugabe, who ruled for 37 years, was toppled in 2017. The late president died two years later.

In London, the Foreign Office voiced concern. The former colonial power has cool relations with Harare.
""",
}


@functools.cache
def reading(name: str) -> Reading:
    return wl.read(STORIES[name], published="2023-06-20")


def meant(name: str, words: str, nth: int = 0) -> list[Actor]:
    """The actors whose mention ends where the nth occurrence of the words ends."""
    r = reading(name)
    start = -1
    for _ in range(nth + 1):
        start = r.story.text.index(words, start + 1)
    end = start + len(words)
    return [a for a in r.actors if any(m[1] == end and m[0] <= start + 4 for m in a.mentions)]


@pytest.mark.parametrize(
    ("story", "name", "title", "country", "sector"),
    [
        ("summit", "Antony Blinken", "Secretary of State", "USA", "GOV"),
        ("summit", "Qin Gang", "Secretary of State", "CHN", "GOV"),
        ("summit", "Xi Jinping", "President", "CHN", "GOV"),
        ("summit", "Jens Stoltenberg", "Secretary General", None, "IGO"),
        ("summit", "Kim Jong Un", None, "PRK", "GOV"),
        ("summit", "Kim Yo Jong", None, "PRK", "GOV"),
        ("capital", "Nabil Abdallah", "spokesman", "SDN", "MIL"),
        ("capital", "Mohamed Hamdan Dagalo", "General", "SDN", None),
        ("capital", "Volker Perthes", "envoy", None, "IGO"),
        ("capital", "Riek Machar", "vice president", "SSD", "GOV"),
        ("capital", "Ahmed Abu Zeid", "Spokesman", "EGY", "GOV"),
        ("bank", "Amina Yusuf", "governor", "NGA", "GOV"),
        ("bank", "Usman Bello", "Police chief", "NGA", "COP"),
        ("bank", "Tunde Ade", "army spokesman", "NGA", "MIL"),
        ("bank", "Peter Obi", "Opposition leader", "NGA", "OPP"),
        ("bank", "Lai Mohammed", "Information Minister", "NGA", "GOV"),
        ("bank", "Ngozi Adeyemi", "finance minister", "NGA", "ELI"),
        ("border", "Mumtaz Zahra Baloch", "spokeswoman", "PAK", "GOV"),
        ("border", "Hossein Amir-Abdollahian", "Foreign Minister", "IRN", "GOV"),
        ("border", "Anwaar ul Haq Kakar", "Prime Minister", "PAK", "GOV"),
        ("border", "Shehbaz Sharif", "Prime Minister", "PAK", "ELI"),
        ("vote", "Emmerson Mnangagwa", "President", "ZWE", "GOV"),
        ("vote", "Nelson Chamisa", None, "ZWE", "OPP"),
        ("vote", "Robert Mugabe", None, "ZWE", "ELI"),
    ],
)  # fmt: skip
def test_people(story, name, title, country, sector):
    (person,) = [a for a in reading(story).actors if a.kind == "person" and a.name == name]
    assert person.country == country
    assert sector is None or person.sector == sector
    assert title is None or [r for r in person.roles if title in r.title], person.roles


@pytest.mark.parametrize(
    ("story", "words", "nth", "names"),
    [
        ("summit", "The two ministers", 0, {"Antony Blinken", "Qin Gang"}),
        ("summit", "Qin", 1, {"Qin Gang"}),
        ("summit", "Xi", 1, {"Xi Jinping"}),
        ("summit", "He", 0, {"Xi Jinping"}),
        ("summit", "The alliance", 0, {"NATO"}),
        ("summit", "Pyongyang", 0, {"North Korea"}),
        ("summit", "Moscow", 0, {"Russia"}),
        ("summit", "Kim Jong Un", 1, {"Kim Jong Un"}),
        ("capital", "the paramilitary group", 0, {"Rapid Support Forces"}),
        ("capital", "The RSF", 0, {"Rapid Support Forces"}),
        ("capital", "Juba", 0, {"South Sudan"}),
        ("capital", "Perthes", 1, {"Volker Perthes"}),
        ("bank", "Yusuf", 1, {"Amina Yusuf"}),
        ("bank", "\"She", 0, {"Amina Yusuf"}),
        ("bank", "The rights group", 0, {"Amnesty International"}),
        ("bank", "Ms. Adeyemi", 0, {"Ngozi Adeyemi"}),
        ("border", "Tehran", 0, {"Iran"}),
        ("border", "Islamabad", 0, {"Pakistan"}),
        ("border", "She", 0, {"Mumtaz Zahra Baloch"}),
        ("border", "Amir-Abdollahian", 1, {"Hossein Amir-Abdollahian"}),
        ("border", "Baghdad", 0, {"Iraq"}),
        ("border", "the two neighbours", 0, {"Iran", "Pakistan"}),
        ("border", "Kakar", 1, {"Anwaar ul Haq Kakar"}),
        ("vote", "The opposition leader", 0, {"Nelson Chamisa"}),
        ("vote", "The party", 0, {"ZANU-PF"}),
        ("vote", "The regional bloc", 0, {"Southern African Development Community"}),
        ("vote", "The late president", 0, {"Robert Mugabe"}),
        ("vote", "The former colonial power", 0, {"United Kingdom"}),
        ("vote", "Harare", 0, {"Zimbabwe"}),
    ],
)  # fmt: skip
def test_words_mean(story, words, nth, names):
    assert {a.name for a in meant(story, words, nth)} == names


def test_a_family_that_shares_its_first_word_stays_two():
    kims = {a.id for a in reading("summit").actors if a.kind == "person" and a.name.startswith("Kim")}
    assert len(kims) == 2


def test_whose_minister_a_bare_title_is_by_the_name():
    """Where the story sets two states beside each other, the name that fits one of them tells whose minister it is."""
    text = (
        "TUNIS (Reuters) - Tunisia and Sweden signed a fisheries pact on Monday.\n\n"
        "Foreign Minister Annika Lindgren said the two sides had waited for it for years.\n"
    )
    reading = wl.read(text)
    (minister,) = [a for a in reading.actors if a.name == "Annika Lindgren"]
    assert minister.country == "SWE"


def test_how_a_name_fits_countries():
    assert fit("Gunnar Sigurdsson", "ISL") > fit("Gunnar Sigurdsson", "KEN")
    assert fit("Nguyen Van Thanh", "VNM") > fit("Nguyen Van Thanh", "DEU")
    assert fit("", "VNM") == 0.0
    assert fit("Gunnar Sigurdsson", "ATA") == 0.0


def person(text: str, name: str) -> tuple[str | None, list[tuple[str, str]]]:
    (found,) = [a for a in wl.read(text).actors if a.kind == "person" and name in (a.name, *a.aliases)]
    return found.country, [(r.title, r.status) for r in found.roles]


def test_an_office_that_is_told_before_its_holder_is_named():
    text = (
        "LUSAKA, May 3 (Agency) - Zambia's new defence minister has asked the army for a report on the crash, "
        "he said on Friday.\n\nChanda Mwansa, appointed on Monday, told reporters that nobody was to blame.\n"
    )
    assert person(text, "Chanda Mwansa") == ("ZMB", [("new defence minister", "current")])


def test_who_came_before_and_after():
    text = (
        "LIMA (Agency) - Peru's Interior Minister Jorge Quispe resigned on Monday.\n\n"
        "His successor, Rosa Huaman, took the oath at noon.\n"
    )
    assert person(text, "Rosa Huaman") == ("PER", [("Interior Minister", "current")])


def test_an_envoy_is_of_the_state_that_sent_him():
    text = "ACCRA (Agency) - Ghana protested on Monday. Its envoy in Paris, Kofi Asante, walked out of the meeting.\n"
    assert person(text, "Kofi Asante")[0] == "GHA"


def test_what_people_do_for_a_living():
    text = (
        "KAMPALA (Agency) - Uganda raised the price of sugar on Monday.\n\n"
        "A carpenter in the old market, Moses Okello, said he drank his tea bitter now. "
        "Welder Joseph Mukasa laughed. Ruth Namata, a nurse, did not.\n"
    )
    assert person(text, "Moses Okello") == ("UGA", [("carpenter in the old market", "current")])
    assert person(text, "Ruth Namata") == ("UGA", [("nurse", "current")])


def test_who_wrote_the_story():
    text = (
        "Ministers meet in Oslo\n\nBy Ingrid Dahl and Tor Moen\n\nOSLO, March 3 (Reuters) - Norway's ministers met on Monday.\n\n"
        "(Reporting by Ingrid Dahl; additional reporting by Eva Lunde)\n"
    )
    people = {a.name: a for a in wl.read(text).actors if a.kind == "person"}
    assert {"Ingrid Dahl", "Tor Moen", "Eva Lunde"} <= set(people)
    assert all(people[n].country is None and people[n].sector == "MED" for n in ("Ingrid Dahl", "Tor Moen"))


def test_another_states_party_of_the_same_name():
    """ "The Democrats" of a story on Slovenia are no American party, though the United States is named."""
    text = (
        "LJUBLJANA (Agency) - Slovenia's government fell on Monday. Investors in the United States sold its bonds.\n\n"
        "The leader of the opposition Democrats, Marko Hribar, asked for a vote.\n"
    )
    assert person(text, "Marko Hribar")[0] == "SVN"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Poland and the three Baltic states said on Tuesday that they would leave the treaty.", {"POL", "EST", "LVA", "LTU"}),
        ("The Nordic countries recalled their ambassadors from Belarus.", {"DNK", "FIN", "ISL", "NOR", "SWE", "BLR"}),
        ("Bahrain and Qatar met in Cairo on Monday. Later the two Gulf states restored ties.", {"BHR", "QAT"}),
        ("Three Sahel states quit bloc\n\nNiger, Burkina Faso and Mali left the bloc on Sunday.", {"NER", "BFA", "MLI"}),
    ],
)  # fmt: skip
def test_a_group_of_states_is_its_states(text, codes):
    told = {a.country: len(a.mentions) for a in wl.read(text, "2024-05-06").actors if a.kind == "state"}
    assert set(told) - {"EGY"} == codes
    assert all(a.kind != "person" for a in wl.read(text, "2024-05-06").actors)


def test_an_office_with_a_deputy_is_nobodys_name():
    found = wl.read("Deputy Foreign Minister Sergei Ryabkov said that Moscow would answer.", "2024-05-06").actors
    assert [a.name for a in found if a.kind == "person"] == ["Sergei Ryabkov"]


BESIDE = [
    ("General Luc Marchetti, who heads France's command for the continent, said the barracks would be empty by June.", "Luc Marchetti", "FRA"),
    ("Major General Tariq Lone, his Pakistani counterpart, said nothing.", "Tariq Lone", "PAK"),
    ("Their chief, Ned Hollis, a former British army officer, was questioned.", "Ned Hollis", "GBR"),
    ("The commander of the peacekeepers in Togo, Kenyan General Amos Mutua, was not there.", "Amos Mutua", "KEN"),
    ("Among those sought is Abla Mensah, who was the Ghanaian president's chief of staff.", "Abla Mensah", "GHA"),
    ('"It changes little," said Marek Dvorak, an analyst based in Dakar.', "Marek Dvorak", None),
    ('"It changes little," said Ida Lund, a Lagos-based researcher.', "Ida Lund", None),
    ('"It changes little," said Ida Lund, a Danish researcher in Lagos.', "Ida Lund", "DNK"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "name", "country"), BESIDE)
def test_what_is_said_beside_a_name_counts_before_what_the_story_is_about(told, name, country):
    assert (
        person(f"DAKAR, May 3 (Agency) - Senegal asked the soldiers to leave on Monday.\n\n{told}\n", name)[0]
        == country
    )


def test_ministers_told_of_together_share_the_states_out():
    text = (
        "TALLINN (Agency) - Estonia and Russia signed a border treaty on Monday.\n\n"
        "The foreign ministers of the two countries, Sergei Vinogradov and Kristiina Tamm, exchanged pens.\n"
    )
    assert person(text, "Sergei Vinogradov")[0] == "RUS"
    assert person(text, "Kristiina Tamm")[0] == "EST"


def test_an_ambassador_is_of_the_state_whose_ambassador_the_story_has_told_of():
    text = (
        "SUVA (Agency) - Fiji rebuked the American ambassador on Monday.\n\n"
        "Ambassador Paul Whitcombe said that he was sorry.\n"
    )
    assert person(text, "Paul Whitcombe")[0] == "USA"


def test_of_two_kings_of_one_name_the_one_in_whose_state_the_story_plays():
    text = (
        "AMMAN, March 3, 2012 (Agency) - Saudi Arabia lent Jordan a sum on Monday. King Abdullah thanked the lender.\n"
    )
    (king,) = [a for a in wl.read(text).actors if a.kind == "person"]
    assert king.country == "JOR"


@pytest.mark.parametrize(("name", "country"), [("Bashar Assad", "SYR"), ("Rafik al-Hariri", "LBN")])
def test_the_article_of_an_arab_name_may_be_left_out(name, country):
    assert person(f"ANKARA (Agency) - Turkey told {name} nothing.\n", name)[0] == country


def refers(text: str, words: str) -> set[str]:
    """The ids of the actors that the last mention of those words refers to."""
    end = text.rindex(words) + len(words)
    return {
        a.id
        for a in wl.read(text, "2024-05-06").actors
        if any(m.start >= end - len(words) and m.end == end for m in a.mentions)
    }


TAKEN_UP = [
    ("North and South Korea signed a pact. The South will pull back its guns.", "The South", {"state:KOR"}),
    ("The ministers of the two Koreas met. Later the North fired a rocket.", "the North", {"state:PRK"}),
    ("Sudan and South Sudan share a pipeline. It was closed by the South.", "the South", {"state:SSD"}),
    ("Togo, Benin and Ghana signed the pact. The three governments published it.", "The three governments", {"state:TGO", "state:BEN", "state:GHA"}),
    ("Peru and Chile agreed on a border. Both navies withdrew their ships.", "Both navies", {"org:per-navy", "org:chl-navy"}),
    ("Togo, Benin and Ghana signed the pact. All three have published it.", "All three", {"state:TGO", "state:BEN", "state:GHA"}),
    ("Laos and Thailand signed the pact. Laos may leave it after telling the other party.", "the other party", {"state:THA"}),
    ("Chad and Sudan closed the border. Chad accused its neighbour of arming rebels.", "its neighbour", {"state:SDN"}),
    ("France and Niger fell out. Niger then told the former colonial power to leave.", "the former colonial power", {"state:FRA"}),
    ("The Maldives asked India to withdraw its soldiers from the archipelago by March.", "the archipelago", {"state:MDV"}),
    ("Myanmar's junta freed him. The sanctions hit the generals hard.", "the generals", {"group:MMR-MIL"}),
    ("UNMIL has 800 soldiers in Liberia. Monrovia wants the force to stay.", "the force", {"org:unmil"}),
    ("Saudi Arabia and Sweden argued. Sweden sold the kingdom no arms.", "the kingdom", {"state:SAU"}),
    ("Mali's government asked Denmark to withdraw its soldiers at once.", "its", {"state:DNK"}),
    ("Mali promised Denmark to protect its soldiers in Gao.", "its", {"state:MLI"}),
    ("Laos accused Thailand of moving its tanks.", "its", {"state:THA"}),
    ("Peru and Chile renewed the pact. The former was pleased, the latter was not.", "the latter", {"state:CHL"}),
    ("The three neighbours, Peru, Chile and Bolivia, signed.", "The three neighbours", {"state:PER", "state:CHL", "state:BOL"}),
    ("Chad and Libya signed a pact. The former foes will share wells.", "The former foes", {"state:TCD", "state:LBY"}),
    ("Sudan told its southern neighbour that oil from South Sudan would not flow.", "its southern neighbour", {"state:SSD"}),
    ("Soldiers toppled Niger's president. France has 900 troops there. The generals shut the border.", "The generals", {"group:NER-MIL"}),
    ("Portugal and East Timor signed. Portugal will train judges of the young nation.", "the young nation", {"state:TLS"}),
    ("Japan and China met in Osaka. The Chinese side made no comment.", "The Chinese side", {"state:CHN"}),
    ("Spain's parliament met on Monday. The deputies approved the treaty with Chile.", "The deputies", {"org:esp-parliament"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "ids"), TAKEN_UP)
def test_what_takes_up_states_and_bodies(text, words, ids):
    assert refers(text, words) == ids


def test_the_capital_is_the_city_unless_it_acts():
    assert refers("Peru sent soldiers to Puno. Others stayed in the capital.", "the capital") == set()


def test_an_office_told_before_its_holder_is_named_is_that_persons():
    text = "Togo's president flew to Accra. President Kossi Amegah was back in Togo on Monday."
    assert refers(text, "Togo's president") == {"person:kossi-amegah"}


def test_a_countryman_taken_up():
    text = "Police held Anders Holm, a Danish engineer, for a week. Denmark thanked the judge who freed the Dane."
    assert refers(text, "Dane") == {"person:anders-holm"}


@pytest.mark.parametrize(
    ("told", "name", "country"),
    [
        ("Volker Stahl, who heads the U.N. mission, urged talks.", "Volker Stahl", None),
        ("Chief Executive Officer Wendel Sawyer said nothing.", "Wendel Sawyer", None),
        ("Chad's U.N. ambassador, Mahamat Zene, voted against it.", "Mahamat Zene", "TCD"),
        ("It was signed before the Chadian president and Chancellor Anna Gruber of Austria.", "Anna Gruber", "AUT"),
    ],
)
def test_heads_of_missions_and_firms_are_at_home_nowhere_envoys_where_they_are_sent_from(told, name, country):
    assert person(f"KHARTOUM, May 3 (Agency) - Sudan closed its border on Monday.\n\n{told}\n", name)[0] == country


def test_a_spokeswoman_of_somebody_of_no_state_is_of_none():
    text = (
        "GENEVA (AP) - The U.N. rights chief, Petra Lindholm, criticised Laos. Her spokeswoman, Ravina Das, said so.\n"
    )
    assert person(text, "Ravina Das")[0] is None


@pytest.mark.parametrize(
    ("told", "name", "country", "title"),
    [
        ("Presidents Kofi Mensa-Addo and Tiemoko Sanou signed it.", "Kofi Mensa-Addo", "GHA", "president"),
        ("The force, said its Kenyan commander, Major General Peter Otieno, stays.", "Peter Otieno", "KEN", "commander"),
        ("The chief of the general staff, Kwabena Ofori, resigned.", "Kwabena Ofori", "GHA", "chief of the general staff"),
        ("Akua Boateng, who leads a small opposition party, protested.", "Akua Boateng", "GHA", "leader"),
        ("A priest there, Yaw Darko, said so.", "Yaw Darko", "GHA", "priest"),
        ("Brig Gen Kwame Asante said so.", "Kwame Asante", "GHA", "Brig Gen"),
        ("Col. Mark Hale, a spokesman for the U.S. command in Stuttgart, said so.", "Mark Hale", "USA", "spokesman"),
        ("Ghana's member of parliament Esi Quaye said so.", "Esi Quaye", "GHA", "member of parliament"),
        ("The ambassador in Accra, Moussa Traore, left for Ouagadougou.", "Moussa Traore", "BFA", "ambassador"),
        ("A politician in exile in Lome, Kojo Baah, said so.", "Kojo Baah", "GHA", "politician"),
    ],
)  # fmt: skip
def test_offices_as_agencies_tell_them(told, name, country, title):
    text = f"ACCRA (Agency) - Ghana signed a pact with Burkina Faso on Monday. {told}\n"
    found, roles = person(text, name)
    assert found == country
    assert any(title.lower() in t.lower() for t, _ in roles)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ('"I stay," said Domitila Reyes, a clerk.', "Domitila Reyes"),
        ("Nestor Quispe no longer sleeps when a lorry passes.", "Nestor Quispe"),
        ("Outside Oruro, Billy Trethowan, 61, mended a net.", "Billy Trethowan"),
        ("They freed the Colombian Yilena Osorio-Mata.", "Yilena Osorio-Mata"),
        ("The minister met his counterpart, Cho Min-seok.", "Cho Min-seok"),
    ],
)
def test_people_whom_a_tagger_passes_over(told, name):
    text = f"LA PAZ (Agency) - Bolivia raised the price of bread on Monday. {told}\n"
    assert name in [a.name for a in wl.read(text).actors if a.kind == "person"]


def test_a_firms_president_is_of_no_state():
    text = "LONDON (Agency) - Britain said so on Monday. Takahara's president, Kenji Morimoto, denied it.\n"
    assert person(text, "Kenji Morimoto")[0] is None


def test_member_states_are_no_state():
    assert refers("NATO met Ukraine on Monday. Its chief said member states had paid.", "member states") == set()


def test_a_capital_keeps_its_article():
    assert refers("NATO thanked the Netherlands in a letter to The Hague.", "The Hague") == {"state:NLD"}
