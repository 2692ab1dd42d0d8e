#!/usr/bin/env python3
"""Prints the packages that cannot be installed without a JRE of OpenJDK: the row of removed_folders.tsv that names them.

usage: make_java_users.py PACKAGES      (Debian's Packages of one release's main, unpacked; Python 3.9+)

A package counts when each way that apt takes by itself (the first alternative there is; a provided name that only such
packages provide) leads to openjdk-*-jre or -jdk. Recommends are not followed.
"""
import re
import sys


def main():
    depends, provided = {}, {}
    with open(sys.argv[1], encoding='utf-8') as file:
        for block in file.read().split('\n\n'):
            fields = dict(re.findall(r'(?m)^([A-Za-z-]+): (.*)', block))
            name = fields.get('Package')
            if not name:
                continue
            text = ', '.join(filter(None, (fields.get('Pre-Depends'), fields.get('Depends'))))
            depends[name] = [[re.split(r'[ (:]', one.strip())[0] for one in group.split('|')] for group in text.split(',') if group.strip()]
            for one in fields.get('Provides', '').split(','):
                if one.strip():
                    provided.setdefault(re.split(r'[ (:]', one.strip())[0], set()).add(name)
    found = {name for name in depends if re.match(r'openjdk-\d+-(jre|jdk)', name)}

    def leads_there(group):
        first = next((one for one in group if one in depends), None)
        return first in found if first else bool(provided.get(group[0])) and provided[group[0]] <= found

    while more := {name for name, groups in depends.items() if name not in found and any(map(leads_there, groups))}:
        found |= more
    names = ' '.join(sorted(name for name in found if not name.startswith('openjdk-')))
    print(f'{names}\tpackages\t/usr/share/man/man1\tneed a JRE of OpenJDK; Packages of Debian 12, main, amd64, 2026-11-27; made by make_java_users.py')


main()
