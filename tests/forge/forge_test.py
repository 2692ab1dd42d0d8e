#!/usr/bin/env python3
"""imgfix bot against a stub forge over local bare repositories.

usage: forge_test.py IMGFIX_BUILD_DIR [PART..]   Ends with `N passed, N failed`; exit 1 when one failed.
Every request is checked against the committed parts of GitHub's and GitLab's published descriptions (*.json)."""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import faults  # noqa: E402
import hostile  # noqa: E402
import stories  # noqa: E402
from checks import Check  # noqa: E402

PARTS = {"stories": stories.run, "faults": faults.run, "hostile": hostile.run}


def main():
    imgfix = os.path.abspath(sys.argv[1]) + "/imgfix"
    check = Check()
    for name in sys.argv[2:] or PARTS:
        begin = time.time()
        PARTS[name](imgfix, check)
        print("%s: %.1f s" % (name, time.time() - begin))
    return check.end()


if __name__ == "__main__":
    sys.exit(main())
