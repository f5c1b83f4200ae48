"""``python -m wireledger.desk user NAME --role editor``: a line for the file of users, with the password hashed."""

from __future__ import annotations

import argparse
import getpass
import json
import sys

from wireledger.desk.guard import hashed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m wireledger.desk", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    user = commands.add_parser("user", help="print the entry of a user for the file that serve --users takes")
    user.add_argument("name")
    user.add_argument("--role", choices=("reader", "editor"), default="reader")
    given = parser.parse_args()
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < 10:
        sys.exit("The password is too short: 10 characters at least.")
    print(f'[{json.dumps(given.name)}]\nrole = "{given.role}"\npassword = "{hashed(password)}"')


if __name__ == "__main__":
    main()
