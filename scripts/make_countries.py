"""Draw up src/wireledger/knowledge/countries.tsv anew from pycountry, countryinfo and babel, and our own additions.

Facts (codes, capitals, demonyms) come from those packages; what they lack or have wrong stands in OWN below. The table
is then edited by hand only through this script, so that it can always be drawn up again.

    python scripts/make_countries.py
"""

from __future__ import annotations

import csv
from pathlib import Path

import pycountry
from babel import Locale
from countryinfo import CountryInfo

TABLE = Path(__file__).parents[1] / "src/wireledger/knowledge/countries.tsv"

# iso3: (further names, further demonyms and adjectives). A name in front of "!" replaces the packages' name.
OWN: dict[str, tuple[str, str]] = {
    "AFG": ("", "Afghan Afghans"), "ARE": ("UAE|Emirates|the Emirates", "Emirati Emiratis"),
    "ARG": ("", "Argentine Argentines Argentinian"), "BDI": ("", "Burundian"), "BEL": ("", "Belgian"),
    "BFA": ("Burkina", "Burkinabe Burkinabes Burkinabé Burkinabè"), "BGD": ("", "Bangladeshi"),
    "BIH": ("Bosnia|Bosnia-Herzegovina|Bosnia and Herzegovina", "Bosnian Bosnians"), "BWA": ("", "Motswana Batswana Botswanan"),
    "CAF": ("C.A.R.|Central African Republic", "Central|African"), "CHE": ("", "Swiss"),
    "CHN": ("!China|People's Republic of China|Communist China|mainland China", "Chinese"),
    "CIV": ("!Ivory Coast|Côte d'Ivoire|Cote d'Ivoire", "Ivorian Ivorians"),
    "COD": ("!Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC|Congo-Kinshasa|Zaire|D.R. Congo|Congo", "Congolese Zairean"),
    "COG": ("!Republic of the Congo|Republic of Congo|Congo-Brazzaville|Congo Republic", ""),
    "COM": ("", "Comoran Comorian"), "CPV": ("!Cape Verde|Cabo Verde", "Cape|Verdean"), "CUB": ("", "Cuban"),
    "CZE": ("!Czech Republic|Czechia", "Czech Czechs"), "DEU": ("", "German"), "DJI": ("", "Djiboutian"),
    "DNK": ("", "Danish Dane Danes"), "DOM": ("", "Dominican"), "ERI": ("", "Eritrean"), "ESH": ("Western Sahara|Sahrawi Arab Democratic Republic|SADR", "Sahrawi Saharawi Sahrawis"),
    "ESP": ("", "Spanish Spaniard Spaniards"), "EST": ("", "Estonian"), "ETH": ("", "Ethiopian"),
    "FIN": ("", "Finnish Finn Finns"), "FRA": ("", "French Frenchman Frenchmen"),
    "GBR": ("!United Kingdom|Great Britain|Britain|UK|U.K.|England|Scotland|Wales|Northern Ireland", "British Briton Britons English Scottish Welsh"),
    "GIN": ("", "Guinean"), "GMB": ("!Gambia|The Gambia", "Gambian"), "GNB": ("", "Bissau-Guinean Guinea-Bissauan"), "GNQ": ("", "Equatoguinean Equatorial|Guinean"),
    "GRC": ("", "Greek"), "HKG": ("", "Hong|Kong Hongkonger"), "IND": ("", "Indian"), "IRL": ("", "Irish Irishman"),
    "IRN": ("!Iran|Islamic Republic of Iran|Islamic Republic", "Iranian"), "IRQ": ("", "Iraqi"), "ISL": ("", "Icelandic Icelander"),
    "ISR": ("", "Israeli"), "JPN": ("", "Japanese"), "KAZ": ("", "Kazakh Kazakhs Kazakhstani"), "KGZ": ("!Kyrgyzstan|Kyrgyz Republic|Kirghizia", "Kyrgyz Kyrgyzstani"),
    "KNA": ("", "Kittitian"), "KOR": ("!South Korea|Republic of Korea|ROK", "South|Korean South|Koreans"),
    "PRK": ("!North Korea|DPRK|Democratic People's Republic of Korea", "North|Korean North|Koreans"),
    "KWT": ("", "Kuwaiti"), "LAO": ("!Laos", "Laotian Lao"), "LBN": ("", "Lebanese"), "LBR": ("", "Liberian"), "LBY": ("!Libya", "Libyan"),
    "LIE": ("", "Liechtenstein"), "LKA": ("", "Sri|Lankan Sri|Lankans"), "LSO": ("", "Basotho Mosotho"), "LUX": ("", "Luxembourgish Luxembourger"),
    "MAC": ("!Macau|Macao", "Macanese"), "MDA": ("!Moldova|Moldavia", "Moldovan"), "MDG": ("", "Malagasy Madagascan"), "MDV": ("the Maldives", "Maldivian"),
    "MKD": ("!North Macedonia|Macedonia|FYROM", "Macedonian North|Macedonian"), "MLI": ("", "Malian"), "MMR": ("!Myanmar|Burma", "Burmese"),
    "MNE": ("", "Montenegrin"), "MNG": ("", "Mongolian"), "MRT": ("", "Mauritanian"), "MUS": ("", "Mauritian"), "MYS": ("", "Malaysian"),
    "NER": ("", "Nigerien Nigeriens Nigérien"), "NGA": ("", "Nigerian"), "NLD": ("!Netherlands|the Netherlands|Holland", "Dutch Dutchman"), "NOR": ("", "Norwegian"),
    "NPL": ("", "Nepalese Nepali"), "NZL": ("", "New|Zealand New|Zealander Kiwi"), "OMN": ("", "Omani"), "PAK": ("", "Pakistani"),
    "PHL": ("!Philippines|the Philippines", "Philippine Filipino Filipinos Filipina"), "PNG": ("", "Papua|New|Guinean Papuan"), "POL": ("", "Polish Pole Poles"), "PRI": ("", "Puerto|Rican"),
    "PRT": ("", "Portuguese"), "PSE": ("!Palestine|Palestinian territories|Palestinian Territories|State of Palestine|Palestinian Authority|West Bank|Gaza|Gaza Strip", "Palestinian Palestinians Gazan Gazans"),
    "QAT": ("", "Qatari"), "ROU": ("", "Romanian Rumanian"), "RWA": ("", "Rwandan Rwandese"),
    "SAU": ("", "Saudi Saudis Saudi|Arabian"), "SDN": ("", "Sudanese"), "SSD": ("", "South|Sudanese"), "SEN": ("", "Senegalese"), "SGP": ("", "Singaporean"),
    "SLB": ("", "Solomon|Islander"), "SLE": ("", "Sierra|Leonean"), "SLV": ("", "Salvadoran Salvadorean"), "SMR": ("", "Sammarinese"), "SOM": ("", "Somali Somalis Somalian"),
    "SRB": ("", "Serbian Serb Serbs"), "STP": ("Sao Tome", "Sao|Tomean"), "SVK": ("", "Slovak Slovaks Slovakian"), "SVN": ("", "Slovenian Slovene Slovenes"), "SWE": ("", "Swedish Swede Swedes"),
    "SWZ": ("!Eswatini|Swaziland", "Swazi"), "SYC": ("Seychelles|the Seychelles", "Seychellois"), "SYR": ("!Syria", "Syrian"), "TCD": ("", "Chadian"), "TGO": ("", "Togolese"),
    "THA": ("", "Thai Thais"), "TJK": ("", "Tajik Tajiks Tajikistani"), "TKM": ("", "Turkmen Turkmens"), "TLS": ("!East Timor|Timor-Leste", "Timorese East|Timorese"),
    "TTO": ("Trinidad", "Trinidadian"), "TUR": ("!Turkey|Türkiye|Turkiye|Republic of Türkiye", "Turkish Turk Turks"), "TWN": ("!Taiwan|Republic of China|Chinese Taipei", "Taiwanese"), "TZA": ("!Tanzania", "Tanzanian"),
    "UGA": ("", "Ugandan"), "UKR": ("", "Ukrainian"), "USA": ("!United States|United States of America|U.S.|US|USA|U.S.A.|America|the States", "American Americans"), "UZB": ("", "Uzbek Uzbeks Uzbekistani"),
    "VAT": ("!Vatican|Vatican City|Holy See|the Vatican", ""), "VEN": ("!Venezuela", "Venezuelan"), "VNM": ("!Vietnam|Viet Nam", "Vietnamese"), "VUT": ("", "Ni-Vanuatu Vanuatuan"),
    "XKX": ("!Kosovo", "Kosovar Kosovars Kosovan"), "YEM": ("", "Yemeni Yemenis Yemenite"), "ZAF": ("", "South|African South|Africans"), "ZMB": ("", "Zambian"), "ZWE": ("Rhodesia", "Zimbabwean Rhodesian"),
    "BRN": ("!Brunei", "Bruneian"), "FSM": ("!Micronesia", "Micronesian"), "RUS": ("!Russia|Russian Federation|Soviet Union|USSR|U.S.S.R.", "Russian Soviet"),
    "BOL": ("!Bolivia", "Bolivian"), "PAN": ("", "Panamanian"), "ECU": ("", "Ecuadorian Ecuadorean"), "HTI": ("", "Haitian"), "GUY": ("", "Guyanese"), "KIR": ("", "I-Kiribati"),
    "GEO": ("", "Georgian"), "ARM": ("", "Armenian"), "AZE": ("", "Azerbaijani Azeri Azeris Azerbaijanis"), "BLR": ("Byelorussia|Belorussia", "Belarusian Belarusians Belarussian Byelorussian"),
    "BHR": ("", "Bahraini"), "JOR": ("", "Jordanian"), "MAR": ("", "Moroccan"), "DZA": ("", "Algerian"), "TUN": ("", "Tunisian"), "EGY": ("", "Egyptian"), "GAB": ("", "Gabonese"), "BEN": ("Dahomey", "Beninese Beninois"),
    "KHM": ("", "Cambodian Khmer"), "GRL": ("", "Greenlandic Greenlander"), "HRV": ("", "Croatian Croat Croats"), "BGR": ("", "Bulgarian"), "LVA": ("", "Latvian"), "LTU": ("", "Lithuanian"), "HUN": ("", "Hungarian"), "ALB": ("", "Albanian"), "PER": ("", "Peruvian"), "COL": ("", "Colombian"), "CHL": ("", "Chilean"), "GHA": ("", "Ghanaian"), "KEN": ("", "Kenyan"), "MOZ": ("", "Mozambican"), "NAM": ("", "Namibian"), "AGO": ("", "Angolan"), "MWI": ("", "Malawian"), "NIC": ("", "Nicaraguan"), "HND": ("", "Honduran"), "GTM": ("", "Guatemalan"), "CRI": ("", "Costa|Rican"), "CYP": ("", "Cypriot"), "MLT": ("", "Maltese"), "AUT": ("", "Austrian"), "ITA": ("", "Italian"), "AUS": ("", "Australian Aussie"), "CAN": ("", "Canadian"), "MEX": ("", "Mexican"), "BRA": ("", "Brazilian"), "CMR": ("", "Cameroonian"), "IDN": ("", "Indonesian"), "PRY": ("", "Paraguayan"), "URY": ("", "Uruguayan"), "JAM": ("", "Jamaican"), "BHS": ("the Bahamas|Bahamas", "Bahamian"), "FJI": ("", "Fijian"), "BTN": ("", "Bhutanese"), "TON": ("", "Tongan"), "WSM": ("", "Samoan"), "NRU": ("", "Nauruan"), "PLW": ("", "Palauan"), "MHL": ("", "Marshallese"), "TUV": ("", "Tuvaluan"), "BLZ": ("", "Belizean"), "SUR": ("", "Surinamese"), "BRB": ("", "Barbadian"),
}  # fmt: skip
CAPITALS = {"XKX": "Pristina", "USA": "Washington", "UKR": "Kyiv", "KAZ": "Astana", "MMR": "Naypyidaw", "BDI": "Gitega", "ISR": "Jerusalem", "PSE": "Ramallah", "ESH": "Laayoune", "SSD": "Juba", "TZA": "Dodoma", "CIV": "Yamoussoukro", "VAT": "Vatican City", "MKD": "Skopje", "NRU": "Yaren"}  # fmt: skip
# No demonym of these may be taken for the state: the word mostly means something else in news.
AMBIGUOUS_NAMES = {"Jersey", "Niue", "Guernsey"}


def main() -> None:
    english = Locale("en").territories
    rows = []
    owned = {d.replace("|", " ") for _, demonyms in OWN.values() for d in demonyms.split()}
    codes = [
        (c.alpha_3, c.alpha_2, c.name, getattr(c, "common_name", None), getattr(c, "official_name", None))
        for c in pycountry.countries
    ]
    codes.append(("XKX", "XK", "Kosovo", None, "Republic of Kosovo"))
    for iso3, iso2, formal, common, official in sorted(codes):
        try:
            info = CountryInfo(iso2).info()
        except Exception:  # countryinfo has no row for some territories
            info = {}
        own_names, own_demonyms = OWN.get(iso3, ("", ""))
        extra = [n for n in own_names.lstrip("!").split("|") if n]
        name = extra.pop(0) if own_names.startswith("!") else str(common or english.get(iso2) or formal)
        names = [name, *extra]
        for candidate in (common, formal, english.get(iso2), official, info.get("name")):
            if candidate and "," not in candidate and "(" not in candidate and "&" not in candidate:
                names.append(candidate)
        if iso3 in ("COD", "COG"):
            names = [n for n in names if n != "Congo" or iso3 == "COD"]
        demonyms = [d.replace("|", " ") for d in own_demonyms.split()]
        packaged = str(info.get("demonym") or "")
        if packaged and iso3 not in OWN:
            demonyms.append(packaged)
        demonyms = [d for d in demonyms if iso3 in OWN or d not in owned]
        plural = [d + "s" for d in demonyms if d.endswith(("an", "i", "er")) and d + "s" not in demonyms]
        lat, lon = (info.get("latlng") or ["", ""])[:2]
        rows.append(
            [iso3, iso2, name, str(info.get("region") or ""), str(info.get("intermediateregion") or info.get("subregion") or ""),
             CAPITALS.get(iso3, str(info.get("capital") or "")), lat, lon,
             "|".join(dict.fromkeys(n for n in names[1:] if n != name)), "|".join(dict.fromkeys(demonyms + plural))]
        )  # fmt: skip
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["iso3", "iso2", "name", "region", "subregion", "capital", "lat", "lon", "names", "demonyms"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
