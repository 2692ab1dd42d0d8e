#!/usr/bin/env python3
"""Prints the packages that cannot be installed without a JRE of OpenJDK: the rows of removed_folders.tsv that name them.

usage: make_java_users.py PACKAGES.xz...      (of one release's main each; Python 3.9+, beside make_variants.py)

A package counts when each way that apt takes by itself (the first alternative there is; a provided name that only such
packages provide) leads to openjdk-*-jre or -jdk. The first row follows Depends alone, in the first release; the second
has those that get there by Recommends, their own or those of what they bring, in any release.
"""
import re
import sys

from make_variants import read_packages


def users(path, *fields):
    depends, provides, _ = read_packages(path, ('Pre-Depends', 'Depends') + fields)
    found = {name for name in depends if re.match(r'openjdk-\d+-(jre|jdk)', name)}

    def leads_there(group):
        first = next((one for one in group if one in depends), None)
        return first in found if first else bool(provides.get(group[0])) and set(provides[group[0]]) <= found

    while more := {name for name, groups in depends.items() if name not in found and any(map(leads_there, groups))}:
        found |= more
    return {name for name in found if not name.startswith('openjdk-')}


def main():
    need = users(sys.argv[1])
    recommend = set().union(*(users(path, 'Recommends') - users(path) for path in sys.argv[1:]))
    source = 'Packages of Debian {}, main, amd64, 2026-11-27; made by make_java_users.py'
    print(f'{" ".join(sorted(need))}\tpackages\t/usr/share/man/man1\tneed a JRE of OpenJDK; {source.format("12")}')
    print(f'{" ".join(sorted(recommend))}\trecommending\t/usr/share/man/man1\tneed a JRE of OpenJDK by what they, or those they bring, recommend; '
          f'{source.format("12 and 13")}')


main()
