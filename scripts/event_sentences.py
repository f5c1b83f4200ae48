"""Sentences for training, made from patterns of our own: what each PLOVER root sounds like between any two actors.

``{s}`` is the source, ``{t}`` the target; CAMEO's subcategories were gone through one by one for the patterns.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

STATES = (
    "Kenya|Peru|the Philippines|Norway|Tunisia|Japan|the United States|Washington|Moscow|Ankara|the Chilean government|"
    "Ghana's government|the Mexican foreign ministry|Nepal|South Korea|Seoul|Hanoi|the Portuguese prime minister|Angola|"
    "Prime Minister Anna Lind|President Omar Diallo|the European Union|the African Union|the United Nations|the opposition|"
    "the ruling party|the interim government|Jakarta|Serbia|Lithuania|the Gulf kingdom|Cuba|the island's authorities|"
    "the Bolivian leader|Tehran|Brussels|a senior minister|the military council|the governor|the central government"
)
ARMED = (
    "the army|government troops|Kurdish fighters|rebels|militants|the air force|separatist gunmen|the insurgents|"
    "Sudanese soldiers|Syrian forces|the militia|Israeli warplanes|jihadists|police|Houthi fighters|Turkish forces|"
    "the paramilitaries|coalition jets|border guards|Islamist militants"
)
PEOPLE = (
    "the journalist|three aid workers|an opposition leader|two Greek sailors|dozens of students|the former minister|"
    "a human rights lawyer|ten villagers|the detained activists|a French tourist|the union leader|50 migrants|"
    "two pilots|the general's son|the Belarusian blogger|civilians in the north"
)
CROWD = (
    "students|thousands of teachers|opposition supporters|farmers|nurses|miners|taxi drivers|demonstrators|residents of the "
    "capital|prisoners|bus drivers|trade unions|women's groups|the villagers|monks|dock workers"
)
PLACES = (
    "the northern province|Aleppo|the border town|the capital|the port of Aden|Mogadishu|the disputed valley|Darfur|the island|"
    "eastern Congo|Donetsk|the refugee camp|the airport|the oil field|a village near Mosul"
)

# root | who | whom | pattern
PATTERNS = """
AGREE|S|S|{s} agreed to resume cooperation with {t}
AGREE|S|S|{s} has agreed to send engineers to {t}
AGREE|S|S|{s} promised to give {t} more loans
AGREE|S|S|{s} is ready to open trade talks with {t}
AGREE|S|S|{s} is willing to pull its soldiers out of {t}
AGREE|S|S|{s} said it would release the prisoners that {t} had asked for
AGREE|S|S|{s} will sign an accord with {t} next month
AGREE|S|S|{s} expressed its readiness to mediate for {t}
AGREE|S|S|{s} offered to mediate between {t} and its neighbours
AGREE|S|S|{s} pledged 20 million dollars for {t}
AGREE|S|S|{s} vowed to strengthen its partnership with {t}
AGREE|S|S|{s} plans to lift its embargo on {t}
AGREE|S|S|{s} accepted a proposal from {t} to settle the dispute
AGREE|S|S|{s} said that it was prepared to meet {t} without conditions
AGREE|S|S|{s} intends to expand military ties with {t}
AGREE|S|P|{s} promised to free {t}
AGREE|S|S|{s} has committed to train the police of {t}
AGREE|S|S|{s} is to provide {t} with two patrol boats
AGREE|S|S|{s} and {t} have agreed to hold naval exercises in spring
AGREE|S|S|{s} said it would allow inspectors from {t} into its plants
AGREE|A|S|{s} agreed to lay down their arms under a plan of {t}
AGREE|S|S|{s} will extradite the suspect to {t}
AGREE|S|S|{s} announced that it would share intelligence with {t}
CONSULT|S|S|{s} met {t} to talk about the border
CONSULT|S|S|{s} held talks with {t} on trade
CONSULT|S|S|{s} visited {t} for two days
CONSULT|S|S|{s} arrived in {t} on an official visit
CONSULT|S|S|{s} telephoned {t} about the crisis
CONSULT|S|S|{s} received a delegation from {t}
CONSULT|S|S|{s} hosted {t} for dinner at the palace
CONSULT|S|S|{s} mediated between {t} and the rebels
CONSULT|S|S|{s} negotiated with {t} through the night
CONSULT|S|S|{s} discussed the treaty with {t} in Geneva
CONSULT|S|S|{s} opened a round of negotiations with {t}
CONSULT|S|S|{s} attended a summit with {t} in Vienna
CONSULT|S|S|{s} had a phone call with {t}
CONSULT|S|S|{s} conferred with {t} on the sidelines of the assembly
SUPPORT|S|S|{s} praised {t} for its efforts
SUPPORT|S|S|{s} welcomed the decision of {t}
SUPPORT|S|S|{s} voiced its full support for {t}
SUPPORT|S|S|{s} recognised the new government of {t}
SUPPORT|S|S|{s} established diplomatic relations with {t}
SUPPORT|S|S|{s} restored diplomatic ties with {t}
SUPPORT|S|S|{s} signed a treaty with {t}
SUPPORT|S|S|{s} ratified the agreement with {t}
SUPPORT|S|S|{s} and {t} signed a memorandum of understanding
SUPPORT|S|S|{s} apologised to {t} for the incident
SUPPORT|S|S|{s} defended {t} against its critics
SUPPORT|S|S|{s} congratulated {t} on its independence day
SUPPORT|S|S|{s} thanked {t} for its solidarity
SUPPORT|S|S|{s} sent condolences to {t} after the earthquake
SUPPORT|S|S|{s} endorsed the plan of {t}
SUPPORT|S|S|{s} urged the world to stand by {t}
SUPPORT|S|S|{s} exchanged ambassadors with {t}
SUPPORT|S|S|{s} reached an agreement with {t} on fishing
SUPPORT|S|S|{s} awarded a medal to {t}
SUPPORT|S|S|{s} invited {t} to the summit
SUPPORT|S|S|{s} reaffirmed its commitment to {t}
COOPERATE|S|S|{s} held joint military exercises with {t}
COOPERATE|S|S|{s} and {t} began naval drills
COOPERATE|S|S|{s} shared intelligence with {t}
COOPERATE|S|S|{s} shared evidence with {t}
COOPERATE|S|S|{s} and {t} staged war games near the coast
COOPERATE|S|S|{s} resumed trade with {t}
COOPERATE|S|S|{s} bought wheat from {t}
COOPERATE|S|S|{s} handed information on the accounts to {t}
COOPERATE|S|S|{s} cooperates with {t} against smuggling
COOPERATE|S|S|{s} and {t} expanded their economic cooperation
COOPERATE|S|S|{s} and {t} carried out a joint patrol
COOPERATE|S|S|{s} exchanged data on the suspects with {t}
COOPERATE|S|S|{s} exported gas to {t}
COOPERATE|S|S|{s} worked with {t} to build a railway
COOPERATE|S|S|{s} trained alongside the pilots of {t}
AID|S|S|{s} gave 30 million dollars to {t}
AID|S|S|{s} sent food and medicine to {t}
AID|S|S|{s} donated vaccines to {t}
AID|S|S|{s} provided military assistance to {t}
AID|S|S|{s} deployed peacekeepers to {t}
AID|S|S|{s} supplied {t} with weapons
AID|S|S|{s} granted asylum to refugees from {t}
AID|S|P|{s} granted asylum to {t}
AID|S|P|{s} evacuated {t}
AID|S|S|{s} extended a loan to {t}
AID|S|S|{s} is sending soldiers to the peace mission in {t}
AID|S|S|{s} delivered tents to earthquake victims in {t}
AID|S|S|{s} contributed 5 million euros for the people of {t}
AID|S|S|{s} has funded schools in {t}
AID|S|S|{s} handed over equipment worth 2 million to {t}
AID|S|S|{s} sent election observers to {t}
AID|S|S|{s} took in 2,000 refugees from {t}
AID|S|S|{s} flew relief supplies to {t}
YIELD|S|P|{s} released {t}
YIELD|S|P|{s} freed {t} from prison
YIELD|S|P|{s} pardoned {t}
YIELD|S|S|{s} lifted sanctions on {t}
YIELD|S|S|{s} eased travel restrictions on {t}
YIELD|S|L|{s} lifted the curfew in {t}
YIELD|S|L|{s} withdrew its troops from {t}
YIELD|A|L|{s} retreated from {t}
YIELD|A|L|{s} pulled out of {t}
YIELD|A|L|{s} have begun leaving {t}
YIELD|A|S|{s} declared a ceasefire with {t}
YIELD|A|L|{s} announced a truce in {t}
YIELD|A|S|{s} surrendered to {t}
YIELD|S|S|{s} returned a stolen statue to {t}
YIELD|S|S|{s} returned the remains of a soldier to {t}
YIELD|S|L|{s} allowed aid convoys into {t}
YIELD|S|S|{s} allowed inspectors from {t} to visit the site
YIELD|S|S|{s} gave {t} permission to use its airspace
YIELD|S|S|{s} ended its blockade of {t}
YIELD|C|S|{s} called off their strike after talks with {t}
YIELD|S|L|{s} lifted the state of emergency in {t}
YIELD|S|S|{s} lifted its ban on imports from {t}
YIELD|S|S|{s} gave in to the demands of {t}
YIELD|S|P|{s} dropped the charges against {t}
YIELD|S|P|{s} lifted the house arrest of {t}
YIELD|S|S|{s} reopened its border with {t}
YIELD|S|S|{s} stepped down as {t} had demanded
YIELD|S|S|{s} dismissed the minister after pressure from {t}
YIELD|A|S|{s} handed over their weapons to {t}
YIELD|S|S|{s} reversed its decision to ban {t}
YIELD|A|L|{s} halted their offensive in {t}
YIELD|S|S|{s} accepted peacekeepers from {t}
REQUEST|S|S|{s} asked {t} for help
REQUEST|S|S|{s} demanded that {t} withdraw its forces
REQUEST|S|S|{s} called on {t} to release the prisoners
REQUEST|S|S|{s} urged {t} to lift the sanctions
REQUEST|S|S|{s} appealed to {t} for food aid
REQUEST|S|S|{s} said {t} must respect the ceasefire
REQUEST|S|S|{s} said that {t} must end the attacks
REQUEST|S|S|{s} says {t} should hold elections
REQUEST|S|S|{s} demanded an apology from {t}
REQUEST|S|S|{s} demanded the release of the pilots held by {t}
REQUEST|S|S|{s} demanded talks with {t}
REQUEST|S|S|{s} asked {t} to extradite the banker
REQUEST|S|S|{s} is pressing {t} to join the talks
REQUEST|S|S|{s} ordered {t} to pay compensation
REQUEST|C|S|{s} demanded that {t} resign
REQUEST|C|S|{s} sought refuge in {t}
REQUEST|S|S|{s} called for mediation by {t}
REQUEST|S|S|{s} wants {t} to open its market
ACCUSE|S|S|{s} condemned {t}
ACCUSE|S|S|{s} criticised the decision of {t}
ACCUSE|S|S|{s} accused {t} of arming the rebels
ACCUSE|S|S|{s} blamed {t} for the violence
ACCUSE|S|S|{s} denounced the remarks of {t}
ACCUSE|S|S|{s} expressed concern over the elections in {t}
ACCUSE|S|S|{s} lodged a complaint against {t}
ACCUSE|S|S|{s} sued {t} over the contract
ACCUSE|S|S|{s} filed a lawsuit against {t}
ACCUSE|S|S|{s} charged {t} with fraud
ACCUSE|S|P|{s} indicted {t}
ACCUSE|S|S|{s} launched an investigation into {t}
ACCUSE|S|S|{s} is investigating {t} over bribes
ACCUSE|S|P|{s} ordered an inquiry into {t}
ACCUSE|S|S|{s} said that {t} had violated the ceasefire
ACCUSE|S|S|{s} alleged that {t} was behind the attack
ACCUSE|S|P|a court of {s} found {t} guilty
ACCUSE|S|S|{s} voiced anger at {t}
ACCUSE|S|S|{s} summoned the ambassador of {t} to protest
ACCUSE|S|S|{s} called for sanctions against {t}
ACCUSE|S|S|{s} deplored the raid by {t}
REJECT|S|S|{s} rejected the proposal of {t}
REJECT|S|S|{s} refused to meet {t}
REJECT|S|S|{s} turned down a request from {t}
REJECT|S|S|{s} declined to answer {t}
REJECT|S|S|{s} will not lift the sanctions on {t}
REJECT|S|P|{s} will not release {t}
REJECT|S|S|{s} said it would not negotiate with {t}
REJECT|S|S|{s} will not accept the ruling of {t}
REJECT|S|S|{s} vetoed the resolution of {t}
REJECT|S|S|{s} refused to withdraw its troops from {t}
REJECT|S|S|{s} failed to reach an agreement with {t}
REJECT|S|S|{s} denied {t} access to the site
REJECT|S|S|{s} dismissed the demands of {t}
REJECT|S|S|{s} ruled out talks with {t}
REJECT|S|S|{s} refused to extradite the suspect to {t}
REJECT|S|S|{s} rejected the accusations of {t}
REJECT|S|S|{s} defied the sanctions of {t}
REJECT|S|S|{s} reneged on its accord with {t}
REJECT|C|S|{s} will not end their strike until {t} pays
REJECT|S|S|{s} rejected a bid by {t} for mediation
THREATEN|S|S|{s} threatened to attack {t}
THREATEN|S|S|{s} threatened {t} with sanctions
THREATEN|S|S|{s} warned {t} of serious consequences
THREATEN|S|S|{s} issued an ultimatum to {t}
THREATEN|S|S|{s} gave {t} a deadline to withdraw
THREATEN|S|S|{s} threatened to cut ties with {t}
THREATEN|S|S|{s} threatened to cut aid to {t}
THREATEN|S|S|{s} threatened to expel the envoy of {t}
THREATEN|C|S|{s} threatened to strike unless {t} raised wages
THREATEN|C|S|{s} said they would boycott the election called by {t}
THREATEN|S|S|{s} said it would impose sanctions on {t}
THREATEN|A|L|{s} threatened to shell {t}
THREATEN|S|S|{s} warned that it would shoot down any drone of {t}
THREATEN|S|L|{s} will extend the curfew in {t}
THREATEN|S|S|{s} vowed to retaliate against {t}
THREATEN|A|L|{s} said they would begin an operation in {t}
THREATEN|C|S|{s} will hold a protest against {t} next week
PROTEST|C|S|{s} protested against {t}
PROTEST|C|S|{s} marched in the capital against {t}
PROTEST|C|S|{s} went on strike to press {t} for better pay
PROTEST|C|S|{s} stopped work over a dispute with {t}
PROTEST|C|S|{s} began a hunger strike against {t}
PROTEST|C|S|{s} blocked roads in a protest against {t}
PROTEST|C|S|{s} clashed with police during a demonstration against {t}
PROTEST|C|S|{s} rioted over the plans of {t}
PROTEST|C|S|{s} boycotted the vote called by {t}
PROTEST|C|S|{s} rallied to demand reforms from {t}
PROTEST|C|S|{s} burned the flag of {t}
PROTEST|C|L|{s} took to the streets in {t}
PROTEST|C|S|{s} staged a sit-in outside the embassy of {t}
PROTEST|C|S|{s} walked out in a dispute with {t}
SANCTION|S|S|{s} broke off diplomatic relations with {t}
SANCTION|S|S|{s} suspended aid to {t}
SANCTION|S|S|{s} cut military aid to {t}
SANCTION|S|S|{s} ended its military accord with {t}
SANCTION|S|S|{s} halted negotiations with {t}
SANCTION|S|S|{s} recalled its ambassador from {t}
SANCTION|S|S|{s} expelled the ambassador of {t}
SANCTION|S|S|{s} expelled aid workers from {t}
SANCTION|S|S|{s} withdrew its observers from {t}
SANCTION|S|S|{s} suspended flights to {t}
SANCTION|S|S|{s} reduced its assistance to {t}
SANCTION|S|S|{s} stopped food deliveries to {t}
SANCTION|S|S|{s} withdrew its peacekeepers from {t}
SANCTION|S|S|{s} suspended the talks with {t}
SANCTION|S|S|{s} expelled UN inspectors sent by {t}
SANCTION|S|S|{s} closed its embassy in {t}
MOBILIZE|S|L|{s} sent troops to {t}
MOBILIZE|S|S|{s} mobilised troops against {t}
MOBILIZE|S|S|{s} put its army on alert over {t}
MOBILIZE|A|L|{s} remained on alert in {t}
MOBILIZE|A|L|{s} massed near {t}
MOBILIZE|S|L|{s} beefed up police in {t}
MOBILIZE|S|S|{s} deployed missiles near the border with {t}
MOBILIZE|S|L|{s} reinforced its garrison in {t}
MOBILIZE|S|S|{s} moved warships towards {t}
MOBILIZE|S|S|{s} tested a missile in a show of force to {t}
MOBILIZE|A|L|{s} have built up forces around {t}
MOBILIZE|S|L|{s} raised the alert level of its forces in {t}
COERCE|S|P|{s} arrested {t}
COERCE|A|P|{s} detained {t}
COERCE|S|P|{s} deported {t}
COERCE|S|P|a court of {s} sentenced {t} to six years in prison
COERCE|S|S|{s} imposed sanctions on {t}
COERCE|S|S|{s} imposed an embargo on {t}
COERCE|S|L|{s} imposed a curfew on {t}
COERCE|S|L|{s} declared a state of emergency in {t}
COERCE|S|S|{s} banned the party of {t}
COERCE|S|S|{s} seized a tanker of {t}
COERCE|S|S|{s} froze the assets of {t}
COERCE|S|P|{s} banned {t} from politics
COERCE|A|P|{s} raided the home of {t}
COERCE|S|S|{s} shut down the newspaper of {t}
COERCE|A|C|{s} dispersed {t} with tear gas
COERCE|S|L|{s} demolished houses in {t}
COERCE|S|P|{s} issued an arrest warrant for {t}
COERCE|S|S|{s} hacked the computers of {t}
COERCE|S|S|{s} imposed tariffs on {t}
ASSAULT|A|L|{s} attacked {t}
ASSAULT|A|L|{s} bombed {t}
ASSAULT|A|P|{s} killed {t}
ASSAULT|A|P|{s} kidnapped {t}
ASSAULT|A|P|{s} tortured {t}
ASSAULT|A|P|{s} executed {t}
ASSAULT|A|L|{s} fired rockets at {t}
ASSAULT|A|L|{s} shelled {t}
ASSAULT|A|A|{s} clashed with {t}
ASSAULT|A|L|{s} captured {t}
ASSAULT|A|L|{s} launched airstrikes on {t}
ASSAULT|A|P|{s} beat {t}
ASSAULT|A|P|{s} assassinated {t}
ASSAULT|A|L|a suicide bomber of {s} blew himself up in {t}
ASSAULT|A|A|{s} violated the ceasefire with {t}
ASSAULT|A|P|{s} used {t} as human shields
ASSAULT|S|S|{s} launched a cyber attack on {t}
ASSAULT|S|L|{s} imposed a blockade on {t}
ASSAULT|A|L|{s} took control of {t}
ASSAULT|A|P|{s} raped {t}
ASSAULT|S|S|{s} ordered strikes against {t}
ASSAULT|A|A|{s} exchanged fire with {t}
ASSAULT|A|L|{s} expelled residents from {t} by force
"""

BEFORE = (
    "", "", "", "", "On Monday, ", "Last year, ", "In a statement on Friday, ", "Earlier this week, ", "State media said that ",
    "Officials said ", "In March 2016, ", "After weeks of tension, ", "For the first time in a decade, ", "Meanwhile, ",
    "Reports say ",
)  # fmt: skip
AFTER = (
    "", "", "", "", ", officials said on Tuesday", ", according to a spokesman", " last week", " despite protests at home",
    ", the state news agency reported", " in a dispute over water", " on Thursday", " ahead of the election",
    ", a move that surprised diplomats", " after months of talks", " amid growing tension in the region",
)  # fmt: skip


def sentences(seed: int = 1, each: int = 3) -> Iterator[tuple[str, str]]:
    """Marked sentences with their root (YIELD for CONCEDE and RETREAT), ``each`` a pattern; the same for the same seed."""
    rng = random.Random(seed)
    pools = {"S": STATES.split("|"), "A": ARMED.split("|"), "P": PEOPLE.split("|"), "C": CROWD.split("|"), "L": PLACES.split("|")}  # fmt: skip
    for line in PATTERNS.strip().splitlines():
        root, who, whom, pattern = line.split("|")
        for _ in range(each):
            source, target = rng.choice(pools[who]), rng.choice(pools[whom])
            if source == target:
                continue
            before, after = rng.choice(BEFORE), rng.choice(AFTER)
            if not before:
                source = source[0].upper() + source[1:] if pattern.startswith("{s}") else source
            text = pattern.replace("{s}", f"<s>{source}</s>").replace("{t}", f"<t>{target}</t>")
            yield f"{before}{text}{after}.", root
