"""Stance: what a clause is held for. Each case: a sentence, the verb or noun that may name an event, its status."""

from __future__ import annotations

import pytest

from wireledger.reading import actors, places, statements, times
from wireledger.reading.draft import Draft
from wireledger.reading.language import parse
from wireledger.sources.wire import lay_out


def status(text: str, word: str) -> str | None:
    (language,) = parse([lay_out(text)])
    draft = Draft(language.story, language)
    draft.times, draft.places = times.run(draft), places.run(draft)
    draft.actors = actors.run(draft)
    found = statements.run(draft)
    (token,) = [t for s in language.sentences for t in s if t.text == word]
    return found.stance(token).status


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army withdrew its troops from the border.", "withdrew", "happened"),
        ("The minister said the army had withdrawn its troops.", "withdrawn", "happened"),
        ("The army is withdrawing its troops from the border.", "withdrawing", "ongoing"),
        ("The army continued to shell the town.", "shell", "ongoing"),
        # negated and denied
        ("The army did not withdraw its troops.", "withdraw", "denied"),
        ("The army never attacked the town.", "attacked", "denied"),
        ("The minister denied that the army had attacked the town.", "attacked", "denied"),
        ("The army denied attacking the town.", "attacking", "denied"),
        ("The government refused to withdraw its troops.", "withdraw", "denied"),
        ("The government rejected a withdrawal of its troops.", "withdrawal", "denied"),
        ("No troops were withdrawn from the border.", "withdrawn", "denied"),
        ("The two sides failed to sign the agreement.", "sign", "denied"),
        ("The government ruled out suspending the treaty.", "suspending", "denied"),
        ("The president stopped short of ending the agreement.", "ending", "denied"),
        ("It is not true that the army attacked the town.", "attacked", "denied"),
        # planned
        ("The army will withdraw its troops in June.", "withdraw", "planned"),
        ("The government plans to withdraw its troops.", "withdraw", "planned"),
        ("The government decided to suspend the treaty.", "suspend", "planned"),
        ("The two sides agreed to sign the pact in June.", "sign", "planned"),
        ("The army is going to withdraw its troops.", "withdraw", "planned"),
        ("The president promised to end the agreement.", "end", "planned"),
        ("The ministers are due to sign the accord on Friday.", "sign", "planned"),
        ("The troops are to leave by June.", "leave", "planned"),
        ("The minister announced plans to close the base.", "close", "planned"),
        # ordered
        ("The president ordered the army to withdraw.", "withdraw", "ordered"),
        ("The court instructed the ministry to suspend the treaty.", "suspend", "ordered"),
        ("The soldiers were told to leave the country.", "leave", "ordered"),
        ("The government gave the ambassador 48 hours to leave.", "leave", "ordered"),
        # demanded and wanted
        ("The rebels demanded that the army withdraw.", "withdraw", "demanded"),
        ("The government asked France to withdraw its troops.", "withdraw", "demanded"),
        ("The protesters called on the government to end the agreement.", "end", "demanded"),
        ("The protesters called for the withdrawal of the troops.", "withdrawal", "demanded"),
        ("The president wants Russia to join the pact.", "join", "demanded"),
        ("France must withdraw its troops, the president said.", "withdraw", "demanded"),
        ("The minister urged both sides to sign the accord.", "sign", "demanded"),
        ("The opposition hopes to end the agreement.", "end", "demanded"),
        # possible
        ("The army may withdraw its troops.", "withdraw", "possible"),
        ("The army could attack the town.", "attack", "possible"),
        ("The president threatened to end the agreement.", "end", "possible"),
        ("The government is considering suspending the treaty.", "suspending", "possible"),
        ("The army reportedly attacked the town.", "attacked", "possible"),
        ("The alleged attack killed two people.", "attack", "possible"),
        ("Analysts believe the army attacked the town.", "attacked", "possible"),
        ("The army is likely to withdraw its troops.", "withdraw", "possible"),
        ("It is possible that the army attacked the town.", "attacked", "possible"),
        ("Diplomats suspect that the army shelled the town.", "shelled", "possible"),
        ("The government would withdraw its troops.", "withdraw", "possible"),
        # conditional, asked, allowed: no event
        ("If the army attacks the town, the talks will end.", "attacks", None),
        ("The talks will end unless the army withdraws.", "withdraws", None),
        ("Did the army attack the town?", "attack", None),
        ("The treaty allows either side to end it.", "end", None),
        ("Nobody knows whether the army attacked the town.", "attacked", None),
        ("Both sides have the right to terminate the agreement.", "terminate", None),
        ("The pact provides that either party may suspend it.", "suspend", None),
    ],
)  # fmt: skip
def test_what_a_clause_is_held_for(text, word, expected):
    assert status(text, word) == expected
