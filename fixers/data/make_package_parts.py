#!/usr/bin/env python3
"""Make package_parts.tsv: what Debian's package brings by its dependencies that Alpine's package of the name does not.

    make_package_parts.py DEBIAN [OUT_DIR]

DEBIAN is the folder that make_variants.py reads (packages-RELEASE.xz). Fonts are found by following the dependencies of
every Debian name in packages.tsv without Recommends, in each release; the rows of BY_HAND were read off Alpine's build
scripts. Python 3.9+, standard library only.
"""
import datetime
import os
import sys

import make_variants

FOLDER = os.path.dirname(os.path.abspath(__file__))
# package: what joins the install, what is lacking all the same, what comes with it on both. Alpine's main/nmap, community/vlc, community/rdesktop, community/imagemagick, community/weechat,
# main/musl (no kernel headers, which Debian's libc6-dev brings), main/gcc of 3.24.
COMPILER = "the compiler's release (Alpine 3.24's gcc 15 reads C as C23, where bool is a keyword and empty parentheses mean no parameter, and refuses older code: implicit declarations and types, variables defined twice)"
BY_HAND = {
    'build-essential': ('linux-headers perl', COMPILER, 'binutils cpp file g++ gcc libc6-dev make patch'),
    'gcc': ('linux-headers', COMPILER, 'binutils cpp'),
    'g++': ('linux-headers', COMPILER, 'binutils cpp gcc libc6-dev'),
    'libc6-dev': ('linux-headers', '', ''),
    'weechat': ('', 'plugins for Perl, Python, Ruby, Lua and spelling', ''),
    'weechat-curses': ('', 'plugins for Perl, Python, Ruby, Lua and spelling', ''),
    'git': ('', 'git daemon, and what is written in Perl', ''),
    'gettext-base': ('', 'gettext, ngettext and gettext.sh', ''),
    'bsdmainutils': ('', 'ncal, calendar, lorder, banner and write', ''),
    'uuid-runtime': ('', 'uuidd', ''),
    'telnet': ('', "options and commands of its own: BusyBox's telnet is another program", ''),
    'ninja-build': ('', "what `ninja -t` has beyond samurai, another program", ''),
    'gettext': ('gettext-envsubst', '', ''),
    # of releases whose indexes are not read: their full runtimes depend on fonts as today's do
    **{f'openjdk-{release}-{part}': ('font-dejavu', '', '') for release in (7, 8, 11) for part in ('jdk', 'jre', 'jdk-headless', 'jre-headless')},
    # Debian's recommends gcc
    'cmake': ('gcc musl-dev', "the release (Alpine 3.24's CMake 4 refuses projects that ask for less than 3.5)", ''),
    **{name: ('', "the release (Alpine 3.24's Go has `go get` inside modules alone)", '') for name in ('golang', 'golang-go')},
    'xvfb': ('xvfb-run', '', ''),
    'gfortran': ('', "the compiler's release (Alpine 3.24's gcc 15 refuses older code whose arguments do not match)", ''),
    # brought zlib's headers up to Debian 8, Ubuntu 14.04 and RHEL 7
    'libssl-dev': ('zlib-dev', "the release (Alpine 3.24 has OpenSSL 3, and code for 1.0 does not compile)", ''),
    'autoconf': ('', "the release (Alpine 3.24 has autoconf 2.72, which older configure.ac files do not fit)", ''),
    # Debian's libgtk-3-0 depends on it, Alpine's gtk+3.0 does not
    **{name: ('adwaita-icon-theme', '', '') for name in ('audacity', 'cheese', 'geary', 'virt-viewer')},
    'nodejs': ('', 'the name `nodejs` of the program', ''),
    'octave': ('gnuplot', '', ''),
    'nmap': ('nmap-scripts', '', ''),
    'rdesktop': ('', 'CredSSP (NLA) and smartcards', ''),
    'vlc': ('vlc-qt', '', ''),
    'imagemagick': ('', 'formats that Alpine packs apart since 3.20: JPEG, SVG, PDF, TIFF, WebP, HEIC', ''),
}


def main():
    debian, out = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else FOLDER
    indexes = [make_variants.read_packages(os.path.join(debian, f'packages-{one}.xz')) for one in make_variants.RELEASES]
    with open(os.path.join(FOLDER, 'packages.tsv'), encoding='utf-8') as file:
        names = {line.split('\t')[0] for line in file if not line.startswith('#')} - {'debian', ''}
    rows = {}
    for name in sorted(names):
        fonts = set()
        for index in indexes:
            if name in index[0]:
                fonts |= {one for one in make_variants.closure(index, [name]) if one.startswith('fonts-')}
        if not fonts or name.startswith('fonts-'):
            continue
        families = {'-'.join(one.split('-')[1:2]) for one in fonts}
        more = sorted(families - {'dejavu'})
        rows[name] = ('font-dejavu' if 'dejavu' in families else '', 'fonts: ' + ', '.join(more) if more else '', '')
    for name, (add, lacks, brings) in BY_HAND.items():
        fonts = rows.get(name, ('', '', ''))
        rows[name] = (' '.join(filter(None, (fonts[0], add))), '; '.join(filter(None, (fonts[1], lacks))), brings)
    with open(os.path.join(out, 'package_parts.tsv'), 'w', encoding='utf-8') as file:
        file.write('# what Debian\'s packages bring along that Alpine\'s do not: packages that Alpine has too, and what nothing is known to bring; brings: packages that come with it on both; '
                   f'read off the dependencies of Debian {" and ".join(make_variants.RELEASES)} (without Recommends) and off Alpine\'s build scripts, '
                   f'{datetime.date.today()}; made by make_package_parts.py\n')
        file.write('package\tadd\tlacks\tbrings\n')
        for name, row in sorted(rows.items()):
            file.write(name + '\t' + '\t'.join(row) + '\n')


if __name__ == '__main__':
    main()
