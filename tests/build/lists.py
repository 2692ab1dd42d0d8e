#!/usr/bin/env python3
"""Runs random scripts of package commands before and after minimal-base has translated them, and compares what ran and how it ended.

usage: lists.py IMGFIX [SEED [COUNT]]

Stand-ins for apt-get, apk, rm, mkdir and debconf-set-selections note what they do; installing succeeds in one run and fails in the
other, everything that goes succeeds always. Exit 1 when a script differs in the commands that ran or in its outcome, or when the gate
drops a fix. A script that is not switched is counted only.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile

GOES = ['apt-get update', 'apt-get clean', 'rm -rf /var/lib/apt/lists/*', 'apt-get update > /dev/null',
        "echo 'debconf debconf/frontend select Noninteractive' | debconf-set-selections"]
OTHERS = ['if true; then apt-get clean; rm -rf /var/lib/apt/lists/*; fi', '! false', '! apt-get clean',
          '( mkdir /g ; rm -rf /var/lib/apt/lists/* )', '{ false; rm -rf /var/lib/apt/lists/*; }', 'false', 'set -e', 'set +e']
INSTALLS = '#!/bin/sh\ncase " $* " in *" %s "*) [ "$FAIL" = 0 ] && echo installed >>"$LOG"; exit "$FAIL";; esac\n'
PROGRAMS = {'apt-get': INSTALLS % 'install', 'apk': INSTALLS % 'add', 'rm': '#!/bin/sh\n', 'debconf-set-selections': '#!/bin/sh\n',
            'mkdir': '#!/bin/sh\necho "mkdir $*" >>"$LOG"\n'}


def command(number):
    """One command of a script."""
    choice = random.random()
    if choice < 0.45:
        return random.choice(GOES)
    if choice < 0.62:
        return 'apt-get install -y curl'
    if choice < 0.85:
        return f'mkdir /m{number}'
    return random.choice(['true'] + OTHERS)


def dockerfile():
    """A Dockerfile with one RUN, in one line or in a here-document."""
    document = random.random() < 0.6
    line_end = '\n' if document else '; '
    text = random.choice(['', '', 'set -e' + line_end, 'set -ex; '])
    text += 'apt-get update' + line_end if random.random() < 0.8 else ''
    for number in range(random.randint(2, 6)):
        text += (random.choices([' && ', ' || ', '; ', line_end], [4, 1, 3, 5])[0] if number else '') + command(number)
    if not document:
        return f'FROM debian:12\nRUN {text}\nCMD ["true"]\n'
    head = random.choice(['', '', '', '#!/bin/sh -e\n', '#!/bin/sh\n'])
    return f'FROM debian:12\nRUN <<EOF\n{head}{text}\nEOF\nCMD ["true"]\n'


def scripts(text):
    """The scripts of its RUNs."""
    lines = text.split('\n')
    for at, line in enumerate(lines):
        if line == 'RUN <<EOF':
            yield '\n'.join(lines[at + 1:lines.index('EOF', at)]) + '\n'
        elif line.startswith('RUN '):
            yield line[4:]


def outcome(text, folder, fail):
    """Does it end well, and what has run?"""
    log, script = folder / 'log', folder / 'script'
    log.write_text('')
    environment = dict(os.environ, PATH=f'{folder}/bin:/usr/bin:/bin', LOG=str(log), FAIL=str(fail))
    for one in scripts(text):
        script.write_text(one)
        script.chmod(0o755)
        words = [str(script)] if one.startswith('#!') else ['/bin/sh', '-c', one]
        if subprocess.run(words, env=environment, stderr=subprocess.DEVNULL, check=False).returncode != 0:
            return False, log.read_text()
    return True, log.read_text()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.split('\n\n')[1].strip())
    random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 600
    switched = different = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / 'bin').mkdir()
        for program, text in PROGRAMS.items():
            (folder / 'bin' / program).write_text(text)
            (folder / 'bin' / program).chmod(0o755)
        files = [folder / f'{number}.Dockerfile' for number in range(count)]
        for file in files:
            file.write_text(dockerfile())
        before = {file: file.read_text() for file in files}
        fixed = subprocess.run([os.path.abspath(sys.argv[1]), '--select', 'minimal-base', '--no-config', '--unsafe-fixes',
                                '--write', *map(str, files)], capture_output=True, text=True, check=False)
        dropped = [line for line in fixed.stderr.splitlines() if 'dropped by the gate' in line]
        for file in files:
            after = file.read_text()
            if not after.startswith(('FROM alpine', 'FROM busybox')):
                continue
            switched += 1
            for fail in (0, 1):
                old, new = outcome(before[file], folder, fail), outcome(after, folder, fail)
                if old != new:
                    different += 1
                    print(f'different (install {"fails" if fail else "succeeds"}): {old} became {new}\n{before[file]}\n{after}')
    print('\n'.join(dropped[:10]))
    print(f'{count} scripts, {switched} switched, {different} different, {len(dropped)} dropped')
    sys.exit(1 if different or dropped else 0)


if __name__ == '__main__':
    main()
