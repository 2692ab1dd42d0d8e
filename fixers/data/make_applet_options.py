#!/usr/bin/env python3
"""Make applet_options.tsv: which options the applets of Alpine's BusyBox take, read off their own help texts.

    make_applet_options.py ALPINE_ROOT [OUT_DIR]

ALPINE_ROOT is an unpacked Alpine minirootfs; its BusyBox runs in a chroot (needs root). Options that commands.md saw
accepted and that no help text has are in EXTRA. Which Alpine package holds the full program of an applet is in PACKAGES
(the packages' names are those of Alpine's own index). Python 3.9+, standard library only.
"""
import datetime
import os
import re
import subprocess
import sys

EXTRA = {  # seen to work on Alpine 3.20 (shared/data/commands.md)
    'mkdir': '--parents', 'tar': '--extract --file --create --gzip --verbose --directory --strip-components --exclude', 'sort': '-V', 'cp': '-T --parents',
    'ln': '-v -T', 'ls': '--color', 'touch': '--date', 'date': '--utc', 'nproc': '--all', 'wget': '--quiet --no-check-certificate -n',
    'base64': '-w', 'find': '-maxdepth -exec', 'install': '-D',
}
PACKAGES = {
    'coreutils': '''arch b2sum base32 base64 basename cat chgrp chmod chown cksum comm cp cut date dd df dirname du echo env expand expr factor false
                    fold groups head hostid id install join link ln ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc od paste pr printenv printf
                    pwd readlink realpath rm rmdir seq sha1sum sha256sum sha3sum sha512sum shred shuf sleep sort split stat stty sum sync tac tail tee test
                    timeout touch tr true truncate tsort tty uname unexpand uniq unlink wc who whoami yes''',
    'findutils': 'find xargs', 'grep': 'grep egrep fgrep', 'sed': 'sed', 'tar': 'tar', 'gawk': 'awk', 'diffutils': 'cmp diff', 'gzip': 'gzip gunzip zcat',
    'bzip2': 'bzip2 bunzip2 bzcat', 'xz': 'xz unxz xzcat lzma unlzma', 'unzip': 'unzip', 'wget': 'wget', 'procps-ng': 'ps top free kill pgrep pkill pidof sysctl uptime watch',
    'patch': 'patch', 'less': 'less', 'util-linux': 'getopt mount umount flock setsid', 'cpio': 'cpio', 'bc': 'bc dc',
}


def read_help(root, applet):
    out = subprocess.run(['chroot', root, '/bin/busybox', applet, '--help'], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=10)
    text = out.stdout + out.stderr
    if 'Usage:' not in text:
        return None
    plain, valued, longs = set(), set(), set()
    usage = text[text.index('Usage:'):].split('\n\n')[0]
    for cluster in re.findall(r'\[-([A-Za-z0-9]+)\]', usage):
        plain.update(cluster)
    for letter in re.findall(r'-([A-Za-z0-9]) [A-Z]', usage):
        valued.add(letter)
    for line in text.split('\n'):
        for word, value in re.findall(r'(?:^|\s|,)(--?[A-Za-z0-9][A-Za-z0-9-]*)( ?[A-Z][A-Z]+)?', line[:40]):
            if word.startswith('--'):
                longs.add(word)
            elif len(word) > 2 and line.startswith('\t'):
                longs.add(word) # find's -name
            elif len(word) == 2 and line.startswith('\t'):
                (valued if value else plain).add(word[1])
    for word in EXTRA.get(applet, '').split():
        if word.startswith('--') or len(word) > 2:
            longs.add(word)
        else:
            plain.add(word[1])
    return plain - valued, valued, longs - {'--help'}


def main():
    root, out = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else os.path.dirname(os.path.abspath(__file__))
    version = subprocess.run(['chroot', root, '/bin/busybox'], capture_output=True, text=True).stdout.split('\n')[0]
    applets = subprocess.run(['chroot', root, '/bin/busybox', '--list'], capture_output=True, text=True).stdout.split()
    package = {name: pack for pack, names in PACKAGES.items() for name in names.split()}
    with open(os.path.join(out, 'applet_options.tsv'), 'w', encoding='utf-8') as file:
        file.write(f"# options that BusyBox's applets take: read off their help ({version}), and a few seen to work; package: what holds the full program on Alpine "
                   f'(by hand); made by make_applet_options.py, {datetime.date.today().isoformat()}\n')
        file.write('applet\tletters\tletters with a value\tlong options\tpackage\n')
        for applet in sorted(applets):
            found = read_help(root, applet)
            if found:
                plain, valued, longs = found
                file.write(f'{applet}\t{"".join(sorted(plain))}\t{"".join(sorted(valued))}\t{" ".join(sorted(longs))}\t{package.get(applet, "")}\n')


main()
