#!/usr/bin/env python3
"""Make the derived files of this folder from the factual data of the project (its own README says how those were made).

    make_data.py SOURCE_DIR [OUT_DIR]

SOURCE_DIR holds catalog.min, images.tsv, image-status.tsv, old-tags.min, eol.tsv, packages.tsv, external.tsv,
sizes.tsv, equivalents.tsv and alpine-applets.txt; OUT_DIR is this folder unless given. Python 3.9+, standard library
only, no network. Runs again with the same result. The hand-made files beside it (base_config.tsv, managers.tsv,
codenames.tsv, busybox_applets.txt) are not touched.
"""
import collections
import os
import re
import sys

DEBIAN_DATED = re.compile(r'\d{8}')
WINDOWS = re.compile(r'windowsservercore|nanoserver')
PRERELEASE = re.compile(
    r'(^|[-.\d])(rc|beta|alpha|ea|cr|snapshot|preview|dev|nightly|m)\d*([-.]|$)|\d(rc|beta|alpha|a|b)\d*(-|$)|milestone|pre',
    re.I)
# Long lists of rarely used names; a tag of theirs that is gone is "unknown to the catalog".
NO_OLD_TAGS = {'clojure', 'tomee', 'ibm-semeru-runtimes'}
USABLE_KINDS = ('same', 'rename', 'split', 'busybox', 'base', 'replace', 'varies', 'notneeded', 'none')


def split_tag(tag):
    """3.12-slim -> ('3.12', 'slim'); slim -> ('', 'slim')"""
    head, _, tail = tag.partition('-')
    return (head, tail) if re.match(r'v?\d', head) else ('', tag)


def join_tag(head, tail):
    return head + '-' + tail if head and tail else head or tail


def unfactor(text):
    """The tags of a product form: `3.12|3*slim|alpine` and plain words, parted by blanks."""
    tags = []
    for word in text.split(' '):
        heads, star, tails = word.partition('*')
        if not star:
            tags.append(word)
            continue
        tags += [join_tag(head, tail) for tail in tails.split('|') for head in heads.split('|')]
    return tags


def factor(tags):
    """The shorter of the product form and the plain list; unfactor() gives the same set back."""
    by_tail = collections.OrderedDict()
    for tag in sorted(tags):
        head, tail = split_tag(tag)
        by_tail.setdefault(tail, []).append(head)
    by_heads = collections.OrderedDict()
    for tail, heads in by_tail.items():
        by_heads.setdefault(tuple(sorted(heads)), []).append(tail)
    words = []
    for heads, tails in by_heads.items():
        if len(heads) == 1 and len(tails) == 1:
            words.append(join_tag(heads[0], tails[0]))
        elif heads == ('',):
            words += tails
        else:
            words.append('|'.join(heads) + '*' + '|'.join(tails))
    product, plain = ' '.join(words), ' '.join(sorted(tags))
    best = product if len(product) < len(plain) else plain
    assert sorted(unfactor(best)) == sorted(tags), tags
    return best


def rows(path):
    """(header comment, column names, rows) of a TSV file"""
    comment, columns, found = '', None, []
    with open(path, encoding='utf-8', newline='\n') as file:
        for line in file.read().split('\n'):
            if line.startswith('#'):
                comment = comment or line
            elif columns is None:
                columns = line.split('\t')
            elif line:
                found.append(dict(zip(columns, line.split('\t') + [''] * len(columns))))
    return comment, columns, found


# Beside the source's: Debian's builds of OpenJDK that are gone from the catalog, but can be pulled (old_tags.min).
OWN_EQUIVALENTS = [
    ('openjdk', '(\\d+[.u\\d]*)(?:-(jdk|jre))?', '\\1-\\2-slim', 'slim', 'same-libc',
     'fonts: fontconfig and libfreetype6 are in the full variant alone; no git, curl, unzip'),
    ('openjdk', '(\\d+[.u\\d]*)(?:-(jdk|jre))?-(D)', '\\1-\\2-slim-\\3', 'slim', 'same-libc', 'as above'),
]

class Maker:
    def __init__(self, source, out):
        self.source, self.out = source, out
        self.catalog = self.read('catalog.min')
        self.stamp = self.catalog.split('\n', 1)[0]  # commit and day

    def read(self, name):
        with open(os.path.join(self.source, name), encoding='utf-8', newline='\n') as file:
            return file.read()

    def write(self, name, text):
        with open(os.path.join(self.out, name), 'w', encoding='utf-8', newline='\n') as file:
            file.write(text)
        print('%-22s %7d bytes' % (name, len(text.encode())))

    def write_tsv(self, name, comment, columns, table):
        """The rows in the order of the first field's bytes (imgfix searches by it), else in their own."""
        table = sorted(table, key=lambda row: row[0].encode())
        lines = ['# ' + comment, '\t'.join(columns)] + ['\t'.join(row).rstrip('\t') for row in table]
        assert all('\n' not in line for line in lines)
        self.write(name, '\n'.join(lines) + '\n')

    def make(self):
        self.write('catalog.min', self.catalog)
        self.image_status()
        self.old_tags()
        self.windows_tags()
        self.eol()
        self.packages()
        self.external()
        self.sizes()
        self.equivalents()
        self.alpine_applets()

    def image_status(self):
        _, _, found = rows(os.path.join(self.source, 'image-status.tsv'))
        self.write_tsv('image_status.tsv', 'docker-library/official-images ' + self.stamp,
                       ['image', 'status', 'removed_on'],
                       [(r['image'], r['status'], r['removed_on']) for r in found])

    def old_tags(self):
        """=image, then `YYMMDD tags` per day: Linux tags that left, no pre-releases, no dated snapshots, at most two
        version numbers (a third one is an exact version: not in the catalog = no longer rebuilt)."""
        now = set()
        image = None
        for line in self.catalog.split('\n')[1:]:
            if line.startswith('='):
                image = line[1:]
            elif line and not line.startswith('!'):
                for part in line.split('\t')[0].split(';'):
                    now.update((image, tag) for tag in unfactor(part))
        old, image = collections.OrderedDict(), None
        for line in self.read('old-tags.min').split('\n'):
            if line.startswith('='):
                image = line[1:]
                old[image] = collections.OrderedDict()
            elif line:
                day, exact, tags = line.split(' ', 2)
                for tag in unfactor(tags) + ([exact] if exact else []):
                    old[image][tag] = max(day, old[image].get(tag, ''))
        lines = ['# docker-library/official-images ' + self.stamp + '; =image, then day (YYMMDD) and the tags that left']
        for image, tags in old.items():
            days = collections.OrderedDict()
            for tag, day in tags.items():
                if image not in NO_OLD_TAGS and (image, tag) not in now and self.worth_keeping(tag):
                    days.setdefault(day, []).append(tag)
            if days:
                lines.append('=' + image)
                lines += [day + ' ' + factor(sorted(days[day])) for day in sorted(days)]
        self.write('old_tags.min', '\n'.join(lines) + '\n')

    @staticmethod
    def worth_keeping(tag):
        if WINDOWS.search(tag) or PRERELEASE.search(tag) or DEBIAN_DATED.search(tag):
            return False
        head = split_tag(tag)[0]
        return len(re.findall(r'\d+', head)) <= 2 or head.startswith('20')

    def windows_tags(self):
        """=image, then one line of tags that no Linux build has."""
        _, _, found = rows(os.path.join(self.source, 'images.tsv'))
        linux, windows = collections.defaultdict(set), collections.OrderedDict()
        for r in found:
            tags = (r['tags'] + ' ' + r['shared_tags']).split()
            if r['os'] == 'linux':
                linux[r['image']].update(tags)
            else:
                windows.setdefault(r['image'], []).extend(tags)
        lines = ['# docker-library/official-images ' + self.stamp + '; =image, then the tags that only Windows builds have']
        for image, tags in windows.items():
            only = sorted(set(tags) - linux[image])
            if only:
                lines += ['=' + image, factor(only)]
        self.write('windows_tags.min', '\n'.join(lines) + '\n')

    def eol(self):
        comment, _, found = rows(os.path.join(self.source, 'eol.tsv'))
        self.write_tsv('eol.tsv', comment.lstrip('# ') + '; release lines, newest first',
                       ['image', 'cycle', 'released', 'eol', 'latest'],
                       [(r['image'], r['cycle'], r['released'], r['eol'], r['latest']) for r in found])

    def packages(self):
        """The columns that a rewrite needs. evidence, the strongest: `built` an official Dockerfile on Alpine 3.18 or
        later, or an APKBUILD read; `mapped` the same pair in a map maintained in 2026; `indexed` only the 3.17 main
        index of 2023 or an older Dockerfile; `weak` less. rhel: only pairs that a map confirms."""
        _, _, found = rows(os.path.join(self.source, 'packages.tsv'))
        table = []
        for r in found:
            assert r['kind'] in USABLE_KINDS, r
            evidence = r['evidence'].split(',')
            if any(e == 'L' or (m := re.match(r'D3\.(\d+)$', e)) and int(m[1]) >= 18 for e in evidence):
                level = 'built'
            elif any(e.startswith('M:') for e in evidence):
                level = 'mapped'
            else:
                level = 'indexed' if r['status'] == 'verified' else 'weak'
            rhel = r['rhel'] if r['rhel_status'] == 'pair' and r['rhel'] != '-' else ''
            alpine = '' if r['alpine'] == '-' else r['alpine']
            table.append((r['debian'], rhel, alpine, r['kind'], r['status'], level))
        known = {row[0]: row for row in table}
        _, _, read = rows(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'packages_read.tsv'))
        for r in read:
            old = known.get(r['debian'], (r['debian'], '', '', 'none', 'unverified', 'weak'))
            as_it_was = r['evidence'] == '='
            known[r['debian']] = (r['debian'], r['rhel'] or old[1], old[2] if as_it_was else r['alpine'],
                                  old[3] if as_it_was else r['kind'],
                                  old[4] if as_it_was else 'verified' if r['evidence'] == 'built' else 'corroborated',
                                  old[5] if as_it_was else r['evidence'])
        table = sorted(known.values())
        assert len({row[0] for row in table}) == len(table)
        self.write_tsv('packages.tsv', 'read off Alpine 3.16/3.17 main indexes, official Dockerfiles and public package '
                       'maps, 2026-08, and packages_read.tsv; status verified: found in an index, an official Dockerfile or on a '
                       'page of the release; sorted by bytes',
                       ['debian', 'rhel', 'alpine', 'kind', 'status', 'evidence'], table)

    def external(self):
        _, _, found = rows(os.path.join(self.source, 'external.tsv'))
        self.write_tsv('external.tsv', 'tags of images outside the official ones, 2026-08; each row with day and source',
                       ['image', 'tags', 'os', 'status', 'date', 'source'],
                       [(r['image'], r['tags'], r['os'], r['status'], r['date'], r['source']) for r in found])

    def sizes(self):
        """One row per tag, the newest reading; `trixie (20260824)` is a reading of trixie."""
        _, _, found = rows(os.path.join(self.source, 'sizes.tsv'))
        newest = collections.OrderedDict()
        for r in found:
            key = (r['image'], r['tag'].split(' ')[0])
            if key not in newest or r['date'] > newest[key]['date']:
                newest[key] = r
                if r['image'] == 'busybox' and key[1].endswith('-glibc'):  # what the plain tag is on amd64
                    newest[key[0], key[1][:-len('-glibc')]] = r
        self.write_tsv('sizes.tsv', 'compressed bytes of the linux/amd64 image, 2019 to 2026; each row with day and source',
                       ['image', 'tag', 'bytes', 'digest', 'date', 'source'],
                       [key + (r['bytes'], r['digest'], r['date'], r['source']) for key, r in newest.items()])

    def equivalents(self):
        _, _, found = rows(os.path.join(self.source, 'equivalents.tsv'))
        self.write_tsv('equivalents.tsv', 'which variant may stand for which (a policy, checked over the catalog of '
                       + self.stamp.split()[1] + '); V: a version, D: a distribution\'s release',
                       ['image', 'from', 'to', 'kind', 'class', 'conditions'],
                       [(r['image'], r['from'], r['to'], r['kind'], r['class'], r['conditions']) for r in found] + OWN_EQUIVALENTS)

    def alpine_applets(self):
        names = sorted(set(self.read('alpine-applets.txt').split()))
        self.write('alpine_applets.txt', '# BusyBox 1.36.1 as Alpine 3.20.3 ships it: `busybox --list` run in its '
                   'minirootfs; sorted by bytes\n' + '\n'.join(names) + '\n')


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.split('\n\n')[1].strip())
    Maker(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else os.path.dirname(os.path.abspath(__file__))).make()
