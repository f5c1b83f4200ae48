"""Times in sentences as web pages of news have had them since 2010, and agencies before, each answer checked by hand by the rules
of TimeML 1.2.1.

A row is the day of the story, a sentence, and its answers: ``words = value; words = value``, in the order of the sentence.
"""

from __future__ import annotations

import pytest

from wireledger.reading import dated
from wireledger.reading.draft import Draft
from wireledger.reading.language import parse
from wireledger.reading.times import run
from wireledger.sources.wire import lay_out

WEB = (
    (
        "2013-03-22",
        "BRUSSELS (AP) -- Officials were still at the table early Friday, hours before banks were due to reopen.",
        "early Friday = 2013-03-22; hours = PTXH",
    ),
    ("2013-03-22", "The bill passed the lower house on 21 March by 203 votes to 11.", "21 March = 2013-03-21"),
    ("2013-03-22", "The regulator opened its inquiry earlier this week.", "earlier this week = 2013-W12"),
    (
        "2013-03-22",
        "Friday's announcement ends a wait of more than two decades.",
        "Friday = 2013-03-22; more than two decades = P20Y",
    ),
    ("2013-03-22", "House prices fell in each of the last three months.", "the last three months = P3M"),
    ("2013-03-22", "Wages in the region have barely moved since the mid-1990s.", "the mid-1990s = 199"),
    ("2013-03-22", "The storm knocked out power overnight to 12,000 homes.", "overnight = 2013-03-21TNI"),
    ("2013-03-22", "Thursday morning the two sides traded fire across the river.", "Thursday morning = 2013-03-21TMO"),
    ("2013-03-22", "The hearing resumes at 3 p.m. ET.", "3 p.m. ET = 2013-03-22T15:00"),
    (
        "2013-03-22",
        "Four decades after the war, farmers still turn up mines once a month.",
        "Four decades = P40Y; once a month = P1M",
    ),
    ("2013-03-22", "Over the past decade the number of visitors has doubled.", "the past decade = P10Y"),
    (
        "2013-03-22",
        "Work on the line should be done by mid-2012, the builder promised in 2009.",
        "mid-2012 = 2012; 2009 = 2009",
    ),
    ("2013-03-22", "The city wants every bus to be electric by 2020.", "2020 = 2020"),
    ("2013-03-22", "The two-year-old conflict has driven a million people abroad.", "two-year-old = P2Y"),
    ("2013-03-22", "Weeks of heavy rain have soaked the hillsides.", "Weeks = PXW"),
    ("2013-03-22", "Mr. Hale, a former banker, was sacked last autumn.", "last autumn = 2012-FA"),
    (
        "2013-03-22",
        "The pair were arrested in the early hours of Wednesday morning.",
        "the early hours of Wednesday morning = 2013-03-20TMO",
    ),
    ("2013-03-22", "Almost half a century ago the village had two schools.", "Almost half a century ago = 1963"),
    ("2013-03-22", "It was the bank's worst quarter in four years.", "four years = P4Y"),
    (
        "2013-03-22",
        "Trading volume on Thursday was the lowest so far this year.",
        "Thursday = 2013-03-21; this year = 2013",
    ),
    ("2013-03-22", "He is due back in court on April 4.", "April 4 = 2013-04-04"),
    (
        "2013-03-22",
        "In the six months to the end of January, sales slipped 3%.",
        "the six months = P6M; the end of January = 2013-01",
    ),
    ("2013-03-22", "The ferry sank at dawn on Thursday with 80 people aboard.", "dawn on Thursday = 2013-03-21TMO"),
    ("2013-03-22", "By late afternoon the crowd had gone home.", "late afternoon = 2013-03-22TAF"),
    ("2013-03-22", "Crews worked through the night to clear the track.", "the night = 2013-03-21TNI"),
    ("2013-03-22", "All day Saturday volunteers filled sandbags.", "Saturday = 2013-03-16"),
    ("2013-03-22", "She had been ill for some time, her family said.", "some time = PXX"),
    (
        "2013-03-22",
        "The pope, 76, was elected last Wednesday and was installed on Tuesday.",
        "last Wednesday = 2013-03-20; Tuesday = 2013-03-19",
    ),
    ("2013-03-22", "The treasury expects growth of 0.6% this year and 1.8% next.", "this year = 2013"),
    ("2013-03-22", "Talks broke down after three and a half hours.", "three and a half hours = PT3H30M"),
    ("2013-03-22", "The club has not won there since Boxing Day 2001.", "Boxing Day 2001 = 2001-12-26"),
    (
        "2013-03-22",
        "The probe was launched in November 2011, six months before the vote.",
        "November 2011 = 2011-11; six months = P6M",
    ),
    ("2013-03-22", "The lease runs out at the end of 2014.", "the end of 2014 = 2014"),
    (
        "2013-03-22",
        "The ministry will publish the figures at 09:30 GMT on Tuesday.",
        "09:30 GMT on Tuesday = 2013-03-26T09:30",
    ),
    ("2013-03-22", "The two men last met in Geneva a fortnight ago.", "a fortnight ago = 2013-W10"),
    ("2013-03-22", "At the time, inflation stood at 14 percent.", ""),
    ("2013-03-22", "Until recently nobody had heard of the islands.", "recently = PAST_REF"),
    ("2013-03-22", "The law, now in its third year, bars smoking in parks.", "now = PRESENT_REF; third year = P3Y"),
    (
        "2013-03-22",
        "The company currently employs 4,500 people, down from 9,000 in 2008.",
        "currently = PRESENT_REF; 2008 = 2008",
    ),
    ("2013-03-22", "Nowadays few young people speak the language.", "Nowadays = PRESENT_REF"),
    ("2013-03-22", "More than 30 years later, the case was reopened.", "More than 30 years later = None"),
    (
        "2013-03-22",
        "A spokeswoman said Thursday afternoon that no decision had been made.",
        "Thursday afternoon = 2013-03-21TAF",
    ),
    ("2013-03-22", "The vote is scheduled for Sunday, March 24.", "Sunday, March 24 = 2013-03-24"),
    (
        "2013-03-22",
        "On Monday evening a car bomb killed nine people; on Tuesday another went off.",
        "Monday evening = 2013-03-18TEV; Tuesday = 2013-03-19",
    ),
    ("2013-03-22", "They pay $1,200 a month for two rooms.", ""),
    ("2013-03-22", "The plant makes 300,000 cars a year.", ""),
    ("2013-03-22", "Every summer the lake turns green.", "Every summer = XXXX-SU"),
    ("2013-03-22", "The group meets on the first Monday of each month.", "the first Monday of each month = XXXX-WXX-1"),
    (
        "2013-03-22",
        "He spent the weekend in Paris and returned on Monday.",
        "the weekend = 2013-W11-WE; Monday = 2013-03-18",
    ),
    ("2013-03-22", "A decision could come as soon as next month.", "next month = 2013-04"),
    ("2013-03-22", "The mission will last a year at most.", "a year = P1Y"),
    ("2013-03-22", "By the end of the decade half of all homes will be heated by wood.", "the end of the decade = 201"),
    ("2013-03-22", "In the late 19th century the river was moved.", "the late 19th century = 18"),
    ("2013-03-22", "The 2012 election cost twice as much as the one in 2004.", "2012 = 2012; 2004 = 2004"),
    (
        "2013-03-22",
        "The insurer lost $2.1 billion in the fourth quarter of 2012, compared with a profit of $1 billion a year earlier.",
        "the fourth quarter of 2012 = 2012-Q4; a year earlier = 2011-Q4",
    ),
    (
        "2013-03-22",
        "Net income rose to $40 million in the quarter ended Jan. 31.",
        "the quarter = 2012-Q4; Jan. 31 = 2013-01-31",
    ),
    (
        "2013-03-22",
        "Analysts expect the bank to report first-quarter results on April 12.",
        "first-quarter = 2013-Q1; April 12 = 2013-04-12",
    ),
    (
        "2013-03-22",
        "Shares closed at $34.20 on Thursday, their highest since Sept. 18, 2007.",
        "Thursday = 2013-03-21; Sept. 18, 2007 = 2007-09-18",
    ),
    ("2013-03-22", "Sales are up 5% year to date.", ""),
    (
        "2013-03-22",
        "The accident happened shortly before 11 p.m. on Thursday.",
        "11 p.m. on Thursday = 2013-03-21T23:00",
    ),
    ("2013-03-22", "Police were called to the house at about 4.30am.", "about 4.30am = 2013-03-22T04:30"),
    ("2013-03-22", "He added that more details would be given in the coming days.", "the coming days = PXD"),
    ("2013-03-22", "The museum will be closed from 1 to 14 May.", "1 = 2013-05-01; 14 May = 2013-05-14"),
    ("2013-03-22", "The rule took effect Jan. 1 and expires in three years.", "Jan. 1 = 2013-01-01; three years = P3Y"),
    ("2013-03-22", "The 90-day notice period ended in February.", "90-day = P90D; February = 2013-02"),
    ("2013-03-22", "A month-long strike has shut the mines.", "month-long = P1M"),
    ("2013-03-22", "The last time the two teams met was in the spring of 2011.", "the spring of 2011 = 2011-SP"),
    ("2013-03-22", "Twenty years ago today the museum opened its doors.", "Twenty years ago today = 1993-03-22"),
    ("2013-03-22", "Ten years on, the war still divides the country.", "Ten years = P10Y"),
    ("2013-03-22", "The prime minister is to meet the king later today.", "later today = 2013-03-22"),
    ("2013-03-22", "Yesterday's storm was the third in a week.", "Yesterday = 2013-03-21; a week = P1W"),
    (
        "2013-03-22",
        "The ban comes into force tomorrow at midnight.",
        "tomorrow = 2013-03-23; midnight = 2013-03-23T24:00",
    ),
    ("2013-03-22", "In recent months the price of bread has tripled.", "recent months = PXM"),
    ("2013-03-22", "Two nights ago shells fell on the market.", "Two nights ago = 2013-03-20TNI"),
    ("2013-03-22", "That same day, a second plane went missing.", "That same day = None"),
    (
        "2013-03-22",
        "The first rocket was fired on March 4; four days later the capital was hit.",
        "March 4 = 2013-03-04; four days later = 2013-03-08",
    ),
    (
        "2013-03-22",
        "In January 2010 an earthquake levelled the city. The following month the president resigned.",
        "January 2010 = 2010-01; The following month = 2010-02",
    ),
    ("2013-03-22", "She was born in 1931 and died on Thursday aged 81.", "1931 = 1931; Thursday = 2013-03-21"),
    (
        "2013-03-22",
        "The boat left on Thursday night and is expected on Saturday.",
        "Thursday night = 2013-03-21TNI; Saturday = 2013-03-23",
    ),
    (
        "2013-03-22",
        "The trial, which began on Monday, is expected to last six weeks.",
        "Monday = 2013-03-18; six weeks = P6W",
    ),
    ("2013-03-22", "The temperature will drop this weekend.", "this weekend = 2013-W12-WE"),
    ("2013-03-22", "He ruled from 1969 until 2011.", "1969 = 1969; 2011 = 2011"),
    ("2013-03-22", "The party has governed for most of the past 20 years.", "the past 20 years = P20Y"),
    ("2013-03-22", "Last night's game drew 40,000 fans.", "Last night = 2013-03-21TNI"),
    ("2013-03-22", "It is too soon to say, he said.", ""),
    (
        "2013-03-22",
        "The company plans to hire 200 people over the next 12 to 18 months.",
        "the next 12 to 18 months = PXM",
    ),
    (
        "2013-03-22",
        "The parade starts Sunday at 10 a.m. and ends around noon.",
        "Sunday = 2013-03-24; 10 a.m. = 2013-03-24T10:00; noon = 2013-03-24T12:00",
    ),
    ("2013-03-22", "The pair married in the 1970s and had three children.", "the 1970s = 197"),
    (
        "2013-03-22",
        "Winter storms killed 11 people in the first two weeks of March.",
        "the first two weeks = P2W; March = 2013-03",
    ),
    ("2013-03-22", "He has been mayor since May 2008.", "May 2008 = 2008-05"),
    ("2013-03-22", "The loan must be repaid within 60 days.", "60 days = P60D"),
    (
        "2013-03-22",
        "The budget for the 2013-14 fiscal year was approved on Wednesday.",
        "the 2013-14 fiscal year = 2013; Wednesday = 2013-03-20",
    ),
    ("2013-03-22", "The offer is valid until midnight on March 31.", "midnight on March 31 = 2013-03-31T24:00"),
    ("2013-03-22", "In the years since, thousands have left the valley.", "the years = PXY"),
    ("2013-03-22", "He had previously served as finance minister.", ""),
    ("2013-03-22", "Three days of mourning were declared.", "Three days = P3D"),
    ("2013-03-22", "A day after the vote, protesters filled the square.", "A day = P1D"),
    ("2013-03-22", "The previous day, the army had shelled the port.", "The previous day = 2013-03-21"),
    ("2013-03-22", "Nine months into the job, she quit.", "Nine months = P9M"),
    (
        "2013-03-22",
        "The quake struck at 2:46 p.m. local time on March 11, 2011.",
        "2:46 p.m. local time on March 11, 2011 = 2011-03-11T14:46",
    ),
    ("2013-03-22", "He earns up to $90 an hour and works 12-hour days.", "12-hour = PT12H"),
    ("2013-03-22", "The inquiry will hear evidence daily until Easter.", "daily = P1D; Easter = 2013-03-31"),
    ("2013-03-22", "Half a year after the floods, the school has reopened.", "Half a year = P6M"),
    ("2013-03-22", "On a recent Saturday morning, 50 people lined up for soup.", "Saturday morning = XXXX-WXX-6TMO"),
    ("2013-03-22", "He won the race in 2009 and again two years later.", "2009 = 2009; two years later = 2011"),
    ("2013-03-22", "The next day he was dead.", "The next day = None"),
    ("2013-03-22", "It is her fifth visit in as many months.", ""),
    ("2013-03-22", "Two-thirds of voters back the plan, up from half a year ago.", "half a year ago = 2012-09"),
    ("2013-03-22", "The site was hacked for the second time in three days.", "three days = P3D"),
    ("2013-03-22", "Traffic is down 20 percent from this time last year.", "last year = 2012"),
    ("2013-03-22", "They will stay there for the foreseeable future.", "the foreseeable future = FUTURE_REF"),
)


@pytest.fixture(scope="module")
def found():
    answers = {}
    for (day, sentence, _), language in zip(WEB, parse([dated(lay_out(s), d) for d, s, _ in WEB]), strict=True):
        text = language.story.text
        times = run(Draft(language.story, language)).items
        answers[day, sentence] = "; ".join(f"{text[slice(*t.span)]} = {t.value}" for t in times)
    return answers


@pytest.mark.parametrize(("day", "sentence", "expected"), WEB, ids=[sentence[:40] for _, sentence, _ in WEB])
def test_the_times_of_a_sentence(found, day, sentence, expected):
    assert found[day, sentence] == expected
