"""Stories and a desk that the tests of the desk share. The stories are invented."""

from __future__ import annotations

from pathlib import Path

import wireledger as wl
from wireledger.ledger import Ledger

NOTICE = """Chad gives France notice to end defence accord

N'DJAMENA, March 3, 2021 (Northwire) - Chad has notified France that it is ending the defence agreement between the two countries, Foreign Minister Omar Selah said on Wednesday.

France has about 400 soldiers in Chad. The agreement can be ended with six months' notice.

"We have told Paris in a letter," Selah told reporters.
"""
LONGER = (
    NOTICE.replace('"We have', 'France said on Wednesday that it regretted the decision.\n\n"We have')
    + "\n(Adds French reaction in third paragraph.)\n"
)
SANCTIONS = """CANBERRA, May 10, 2021 (Eastwire) - China imposed sanctions on Australia on Monday, Australian Foreign Minister Jane Dore said.
"""
TREATY = """MANILA, Feb. 11, 2020 (Northwire) - The Philippines notified the United States on Tuesday that it was ending the Visiting Forces Agreement, Foreign Secretary Ana Cruz said. Notice takes effect after 180 days.
"""
HOSTILE = """<script>alert('headline')</script> Mali <b>ends</b> accord with France

BAMAKO, June 2, 2021 (Northwire) - <img src=x onerror=alert(1)> Mali has ended its defence agreement with France, Foreign Minister "><svg onload=alert(2)> Omar Selah said on Wednesday.

"{{ 7*7 }} <a href='javascript:alert(3)'>click</a>," Selah told reporters. <script>alert('text')</script> </article></main><h1>Not ours</h1>
"""
NEW = """NIAMEY, June 7, 2021 (Northwire) - Niger has ordered about 120 French soldiers to leave within 30 days, Foreign Minister Ali Moro said on Monday.
"""

_made: list[Path] = []


def make(folder: Path) -> Path:
    """A ledger of these stories in a file of its own."""
    path = folder / "desk.sqlite"
    if not _made or not _made[0].is_file():
        with Ledger(path) as ledger:
            for text in (NOTICE, LONGER, SANCTIONS, TREATY):
                ledger.add(wl.read(text))
            ledger.add(wl.read(HOSTILE, published="2021-06-02"))
        _made[:] = [path]
        return path
    with Ledger(_made[0]) as whole:
        whole.backup(path)
    return path


__all__ = ["HOSTILE", "LONGER", "NEW", "NOTICE", "make"]
