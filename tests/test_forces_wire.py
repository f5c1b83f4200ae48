"""Foreign forces as agencies tell of them: contingents, numbers a sentence away, who must go, who stays, who has gone."""

from __future__ import annotations

import pytest

import wireledger as wl
from forces_told import forces


def deadlines(text: str, day: str):
    return [f.leave_by for f in wl.read(text, day).forces]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        # one force told of twice is one
        ("Some 300 men of the private company Wagner are based in Mali, where they train the army.", "2022-05-03", {("RUS", "MLI", 300): "present"}),
        ("The Security Council voted on Friday to end the U.N. peacekeeping mission in Mali. The force of 11,000 soldiers, known as MINUSMA, has until Dec. 31 to leave.", "2023-06-30", {("United Nations", "MLI", 11000): "ordered-out"}),
        # a number in another sentence than the troops
        ("Uganda said on Wednesday it had started to pull its troops out of the Central African Republic. Some 1,500 soldiers are affected.", "2017-04-19", {("UGA", "CAF", 1500): "leaving"}),
        ("The Soviet brigade in Cuba will be withdrawn, Moscow said. Washington puts it at 2,800 men.", "1991-09-11", {("RUS", "CUB", 2800): "leaving"}),
        ("American forces in Niger, put at nearly 1,000 in the spring, must be gone by September 15.", "2024-07-08", {("USA", "NER", 1000): "ordered-out"}),
        # contingents
        ("Malta and Cyprus, whose contingents of 38 and 30 belong to the same mission in Lebanon, will stay.", "2004-04-20", {("MLT", "LBN", 38): "present", ("CYP", "LBN", 30): "present"}),
        ("NATO has 3,500 soldiers in Macedonia. Britain leads with about 1,800. France and Italy supply some 500 each, Greece 400.", "2001-08-29",
         {("NATO", "MKD", 3500): "present", ("GBR", "MKD", 1800): "present", ("FRA", "MKD", 500): "present", ("ITA", "MKD", 500): "present", ("GRC", "MKD", 400): "present"}),
        ("Botswana took home its contingent from Mozambique in April, Lesotho followed, and Angola and Namibia are almost gone.", "2024-07-04",
         {("BWA", "MOZ", None): "left", ("LSO", "MOZ", None): "left", ("AGO", "MOZ", None): "leaving", ("NAM", "MOZ", None): "leaving"}),
        ("Poland hosts about 10,000 American soldiers. Romania has 5,000 and Lithuania just over 1,000.", "2024-07-02",
         {("USA", "POL", 10000): "present", ("USA", "ROU", 5000): "present", ("USA", "LTU", 1000): "present"}),
        ("Spain keeps 780 troops in Afghanistan and 1,100 in Lebanon.", "2009-03-20", {("ESP", "AFG", 780): "present", ("ESP", "LBN", 1100): "present"}),
        ("In Chad, which asked for them, about 3,000 United Nations peacekeepers are deployed. The neighbouring Central African Republic, where 300 of the troops serve around Birao, has not asked for them to go.", "2010-01-21",
         {("United Nations", "TCD", 3000): "present", ("United Nations", "CAF", 300): "present"}),
        # whose they are
        ("Norway is withdrawing its own 40 troops from Mali.", "2022-08-15", {("NOR", "MLI", 40): "leaving"}),
        ("Yemen scrapped a defence pact with the United Arab Emirates and gave its forces a day to leave the country.", "2025-12-30", {("ARE", "YEM", None): "ordered-out"}),
        ("Hungary is negotiating over the 50,000 Soviet soldiers on its soil.", "1990-02-26", {("RUS", "HUN", 50000): "present"}),
        ("Washington, which stations 28,500 troops in the South, called the launch by North Korea a threat to South Korea.", "2023-11-23", {("USA", "KOR", 28500): "present"}),
        ("About 300 Turkish officers and soldiers work in Somalia and have trained more than 15,000 Somali troops.", "2024-02-21", {("TUR", "SOM", 300): "present"}),
        ("Hundreds of Sudanese fighters are still in Yemen.", "2021-10-26", {("SDN", "YEM", None): "present"}),
        ("The Russian 14th Army, whose strength has shrunk to 9,200 men, is stationed in Moldova.", "1994-10-21", {("RUS", "MDA", 9200): "present"}),
        # gone, going, told to go
        ("The last Syrian soldiers left Lebanon on Tuesday. Some 14,000 were still in the country on February 14.", "2005-04-26", {("SYR", "LBN", 14000): "left"}),
        ("The last American soldiers in Iraq drove over the border into Kuwait on Sunday.", "2011-12-18", {("USA", "IRQ", None): "left"}),
        ("A convoy of French troops left its base in Niger on Tuesday. About 1,500 are stationed in the country.", "2023-10-10", {("FRA", "NER", 1500): "leaving"}),
        ("A ship carrying the last 108 Cuban soldiers sailed from Angola on Saturday.", "1991-05-25", {("CUB", "AGO", 108): "left"}),
        ("France handed over its last military base in Chad on Thursday.", "2025-01-30", {("FRA", "TCD", None): "left"}),
        ("Honduras ordered its 370 soldiers home from Iraq on Monday.", "2004-04-20", {("HND", "IRQ", 370): "ordered-out"}),
        ("The first paratroopers of the German army are to leave for Macedonia on Thursday.", "2001-08-29", {("DEU", "MKD", None): "arriving"}),
        ("The Russians also departed from Estonia and Latvia on Wednesday, where their last soldiers had served.", "1994-08-31", {("RUS", "EST", None): "left", ("RUS", "LVA", None): "left"}),
        ("Germany said on Saturday it would end operations at its air base in Niger by August 31. Thirty-three German troops are still there.", "2024-07-08", {("DEU", "NER", 33): "leaving"}),
        ("The Turkish parliament voted to extend the deployment of Turkish troops in Libya.", "2024-01-16", {("TUR", "LBY", None): "present"}),
        # the number stands in a sentence of its own, or beside the state
        ("Pakistan will pull its soldiers out of the United Nations force in East Timor, the foreign ministry said on Monday. They number 775.", "2001-03-12", {("PAK", "TLS", 775): "leaving"}),
        ("Uganda has 6,200 soldiers in Somalia. Burundi, with 5,400 men, is thinking about leaving.", "2014-09-12", {("UGA", "SOM", 6200): "present", ("BDI", "SOM", 5400): "present"}),
        ("Estonian and Latvian soldiers serve side by side in Helmand province in Afghanistan: 160 and 140 respectively.", "2010-05-20", {("EST", "AFG", 160): "present", ("LVA", "AFG", 140): "present"}),
        ("About 400 Ukrainians serve in the mission in Lebanon, known as UNIFIL, out of 2,000 soldiers in all; the others are 650 from Ghana and 640 from India.", "2005-02-10",
         {("UKR", "LBN", 400): "present", ("United Nations", "LBN", 2000): "present", ("GHA", "LBN", 650): "present", ("IND", "LBN", 640): "present"}),
        # a mission by its long name, under a flag; peoples are no places
        ("NATO will extend the stay of the 1,200 soldiers of the U.N. Transitional Administration Force in Croatia, diplomats said.", "1996-06-20", {("United Nations", "HRV", 1200): "present"}),
        ("There are 9,000 soldiers in Liberia under the U.N. flag, among them Pakistanis, Bangladeshis and Jordanians.", "2003-08-20", {("United Nations", "LBR", 9000): "present"}),
        # a base, whoever tells of it
        ("Tajikistan is home to a Russian military base, the largest that Moscow has abroad.", "2021-05-05", {("RUS", "TJK", None): "present"}),
        ("Pakistan gave the United States 15 days to vacate the Shamsi air base in Baluchistan.", "2011-11-26", {("USA", "PAK", None): "ordered-out"}),
        # evacuating others is no leaving
        ("French troops based in the Chadian capital evacuated 700 foreigners to Libreville. France has 1,450 soldiers in the country.", "2008-02-04", {("FRA", "TCD", 1450): "present"}),
        # a place of a country that the story does not name
        ("The Indonesian peacekeepers in Darfur, an 800-strong battalion, will fly home next month.", "2018-06-15", {("IDN", "SDN", 800): "leaving"}),
        ("The Czech government approved sending up to 50 soldiers to the U.N. force on the Golan Heights.", "2014-07-23", {("CZE", "SYR", 50): "arriving"}),
        ("BAMAKO, Mali (AP) - The last French soldiers crossed into Niger on Monday.", "2022-08-15", {("FRA", "MLI", None): "left"}),
        # several states
        ("Hungarian, Polish and Bulgarian troops have started to leave Czechoslovakia, travellers said.", "1968-09-11", {("HUN", "CZE", None): "leaving", ("POL", "CZE", None): "leaving", ("BGR", "CZE", None): "leaving"}),
        ("Around 500 policemen from the United Arab Emirates and more than 1,000 Saudi troops have entered Bahrain.", "2011-03-14", {("ARE", "BHR", 500): "present", ("SAU", "BHR", 1000): "present"}),
        # what is asked for is not on its way; what a state does not renew it ends
        ("PORT-AU-PRINCE, Haiti - The interim government has asked Washington to send troops.", "2021-07-10", {}),
        ("Sweden will not renew the mandate of its 250 soldiers in Mali, which expires in May, the prime minister said.", "2019-11-25", {("SWE", "MLI", 250): "leaving"}),
        # the whole counts before a part, the present before the past
        ("Uganda must bring home 600 of its soldiers from Somalia by June, the African Union said. Some 6,200 Ugandans serve with the mission there.", "2018-03-01", {("UGA", "SOM", 6200): "ordered-out"}),
        ("The last Syrian soldiers left Lebanon on Tuesday. About 1,000 remained at the beginning of April.", "2005-04-27", {("SYR", "LBN", 1000): "left"}),
        ("The Pentagon will pull 9,500 troops out of Germany. Some 34,500 American troops are stationed there now.", "2020-06-16", {("USA", "DEU", 34500): "leaving"}),
        ("In Kuwait and Qatar, about 13,000 and 8,000 American soldiers are stationed.", "2014-09-01", {("USA", "KWT", 13000): "present", ("USA", "QAT", 8000): "present"}),
        ("The International Stabilisation Force in East Timor, made up of 650 Australians and 150 New Zealanders, will stay.", "2009-03-01", {("AUS", "TLS", 650): "present", ("NZL", "TLS", 150): "present"}),
        # a mission that others serve in is not told of by itself
        ("Germany has about 850 soldiers in the NATO mission Resolute Support in northern Afghanistan.", "2015-11-20", {("DEU", "AFG", 850): "present"}),
        # where a state's number or its men stand beside its name
        ("Italian marines waded ashore in Lebanon on Saturday. France, with 1,700, and Spain, with 1,100, come next.", "2006-09-02",
         {("ITA", "LBN", None): "present", ("FRA", "LBN", 1700): "arriving", ("ESP", "LBN", 1100): "arriving"}),
        ("Italy withdrew its 1,400 men from Lebanon last week; only the 1,250 French remain.", "1984-02-26", {("ITA", "LBN", 1400): "left", ("FRA", "LBN", 1250): "present"}),
        ("Iraq wants the 150 Turkish soldiers out of the camp at Bashiqa.", "2015-12-17", {("TUR", "IRQ", 150): "ordered-out"}),
        ("The first 450 Cuban soldiers to go home from Angola boarded a plane on Tuesday. All 50,000 are to have left by July 1, 1991.", "1989-01-10", {("CUB", "AGO", 50000): "leaving"}),
        ("An airborne division has 4,700 American paratroopers in Poland. In all about 10,500 American soldiers are now in the country.", "2022-03-29", {("USA", "POL", 10500): "present"}),
        ("Syria sent an armoured column of 2,000 men and 60 tanks over the border into Lebanon at dawn on Tuesday.", "1976-06-01", {("SYR", "LBN", 2000): "present"}),
        # in no country
        ("India's navy said that its commandos had boarded two skiffs and taken 23 pirates. Somalia thanked India.", "2008-12-13", {}),
        ("The Pentagon keeps 38,000 American troops in the Gulf, where Iraq has refused inspections.", "1998-03-06", {}),
        # the verb says that there are more, or that they are there
        ("Washington will add about 1,000 soldiers to the 4,500 who rotate through Poland now.", "2019-06-15", {("USA", "POL", 4500): "present", ("USA", "POL", 1000): "arriving"}),
        ("Sierra Leone cannot rotate its 850 soldiers in Somalia because of the epidemic.", "2014-10-29", {("SLE", "SOM", 850): "present"}),
        ("Irish soldiers of the United Nations, 158 in all, were surrounded at Jadotville in Congo.", "1961-09-15", {("IRL", "COD", 158): "present"}),
        ("Spain, whose 1,200 soldiers sit in western Kosovo, will stay. Portugal intends to call its 300 home by Christmas.", "2000-10-26", {("ESP", "XKX", 1200): "present", ("PRT", "XKX", 300): "leaving"}),
        ("TIRANA - A force of 6,000 from eight countries began to land on Tuesday. Italy provides 2,500, France 1,000, Turkey 700, Greece 600.", "1997-04-15",
         {("ITA", "ALB", 2500): "present", ("FRA", "ALB", 1000): "present", ("TUR", "ALB", 700): "present", ("GRC", "ALB", 600): "present"}),
        ("BISSAU - Senegal and Guinea sent troops to save President Joao Bernardo Vieira from a mutiny.", "1998-05-31", {("SEN", "GNB", None): "present", ("GIN", "GNB", None): "present"}),
        ("Moscow has flown 15,000 men into Kabul since Christmas Eve, Indian officials estimate.", "1980-01-02", {("RUS", "AFG", 15000): "present"}),
        ("Mexican forces have not fought abroad since a squadron of pilots was sent to the Philippines in 1945.", "2002-09-06", {}),
        # a part that goes: the whole is being reduced
        ("France will withdraw 2,000 of its 3,400 soldiers from Afghanistan this year. The United States, with 90,000 soldiers in the country, will cut that to 68,000.", "2012-05-21",
         {("FRA", "AFG", 3400): "leaving", ("USA", "AFG", 90000): "leaving"}),
        ("NIAMEY - France closed its embassy in Niger on Friday, a week after the last of its 1,500 soldiers went home.", "2023-12-29", {("FRA", "NER", 1500): "left"}),
        ("KIGALI - Rwanda has two battalions in eastern Congo. Zimbabwe, which props up the Congolese president with 11,000 men, said that it would stay.", "1999-08-06",
         {("RWA", "COD", None): "present", ("ZWE", "COD", 11000): "present"}),
        ("Some 1,500 foreign soldiers are in Haiti. The Council wants a United Nations force to take over, and Brazil has offered to lead it with 1,100 soldiers.", "2004-03-04", {("BRA", "HTI", 1100): "arriving"}),
        ("Russian military police and Syrian border guards will enter the Syrian side of the frontier on Wednesday.", "2019-10-22", {("RUS", "SYR", None): "arriving"}),
        # nobody's forces abroad
        ("MUMBAI - A team of 40 engineers from Germany arrived to build the metro. The company will withdraw 15 of them in March.", "2009-11-20", {}),
        ("COLOMBO - India called on Sri Lanka to stop the offensive and to withdraw its troops from the peninsula.", "1987-05-10", {}),
        ("About 100,000 United Nations soldiers are deployed to some of the world's worst battlefields. Mali wants more.", "2016-09-20", {}),
        # those who follow, each state of a list, observers
        ("Burundi deployed a battalion in South Kivu on Monday. Kenya, Uganda and South Sudan are to follow.", "2022-08-17",
         {("BDI", "COD", None): "present", ("KEN", "COD", None): "arriving", ("UGA", "COD", None): "arriving", ("SSD", "COD", None): "arriving"}),
        ("Azerbaijan's 150 soldiers flew home from Iraq on Saturday, and Tonga's 55 follow on Thursday.", "2008-11-30", {("AZE", "IRQ", 150): "left", ("TON", "IRQ", 55): "leaving"}),
        ("Poland leads 9,000 foreign soldiers in Babylon, Iraq, among them 2,400 Poles, 1,650 Ukrainians and 480 Bulgarians.", "2003-09-15", {("POL", "IRQ", 2400): "present", ("UKR", "IRQ", 1650): "present", ("BGR", "IRQ", 480): "present"}),
        ("The OSCE has 130 unarmed border monitors in northern Georgia.", "1999-11-17", {("OSCE", "GEO", 130): "present"}),
        ("The Dominican Republic will place a battalion of 150 soldiers under U.N. command in Haiti.", "2010-01-19", {("DOM", "HTI", 150): "arriving"}),
        ("BAGHDAD - France brought its 200 instructors home from Iraq because of the coronavirus.", "2020-03-30", {("FRA", "IRQ", 200): "left"}),
        ("Britain doubled its battlegroup in Estonia to 1,700 soldiers. Denmark sent a company of 200; France's 300 stay.", "2022-03-03", {("GBR", "EST", 1700): "present", ("DNK", "EST", 200): "present", ("FRA", "EST", 300): "present"}),
        ("The Emirates' troops in Yemen, some 3,500, will be cut to 2,000 next month, an official said.", "2016-03-04", {("ARE", "YEM", 3500): "leaving"}),
        ("GOMA - South African, Tanzanian and Malawian soldiers of the U.N. intervention brigade helped the army to beat the rebels. The brigade has 3,069 men.", "2013-11-12",
         {("ZAF", "COD", None): "present", ("TZA", "COD", None): "present", ("MWI", "COD", None): "present", ("United Nations", "COD", 3069): "present"}),
        ("YAOUNDE - Hundreds of Cameroonian troops fight Boko Haram along the Nigerian border.", "2019-02-05", {}),
    ],
)  # fmt: skip
def test_who_is_where_and_how_many(text, day, expected):
    assert forces(text, day) == expected


def test_a_period_from_a_day_told_of_before():
    text = "The mandate of the U.N. force in Croatia runs out on March 31. The force must be gone no later than three months from that day."
    assert deadlines(text, "1995-01-12") == ["1995-06-30"]


def test_the_first_to_leave_say_nothing_of_when_all_have_left():
    text = "France is pulling its 350 soldiers out of Gabon. The first soldiers are to leave in July and the reduction is to be completed by the end of the year."
    assert deadlines(text, "2024-05-29") == ["2024-12-31"]


def test_what_a_court_forbids_does_not_come():
    text = "Kenya is to send 1,000 police officers to Haiti. The High Court in Nairobi has barred the deployment."
    assert forces(text, "2024-01-26") == {}


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Spain will bring its 620 soldiers home from Kosovo by the end of the summer.", "2009-03-20", ["2009-08-31"]),
        ("Brazil's last battalion in Haiti, 850 men and women, will fly out between now and mid-September.", "2017-08-31", ["2017-09"]),
        ("The two states signed a treaty under which Russian troops will leave Moldova within three years of its entry into force.", "1994-10-21", [None]),
        ("Kenya will bring its 200 soldiers home from Congo, the second state in two days to do so.", "2023-11-20", [None]),
        ("The American air base at Manta in Ecuador must be empty by Nov. 12, 2009, the foreign minister said.",
            "2008-07-30", ["2009-11-12"]),
    ],
)  # fmt: skip
def test_by_when_they_must_be_gone(text, day, expected):
    assert deadlines(text, day) == expected


@pytest.mark.parametrize(
    "text",
    [
        "North Korea said it would deploy stronger forces and new weapons along the border with South Korea.",
        "The Fund was set up with an international force of 2,500 economists in mind; the International Monetary Fund is in Haiti.",
        "The brigade fought militiamen of the radical cleric Moqtada al-Sadr on April 4.",
        "Benin, Nigeria and Senegal offered battalions. None has marched.",
        "The commissioner said that his force had found evidence against agents of India in Canada.",
        "Observers of the European Union and 40 monitors of the Carter Center watched the election in Liberia.",
        "A company of 40 dancers from Cuba arrived in Angola.",
        "The six Canadians were told to leave India by Saturday, and the Indian police force searched the consulate.",
    ],
)
def test_no_force_from_abroad(text):
    assert forces(text, "2024-06-01") == {}


def test_what_is_reported_in_the_pluperfect_is_there():
    text = "More than 1,000 Saudi soldiers rolled into Bahrain on Monday. The United Arab Emirates said it had sent 500 police."
    assert forces(text, "2011-03-15") == {("SAU", "BHR", 1000): "present", ("ARE", "BHR", 500): "present"}


def test_what_a_president_wants_of_his_own_soldiers_moves_none():
    text = "President Donald Trump said he wanted to bring U.S. troops home from Syria. The United States has about 2,000 troops there."
    assert forces(text, "2018-04-03") == {("USA", "SYR", 2000): "present"}


ALIKE = "DAKAR, Senegal (Wire) - Senegal and France will review their defence accord, officials said Friday.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "France should leave Senegal, where it has 350 soldiers.",
        "Senegal's president told them that France should close its bases in his country, where it has 350 soldiers.",
        "Senegal's president said France, which has 350 soldiers in his country, was a partner.",
        "Senegal is home to 350 French soldiers.",
        "The French base in Dakar, home to 350 soldiers, will stay open.",
        "Some 350 soldiers are stationed at the French base in Dakar.",
        "The number of French soldiers in Senegal stands at 350.",
        "France has cut its presence in Senegal from 1,200 soldiers to 350.",
        "With 350 soldiers in Senegal, France is the largest foreign contingent.",
        "Senegal wants the 350 French soldiers stationed there to go.",
        "Senegal will let France station 350 soldiers on its soil.",
    ],
)
def test_many_ways_to_say_that_one_state_has_soldiers_in_another(text):
    (force,) = wl.read(ALIKE + text, published="2024-11-29").forces
    assert (force.sender, force.host, force.count) == ("state:FRA", "SEN", 350)
