#!/usr/bin/env python3
"""Make exact_variants.tsv: which exact versions of official images were ever published as a slim or an Alpine variant.

    make_exact_variants.py MIRROR [OUT_DIR]

MIRROR holds a git snapshot of docker-library/official-images as docker-library+official-images/repo, with its history:
every tag that a version of library/IMAGE ever named is read. The images are those for which equivalents.tsv names such
a variant. A row is an image, what stands behind the version in the tag (-slim, -jre-slim-buster, -alpine), and the
versions. Pre-releases, dated snapshots and Alpine's releases (-alpine3.20) are left out.
Python 3.9+, standard library only.
"""
import os
import re
import subprocess
import sys

EXACT = re.compile(r'(v?\d+(?:[._u+]\d+)*)((?:-[a-z0-9_]+)*-(?:slim|alpine)(?:-[a-z]+)?)$')


def ever_published(git_dir, image):
    """All tags that any version of library/IMAGE names, in its present format or in that of before 2016."""
    log = subprocess.run(['git', f'--git-dir={git_dir}', 'log', '-p', '--no-renames', '--format=', '--', f'library/{image}'],
                         capture_output=True, check=True).stdout.decode('utf-8', 'replace')
    tags = set()
    for line in log.split('\n'):
        if found := re.match(r'\+(?:Shared)?Tags: (.*)', line):
            tags.update(tag.strip() for tag in found.group(1).split(','))
        elif found := re.match(r'\+([\w.-]+): (?:git|https?)://', line):
            tags.add(found.group(1))
    return tags


def is_exact(version):
    """Two numbers and more: 10.7, 3.9.1, Java's 8u222 and 17.0.6_10."""
    return len(re.findall(r'\d+', version)) >= 2


def order(version):
    return [int(number) for number in re.findall(r'\d+', version)], version


def main():
    git_dir = f'{sys.argv[1]}/docker-library+official-images/repo'
    out = sys.argv[2] if len(sys.argv) > 2 else os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(out, 'equivalents.tsv'), encoding='utf-8') as file:
        rows = [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]
    images = sorted({row[0] for row in rows if row[3] in ('slim', 'alpine') and '/' not in row[0] and ':' not in row[2]})
    head = subprocess.run(['git', f'--git-dir={git_dir}', 'log', '-1', '--format=%h %cs'], capture_output=True, text=True, check=True).stdout.strip()
    with open(os.path.join(out, 'exact_variants.tsv'), 'w', encoding='utf-8') as file:
        file.write('# exact versions of which a slim or an Alpine variant was ever published, by docker-library/official-images '
                   f'{head} with its history, made by make_exact_variants.py\nimage\ttail\tversions\n')
        for image in images:
            tails = {}
            for tag in ever_published(git_dir, image):
                found = EXACT.match(tag)
                if found and is_exact(found.group(1)):
                    tails.setdefault(found.group(2), set()).add(found.group(1))
            for tail, versions in sorted(tails.items()):
                file.write(f'{image}\t{tail}\t{" ".join(sorted(versions, key=order))}\n')


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.split('\n\n')[1].strip())
    main()
