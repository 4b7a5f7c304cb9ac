"""``python -m deploy.stack demo``: run the whole system on this machine."""

import argparse
import sys

from deploy.stack import choices, demo
from deploy.stack.errors import StackError


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.stack", description=__doc__)
    parser.add_argument("what", choices=["demo"], help="demo: with a world to look around in, until Ctrl-C")
    parser.parse_args()
    try:
        demo.run(choices.read())
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
