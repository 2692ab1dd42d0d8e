#!/usr/bin/env python3
"""Prints the packages that cannot be installed without a JRE of OpenJDK: the row of removed_folders.tsv that names them.

usage: make_java_users.py PACKAGES.xz      (of one release's main; Python 3.9+, beside make_variants.py)

A package counts when each way that apt takes by itself (the first alternative there is; a provided name that only such
packages provide) leads to openjdk-*-jre or -jdk. Recommends are not followed.
"""
import re
import sys

from make_variants import read_packages


def main():
    depends, provides, _ = read_packages(sys.argv[1])
    found = {name for name in depends if re.match(r'openjdk-\d+-(jre|jdk)', name)}

    def leads_there(group):
        first = next((one for one in group if one in depends), None)
        return first in found if first else bool(provides.get(group[0])) and set(provides[group[0]]) <= found

    while more := {name for name, groups in depends.items() if name not in found and any(map(leads_there, groups))}:
        found |= more
    names = ' '.join(sorted(name for name in found if not name.startswith('openjdk-')))
    print(f'{names}\tpackages\t/usr/share/man/man1\tneed a JRE of OpenJDK; Packages of Debian 12, main, amd64, 2026-11-27; made by make_java_users.py')


main()
