#!/usr/bin/env python3
"""Make debian_programs.tsv and variant_packages.tsv: which programs Debian's packages hold, and which packages the full
variant of a language's image has beyond its slim one.

    make_variants.py DEBIAN MIRROR [OUT_DIR]

DEBIAN holds, for each release R of bookworm and trixie, Contents-amd64.gz, Contents-all.gz and Packages.xz of Debian's
main as contents-R-amd64.gz, contents-R-all.gz and packages-R.xz. MIRROR holds git snapshots as OWNER+NAME/repo. What
an image installs is read off its own Dockerfile: `apt-get install` in a RUN that does not mark packages as automatic
(those are purged at its end, but for savedPackages). Dependencies are followed without Recommends, as
--no-install-recommends does.
Python 3.9+, standard library only.
"""
import datetime
import gzip
import lzma
import os
import re
import subprocess
import sys

RELEASES = ('bookworm', 'trixie')
FOLDERS = ('bin/', 'sbin/', 'usr/bin/', 'usr/sbin/', 'usr/local/bin/', 'usr/games/')
# Programs that postinst scripts make with update-alternatives, or links that no file list has (Debian 12, 13).
ALTERNATIVES = {
    'mawk': 'awk nawk', 'gawk': 'awk nawk', 'debianutils': 'which', 'gcc': 'cc c89 c99', 'g++': 'c++', 'xz-utils': 'lzma unlzma lzcat xz',
    'vim': 'vi vim editor', 'vim-tiny': 'vi editor', 'nano': 'editor pico', 'netcat-openbsd': 'nc netcat',
    'netcat-traditional': 'nc netcat', 'less': 'pager', 'default-jre-headless': 'java', 'default-jdk-headless': 'javac jar',
    'dash': 'sh', 'rename': 'rename', 'ncurses-bin': 'reset', 'bsdextrautils': 'col', 'fakeroot': 'fakeroot faked',
}
# Packages of removed_folders.tsv: they count as brought even without a program.
NEEDS_FOLDER = re.compile(r'openjdk-\d+-j(re|dk)-headless$|postgresql-(client-)?\d+$')
# what a JDK of today has
JDK = ('java keytool jfr jrunscript rmiregistry jwebserver '
       'javac jar jarsigner javadoc javap jcmd jconsole jdb jdeprscan jdeps jhsdb jimage jinfo jlink jmap jmod jpackage jps jshell jstack jstat jstatd serialver')
OLD_JDK = ('jjs jhat native2ascii rmic rmid schemagen idlj extcheck javah appletviewer '
           'xjc wsgen wsimport orbd servertool tnameserv pack200 unpack200 policytool jaotc jmc jvisualvm')
# image: repository, Dockerfile of the full and of the slim variant with @ for the release, programs of its own
IMAGES = {
    'python': ('docker-library+python', '3.13/@/Dockerfile', '3.13/slim-@/Dockerfile',
               'python python3 python3.* pip pip3 pip3.* idle idle3 pydoc pydoc3 python-config python3-config 2to3 easy_install wheel'),
    'pypy': ('docker-library+pypy', '3.11/@/Dockerfile', '3.11/slim-@/Dockerfile', 'pypy pypy3 pip pip3 easy_install'),
    'node': ('nodejs+docker-node', '22/@/Dockerfile', '22/@-slim/Dockerfile', 'node nodejs npm npx corepack yarn yarnpkg'),
    'ruby': ('docker-library+ruby', '3.3/@/Dockerfile', '3.3/slim-@/Dockerfile',
             'ruby gem bundle bundler irb rake erb ri rdoc racc rbs typeprof rdbg'),
    'rust': ('rust-lang+docker-rust', 'stable/@/Dockerfile', 'stable/@/slim/Dockerfile',
             'rustc cargo rustup rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver rust-gdb rust-gdbgui rust-lldb rls cargo-miri'),
    'erlang': ('erlang+docker-erlang-otp', '27/Dockerfile', '27/slim/Dockerfile',
               'erl erlc escript dialyzer typer ct_run epmd to_erl run_erl rebar3'),
    # Debian's variants; those of Java 8 and 11 install the same, but binutils
    'openjdk': ('docker-library+openjdk', '27/@/Dockerfile', '27/slim-@/Dockerfile', JDK + ' ' + OLD_JDK),
    'elixir': ('erlef+docker-elixir', '1.17/Dockerfile', '1.17/slim/Dockerfile',
               'elixir elixirc iex mix erl erlc escript dialyzer typer ct_run epmd to_erl run_erl rebar3'),
    'perl': ('Perl+docker-perl', '5.042.001-main-@/Dockerfile', '5.042.001-slim-@/Dockerfile',
             'perl perl5.* corelist cpan cpanm cpm enc2xs encguess h2ph h2xs instmodsh json_pp libnetcfg perlbug perldoc perlivp perlthanks piconv '
             'pl2pm pod2html pod2man pod2text pod2usage podchecker prove ptar ptardiff ptargrep shasum splain streamzip xsubpp zipdetails'),
}
# Facts of other images, by hand from their Dockerfiles: programs and users of their own that all variants have.
OTHERS = {
    ('eclipse-temurin', 'own'): 'java keytool jfr jrunscript rmiregistry jwebserver',
    ('eclipse-temurin', 'jdk'): 'javac jar jarsigner javadoc javap jcmd jconsole jdb jdeprscan jdeps jhat jhsdb jimage jinfo jlink jmap jmod jpackage jps '
                                'jshell jstack jstat jstatd jwebserver native2ascii rmic serialver xjc wsgen wsimport schemagen idlj extcheck javah appletviewer',
    ('amazoncorretto', 'own'): JDK, ('sapmachine', 'own'): JDK, ('maven', 'own'): 'mvn mvnDebug mvnyjp ' + JDK, ('gradle', 'own'): 'gradle ' + JDK,
    ('golang', 'own'): 'go gofmt',
    ('php', 'own'): 'php docker-php-ext-install docker-php-ext-configure docker-php-ext-enable docker-php-source docker-php-entrypoint phar php-fpm curl',
    ('nginx', 'own'): 'nginx envsubst', ('rabbitmq', 'own'): 'rabbitmq-server rabbitmqctl rabbitmq-plugins rabbitmq-diagnostics', ('httpd', 'own'): 'httpd apachectl ab htpasswd httpd-foreground', ('redis', 'own'): 'redis-server redis-cli',
    ('memcached', 'own'): 'memcached', ('haproxy', 'own'): 'haproxy',
    ('postgres', 'own'): 'postgres initdb pg_ctl psql pg_dump pg_dumpall pg_restore pg_isready pg_basebackup createdb dropdb createuser dropuser vacuumdb '
                         'reindexdb clusterdb pgbench docker-entrypoint.sh docker-ensure-initdb.sh',
    ('nginx', 'folders'): '/etc/nginx /usr/share/nginx /var/cache/nginx /var/log/nginx', ('php', 'folders'): '/usr/local/etc/php',
    ('httpd', 'folders'): '/usr/local/apache2', ('redis', 'folders'): '/data',
    ('postgres', 'folders'): '/docker-entrypoint-initdb.d /var/lib/postgresql', ('postgres', 'users'): 'postgres',
    # dotnet/dotnet-docker 3ed00b611c, src/*/*/Dockerfile; the user since 8.0
    **{(f'mcr.microsoft.com/dotnet/{name}', fact): names for name, own in
       (('aspnet', 'dotnet'), ('runtime', 'dotnet'), ('runtime-deps', '')) for fact, names in
       (('own', own), ('users', 'app'), ('sets', 'APP_UID=1654'), ('absent', 'icu-libs and tzdata'))},
    ('python', 'needs'): 'idle=tk idle3=tk turtledemo=tk',  # _tkinter is built in the full image alone
    # erlang/docker-erlang-otp 023b069, */Dockerfile: the slim ones build rebar3 alone
    ('erlang', 'built'): 'rebar', ('elixir', 'built'): 'rebar',
    # debuerreotype 0.15, scripts/debuerreotype-minimizing-config and debian.sh: full images up to buster get them for compatibility
    ('debian', 'old'): 'iproute2 iputils-ping',
    # docker-library/buildpack-deps 65d6932 of 2020-08-28 (debian/stretch/scm) and d0ecd4b of 2024-01-08 (debian/buster/scm): bzr up to stretch, and with it and
    # mercurial Python 2, on which Debian's packages of both depended up to buster; the program and its package
    ('buildpack-deps-scm', 'old'): 'bzr=bzr python=python python2=python python2.7=python2.7-minimal pydoc=python pydoc2.7=python2.7',
    ('node', 'users'): 'node', ('nginx', 'users'): 'nginx',
    # the Dockerfiles of docker-library's php, httpd, redis and rabbitmq, and of images FROM php (www-data: 33, on Alpine 82)
    **{(name, 'numbers'): 'www-data' for name in ('php', 'wordpress', 'nextcloud', 'drupal', 'joomla', 'matomo', 'phpmyadmin')},
    ('redis', 'numbers'): 'redis', ('httpd', 'numbers'): 'www-data daemon', ('rabbitmq', 'numbers'): 'rabbitmq',
    ('nginx', 'numbers'): 'nginx<1.17',  # 101 in all its variants since
    ('perl', 'since'): '5.38',  # slim images of older releases, as they were built last, kept fewer packages (neither curl nor headers)
}


def git_show(mirror, name, path):
    out = subprocess.run(['git', f'--git-dir={mirror}/{name}/repo', 'show', f'HEAD:{path}'], capture_output=True, text=True)
    if out.returncode:
        sys.exit(f'{name}: {path} is not there')
    return out.stdout


def head(mirror, name):
    out = subprocess.run(['git', f'--git-dir={mirror}/{name}/repo', 'log', '-1', '--format=%h %cs'], capture_output=True, text=True)
    return out.stdout.strip()


def read_packages(path, fields_read=('Pre-Depends', 'Depends')):
    """name -> its Depends and Pre-Depends (lists of alternatives); provided name -> names; names of required ones."""
    depends, provides, required = {}, {}, set()
    with lzma.open(path, 'rt', encoding='utf-8') as file:
        for block in file.read().split('\n\n'):
            fields = dict(re.findall(r'(?m)^([A-Za-z-]+): (.*)', block))
            name = fields.get('Package')
            if not name:
                continue
            text = ', '.join(filter(None, map(fields.get, fields_read)))
            depends[name] = [[re.split(r'[ (:]', option.strip())[0] for option in group.split('|')] for group in text.split(',') if group.strip()]
            for other in fields.get('Provides', '').split(','):
                if other.strip():
                    provides.setdefault(re.split(r'[ (:]', other.strip())[0], []).append(name)
            if fields.get('Priority') == 'required' or fields.get('Essential') == 'yes':
                required.add(name)
    return depends, provides, required


def closure(index, names, have=()):
    depends, provides, _ = index
    done, todo = set(have), sorted(names)
    while todo:
        name = todo.pop()
        if name in done:
            continue
        if name not in depends:
            options = provides.get(name, [])
            if options and not any(one in done for one in options):
                todo.append(sorted(options)[0])
            continue
        done.add(name)
        for group in depends[name]:
            if not any(one in done or any(p in done for p in provides.get(one, [])) for one in group):
                todo.append(next((one for one in group if one in depends), group[0]))
    return done


def read_contents(paths, wanted):
    programs = {}
    for path in paths:
        with gzip.open(path, 'rt', encoding='utf-8', errors='replace') as file:
            for line in file:
                folder = next((one for one in FOLDERS if line.startswith(one)), None)
                if folder is None:
                    continue
                where, _, owners = line.rstrip('\n').rpartition(' ')
                name = where.strip()[len(folder):]
                if '/' in name or not name:
                    continue
                for owner in owners.split(','):
                    owner = owner.rpartition('/')[2]
                    if owner in wanted:
                        programs.setdefault(owner, set()).add(name)
    for owner, more in ALTERNATIVES.items():
        if owner in wanted:
            programs.setdefault(owner, set()).update(more.split())
    return programs


def kept_packages(text):
    """FROM and what stays installed."""
    text = re.sub(r'\\\n', '', re.sub(r'(?m)^\s*#.*\n', '', text))
    base, names = None, set()
    for line in text.split('\n'):
        if line.startswith('FROM '):
            base = line.split()[1]
        if line.startswith('RUN') and 'apt-get' in line and 'apt-mark auto' not in line and 'purge' not in line:
            for words in re.findall(r'apt-get install ([^;&|]*)', line):
                names.update(word for word in words.split() if re.fullmatch(r'[a-z0-9][a-z0-9+.-]+', word))
            for words in re.findall(r'apt-get remove ([^;&|]*)', line):
                names.difference_update(words.split())
        if line.startswith('RUN') and 'apt-mark manual $savedPackages' in line:
            for words in re.findall(r'savedPackages="([^"]*)"', line):
                names.update(words.split())
    return base, names


def buildpack(mirror, release):
    """Names that buildpack-deps:RELEASE-curl, -scm and the full one install, each with what is below it."""
    sets, names = {}, set()
    for kind in ('curl', 'scm', ''):
        path = f'debian/{release}/{kind}/Dockerfile' if kind else f'debian/{release}/Dockerfile'
        text = re.sub(r'\\\n', ' ', re.sub(r'(?m)^\s*#.*\n', '', git_show(mirror, 'docker-library+buildpack-deps', path)))
        for words in re.findall(r'apt-get install -y --no-install-recommends(.*?)(?:;|&&)', text, re.S):
            words = re.sub(r'\$\(.*?\)', ' default-libmysqlclient-dev ', words, flags=re.S)
            names.update(word for word in words.split() if re.fullmatch(r'[a-z0-9][a-z0-9+.-]+', word))
        sets[kind] = set(names)
    return sets


def main():
    debian, mirror, out = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(out, 'packages.tsv'), encoding='utf-8') as file:
        known = {line.split('\t')[0] for line in file if not line.startswith('#')}
    day = datetime.date.today().isoformat()
    indexes = {r: read_packages(f'{debian}/packages-{r}.xz') for r in RELEASES}
    bases = {r: closure(indexes[r], indexes[r][2] | {'apt'}) for r in RELEASES}
    sets = {}  # name -> release -> packages beyond the base
    for release in RELEASES:
        index, base = indexes[release], bases[release]
        packs = buildpack(mirror, release)
        for kind, names in packs.items():
            sets.setdefault('buildpack-deps' + ('-' + kind if kind else ''), {})[release] = closure(index, names, base) - base
        for image, (repository, full, slim, _) in IMAGES.items():
            for label, path in (('full', full), ('slim', slim)):
                path = path.replace('@', release)
                if image in ('erlang', 'elixir') and release != 'bookworm':
                    continue
                parent, names = kept_packages(git_show(mirror, repository, path))
                other = parent.split(':')[0]
                if other in IMAGES:  # made before it
                    sets.setdefault(f'{image} {label}', {})[release] = sets[f'{other} {label}'][release] | (closure(index, names, base) - base)
                    continue
                if parent.startswith('buildpack-deps:'):
                    kind = next((k for k in ('curl', 'scm') if parent.endswith('-' + k)), '')
                    names = names | packs[kind]
                elif not parent.startswith('debian:'):
                    sys.exit(f'{image}: unknown base {parent}')
                sets.setdefault(f'{image} {label}', {})[release] = closure(index, names, base) - base
    wanted = known | set().union(*bases.values()) | set().union(*(p for s in sets.values() for p in s.values()))
    programs = {r: read_contents([f'{debian}/contents-{r}-{a}.gz' for a in ('amd64', 'all')], wanted) for r in RELEASES}

    with open(os.path.join(out, 'debian_programs.tsv'), 'w', encoding='utf-8') as file:
        file.write(f"# programs that packages of Debian's main hold (Contents of {', '.join(RELEASES)}, amd64, {day}, and their alternatives); base: in a Debian "
                   'base image; a program that one release has and the other has not stands behind the bar; brings: packages of this list that come with it beyond the base, without Recommends; made by make_variants.py\n')
        file.write('package\tbase\tprograms\tbrings\n')
        for package in sorted(wanted):
            mine = [programs[r].get(package, set()) for r in RELEASES if package in indexes[r][0]]
            below = [closure(indexes[r], [package], bases[r]) - bases[r] for r in RELEASES if package in indexes[r][0]]
            if not below:
                continue
            brings = set.intersection(*({one for one in names if programs[r].get(one)} for r, names in zip([r for r in RELEASES if package in indexes[r][0]], below)))
            brings |= {one for names in below for one in names if NEEDS_FOLDER.match(one)}
            brings -= {package}
            both, any_ = (set.intersection(*mine), set.union(*mine)) if mine else (set(), set())
            more = ' | ' + ' '.join(sorted(any_ - both)) if any_ - both else ''
            base = 'base' if all(package in bases[r] for r in RELEASES) else '-'
            file.write(f'{package}\t{base}\t{" ".join(sorted(both))}{more}\t{" ".join(sorted(brings))}\n')
    with open(os.path.join(out, 'variant_packages.tsv'), 'w', encoding='utf-8') as file:
        heads = '; '.join(sorted({f'{r[0].replace("+", "/")} {head(mirror, r[0])}' for r in IMAGES.values()} |
                                 {'docker-library/buildpack-deps ' + head(mirror, 'docker-library+buildpack-deps')}))
        file.write(f'# packages that the full variant of an image has and its slim one lacks, with all they depend on ({", ".join(RELEASES)}, in either), and '
                   f"the image's own programs, which both have; read off their Dockerfiles by make_variants.py, {day}; sources: {heads}\n")
        file.write('image\tfact\tnames\n')
        for image, (_, _, _, own) in IMAGES.items():
            lost = set().union(*(sets[f'{image} full'][r] - sets[f'{image} slim'][r] for r in sets[f'{image} full']))
            kept = set.intersection(*sets[f'{image} slim'].values())
            for (name, fact), names in OTHERS.items():
                if name == image:
                    file.write(f'{name}\t{fact}\t{names}\n')
            file.write(f'{image}\town\t{own}\n{image}\tlost\t{" ".join(sorted(lost))}\n{image}\tslim\t{" ".join(sorted(kept))}\n')
        for (name, fact), names in OTHERS.items():
            if name not in IMAGES:
                file.write(f'{name}\t{fact}\t{names}\n')
        for kind in ('curl', 'scm', ''):
            name = 'buildpack-deps' + ('-' + kind if kind else '')
            file.write(f'{name}\tadds\t{" ".join(sorted(set.union(*sets[name].values())))}\n')


if __name__ == '__main__':
    main()
