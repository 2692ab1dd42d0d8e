#!/usr/bin/env python3
"""Make lost_files.tsv: folders and configuration files that only packages make which full variants have and slim ones lack.

    make_lost_files.py DEBIAN [OUT_DIR]

DEBIAN is the folder that make_variants.py reads (contents-RELEASE-amd64.gz, contents-RELEASE-all.gz, packages-RELEASE.xz).
The packages are those of variant_packages.tsv (lost, old). A folder counts when no package of Debian's base image has a
file in it; only the topmost is listed. A file below /etc counts as a configuration file (Debian policy 10.7).
Python 3.9+, standard library only.
"""
import datetime
import gzip
import os
import sys

import make_variants

FOLDER = os.path.dirname(os.path.abspath(__file__))
# made when a package is configured, so in no list of files
BY_HAND = [('/etc/ssl/certs', 'ca-certificates'), ('/usr/local/share/ca-certificates', 'ca-certificates')]
# slim images keep these empty, or other rules look at them
ELSEWHERE = ('usr/share/doc/', 'usr/share/man/', 'usr/share/locale/', 'usr/share/info/', 'usr/share/lintian/', 'usr/share/bug/',
             'usr/bin/', 'usr/sbin/', 'bin/', 'sbin/')


def main():
    debian, out = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else FOLDER
    lost = set()
    with open(os.path.join(FOLDER, 'variant_packages.tsv'), encoding='utf-8') as file:
        for line in file:
            fields = line.rstrip('\n').split('\t')
            if len(fields) > 2 and fields[1] in ('lost', 'old'):
                lost |= set(fields[2].split())
    places = {}
    for release in make_variants.RELEASES:
        index = make_variants.read_packages(os.path.join(debian, f'packages-{release}.xz'))
        base = make_variants.closure(index, index[2] | {'apt', 'base-files', 'debian-archive-keyring'})
        taken, found = set(), []
        for kind in ('amd64', 'all'):
            with gzip.open(os.path.join(debian, f'contents-{release}-{kind}.gz'), 'rt', encoding='utf-8', errors='replace') as file:
                for line in file:
                    where, _, owners = line.rstrip('\n').rpartition(' ')
                    where = where.strip()
                    names = {one.rpartition('/')[2] for one in owners.split(',')}
                    if names & base:
                        folder = where.rpartition('/')[0]
                        while folder and folder not in taken:
                            taken.add(folder)
                            folder = folder.rpartition('/')[0]
                    elif names & lost and not where.startswith(ELSEWHERE):
                        found.append((where, sorted(names & lost)[0]))
        taken |= {'opt', 'srv', 'mnt', 'media', 'home', 'tmp', 'run', 'var/tmp', 'var/log', 'var/cache', 'var/lib', 'var/spool',
                  'usr/local', 'usr/src', 'usr/games', 'usr/share/man', 'usr/share/doc', 'usr/share/pixmaps', 'usr/include'}
        for where, package in found:
            parts = where.split('/')
            top = next(('/'.join(parts[:k]) for k in range(1, len(parts)) if '/'.join(parts[:k]) not in taken), None)
            if top is not None:
                places.setdefault('/' + top, package)
            if where.startswith('etc/'):
                places.setdefault('/' + where, package)
    for place, package in BY_HAND:
        places[place] = package
    with open(os.path.join(out, 'lost_files.tsv'), 'w', encoding='utf-8') as file:
        file.write('# folders that only a package makes which full variants have and slim ones lack, and its configuration files; Contents of Debian '
                   f'{" and ".join(make_variants.RELEASES)}, {datetime.date.today()}; made by make_lost_files.py; sorted by bytes\n')
        file.write('place\tpackage\n')
        for place in sorted(places, key=lambda one: one.encode()):
            file.write(f'{place}\t{places[place]}\n')


if __name__ == '__main__':
    main()
