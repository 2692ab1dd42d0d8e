#!/usr/bin/env python3
"""Make base_config.tsv: what the config of official images hands to a Dockerfile, read off their own Dockerfiles.

    make_base_config.py MIRROR SOURCE_DIR [OUT_DIR [IMAGE...]]
    make_base_config.py --systems [OUT_DIR]      takes base_config_os.tsv over, and leaves the others as they are

MIRROR holds git snapshots as OWNER+NAME/repo: docker-library/official-images and the repositories that its
library/* files name. SOURCE_DIR holds make_catalog.py, whose parser of these files is used. For each tag that an image
ever had, the Dockerfile of its last build is read at the commit that official-images names (or, where a snapshot
lacks that commit, at its head), its FROM is followed through the official images, as they were when the tag was last
rebuilt (that is until it left, or today), and the configs are added up. The number of a version in a CMD is `#`.
What could not be read is left out. base_config_os.tsv, made by hand, gives the images that are built from an archive.
With IMAGE only these are read anew; the rows of the others stay as base_config.tsv in OUT_DIR has them.

Tags that agree are written as rules: a rule covers a set of *variants* (the words of a tag behind its version, sorted,
with numbers as `#`, Debian and Ubuntu codenames as `debian` and `ubuntu`) and a range of versions. The rules are
tried on every tag that was read; tags that would get none, or one that is not theirs, have rows of their own (`=tag`).
Pre-releases are left out. Variables that only tell what was downloaded (NOISE) are left out of env.
Python 3.9+, standard library only.
"""
import collections
import importlib.util
import json
import math
import os
import re
import subprocess
import sys

IMAGES = '''adminer amazoncorretto bash buildpack-deps caddy cassandra chronograf composer couchdb dart docker drupal
eclipse-mosquitto eclipse-temurin elasticsearch elixir erlang gcc ghost golang gradle haproxy haskell httpd influxdb java jetty
jruby julia kapacitor kibana logstash mariadb maven memcached mongo mysql nats neo4j nextcloud nginx node odoo openjdk
perl php phpmyadmin postgres pypy python r-base rabbitmq redis redmine registry ros ruby rust solr sonarqube swift
telegraf tomcat traefik varnish wordpress zookeeper'''.split()
# A repository that moved: its name in library/* -> its name in MIRROR.
MOVED = {
    'docker-library+redis': 'redis+docker-library-redis', 'docker-library+mariadb': 'MariaDB+mariadb-docker',
    'docker-library+ghost': 'TryGhost+docker-library-ghost', 'AdoptOpenJDK+openjdk-docker': 'adoptium+containers',
    'c0b+docker-erlang-otp': 'erlang+docker-erlang-otp', 'c0b+docker-elixir': 'erlef+docker-elixir',
    'keeganwitt+docker-gradle': 'gradle+docker-gradle', 'swift-docker+swift-docker': 'swiftlang+swift-docker',
    'apple+swift-docker': 'swiftlang+swift-docker', 'joyent+docker-node': 'nodejs+docker-node',
    'nginxinc+docker-nginx': 'nginx+docker-nginx', 'docker+distribution-library-image':
    'distribution+distribution-library-image', 'containous+traefik-library-image': 'traefik+traefik-library-image',
    'emilevauge+traefik-library-image': 'traefik+traefik-library-image', 'appropriate+docker-jetty':
    'jetty+jetty.docker', 'eclipse+jetty.docker': 'jetty+jetty.docker', 'klaemo+docker-couchdb':
    'apache+couchdb-docker', 'docker-solr+docker-solr': 'apache+solr-docker', 'perl+docker-perl': 'Perl+docker-perl',
    'rust-lang-nursery+docker-rust': 'rust-lang+docker-rust', 'freebroccolo+docker-haskell': 'haskell+docker-haskell'}
FIELDS = ['family', 'sh', 'shell', 'volumes', 'user', 'workdir', 'entrypoint', 'cmd', 'env', 'exposed',
          'stop_signal', 'healthcheck', 'onbuild', 'manager']
NOISE = re.compile(r'(_|^)(VERSION|VERSIONS|SHA\d*|SHA\d*SUM|MD5|URL|URLS|KEY|KEYS|MAJOR|CHECKSUM|FILENAME|DOWNLOAD|MIRRORS?|MINOR|DEPS|PACKAGES?|RELEASE|BUILD|COMMIT)(_|$)')
CODENAME = {}  # word -> debian or ubuntu


class Unknown(Exception):
    """The config cannot be read for certain."""


class Git:
    """Files of the snapshots, each by one `git cat-file --batch`."""

    def __init__(self, mirror):
        self.mirror, self.running = mirror, {}

    def folder(self, name):
        folder = os.path.join(self.mirror, name, 'repo')
        if os.path.isdir(os.path.join(folder, '.git')):
            folder = os.path.join(folder, '.git')
        return folder if os.path.isdir(folder) else None

    def file(self, name, revision, path):
        folder = self.folder(name)
        if folder is None or '\n' in path:
            return None
        if name not in self.running:
            self.running[name] = subprocess.Popen(['git', '--git-dir', folder, 'cat-file', '--batch'],
                                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process = self.running[name]
        process.stdin.write(('%s:%s\n' % (revision, path)).encode())
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) < 3 or head[-1] == b'missing' or not head[2].isdigit():
            return None
        data = process.stdout.read(int(head[2]))
        process.stdout.read(1)
        return data.decode('utf-8', 'replace') if head[1] == b'blob' else None

    def log(self, name, path):
        out = subprocess.run(['git', '--git-dir', self.folder(name), 'log', '--first-parent', '--reverse', '-m',
                              '--format=%H %ct', '--', path], check=True, capture_output=True, text=True).stdout
        return [(line.split()[0], int(line.split()[1])) for line in out.splitlines()]


def instructions(text):
    """(keyword, arguments with continuations joined) of each instruction; heredoc bodies are skipped."""
    lines, at, found = text.replace('\r\n', '\n').split('\n'), 0, []
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.strip() or line.lstrip().startswith('#'):
            continue
        while line.rstrip().endswith('\\') and at < len(lines):
            line = line.rstrip()[:-1]
            while at < len(lines) and (lines[at].lstrip().startswith('#') or not lines[at].strip()):
                at += 1
            if at < len(lines):
                line += ' ' + lines[at].strip()
                at += 1
        match = re.match(r'\s*(\w+)\s+(.*)', line, re.S)
        if not match:
            continue
        keyword, args = match[1].upper(), match[2].strip()
        if keyword in ('RUN', 'COPY'):
            for end in re.findall(r'<<-?\s*["\']?(\w+)["\']?', args):
                while at < len(lines) and lines[at].strip() != end:
                    at += 1
                at += 1
        found.append((keyword, args))
    return found


def expand(text, scope):
    """$NAME and ${NAME} from the stage's own ENV and ARG; Unknown when one has no value."""
    def value(match):
        name = match[1] or match[2]
        if name not in scope:
            raise Unknown('$' + name)
        return scope[name]
    return re.sub(r'\$(?:\{(\w+)\}|(\w+))', value, text)


def unquote(text):
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in '"\'' else text


def pairs(args):
    """NAME=value pairs of ENV or ARG, or the old form `NAME value`."""
    if not re.match(r'\w+=', args):
        name, _, value = args.partition(' ')
        return [(name, unquote(value.strip()))]
    return [(m[1], unquote(m[2])) for m in re.finditer(r'(\w+)=("(?:[^"\\]|\\.)*"|\'[^\']*\'|(?:\\.|\S)*)', args)]


def json_form(args):
    """A JSON array in one spelling; shell form becomes what Docker stores."""
    if args.startswith('['):
        try:
            return json.dumps(json.loads(args))
        except ValueError:
            pass
    return json.dumps(['/bin/sh', '-c', args])


def empty_config():
    return dict(family='scratch', release='', sh='none', shell='', volumes=(), user='', workdir='', entrypoint='',
                cmd='', env=(), scope={}, exposed=(), stop_signal='', healthcheck='', onbuild='', manager='')


class Reader:
    def __init__(self, git, catalog, systems):
        self.git, self.catalog, self.systems = git, catalog, systems
        self.history, self.left, self.known = {}, {}, {}
        self.exact = self.head = 0

    def read_history(self, image):
        """tag -> its Linux entries in library/<image>, each with the time it came; and the time a tag left"""
        if image in self.history:
            return
        tags, left = self.history.setdefault(image, {}), self.left.setdefault(image, {})
        for commit, time in self.git.log('docker-library+official-images', 'library/' + image):
            text = self.git.file('docker-library+official-images', commit, 'library/' + image)
            seen = {}
            for entry in self.catalog.parse(text) if text else ():
                if not any(arch.startswith('windows') for arch in entry['arch']):
                    seen.update({tag: entry for tag in entry['tags'] + entry['shared']})
            for tag, entry in seen.items():
                entries = tags.setdefault(tag, [])
                if not entries or entries[-1][1] != entry:
                    entries.append((time, entry))
                left.pop(tag, None)
            for tag in tags:
                if tag not in seen:
                    left.setdefault(tag, time)

    def tags(self, image):
        """tag -> its last entry"""
        self.read_history(image)
        return {tag: entries[-1][1] for tag, entries in self.history[image].items()}

    def entry(self, image, tag, when):
        """The entry of a tag at a time; of one that came later, the first"""
        self.read_history(image)
        entries = self.history[image].get(tag)
        if not entries:
            raise Unknown('no such tag')
        return next((entry for time, entry in reversed(entries) if time <= when), entries[0][1])

    def today(self, image):
        """The tags of the last library/<image>"""
        text = self.git.file('docker-library+official-images', 'HEAD', 'library/' + image)
        return {tag for entry in self.catalog.parse(text or '') for tag in entry['tags'] + entry['shared']}

    def dockerfile(self, entry):
        match = re.search(r'[:/]([\w.-]+)/([\w.-]+?)(?:\.git)?/?$', entry['repo'] or '')
        if not match:
            raise Unknown('no repository')
        name = match[1] + '+' + match[2]
        name = MOVED.get(name, name)
        folder = entry['dir'].strip('/')
        path = os.path.normpath(os.path.join(folder, entry.get('file') or 'Dockerfile'))
        for revision in (entry['commit'], 'HEAD'):
            text = self.git.file(name, revision, path)
            for _ in range(3):  # a symbolic link holds its target
                if text and '\n' not in text.strip() and text.strip().endswith('Dockerfile') and len(text) < 200:
                    path = os.path.normpath(os.path.join(os.path.dirname(path), text.strip()))
                    text = self.git.file(name, revision, path)
            if text:
                return text, revision != 'HEAD'
        raise Unknown('no Dockerfile')

    def config(self, image, tag, depth=0, when=math.inf):
        key = (image, tag, when)
        if key not in self.known:
            self.known[key] = None
            try:
                self.known[key] = self.read(image, tag, depth, when)
            except Unknown:
                pass
        if self.known[key] is None:
            raise Unknown(image + ':' + tag)
        return self.known[key]

    def read(self, image, tag, depth, when):
        if depth > 8:
            raise Unknown('too deep')
        rule = find_rule(self.systems.get(image, ()), tag)
        if rule is not None:
            return system_config(rule, tag)
        if image in self.systems:
            raise Unknown('no such tag')
        text, exact = self.dockerfile(self.entry(image, tag, when))
        config = self.last_stage(text, depth, min(when, self.left[image].get(tag, math.inf)))
        if depth == 0:
            self.exact, self.head = self.exact + exact, self.head + (not exact)
        return config

    def last_stage(self, text, depth, when):
        globals_, stages, config = {}, {}, None
        name = None
        for keyword, args in instructions(text):
            if keyword == 'FROM':
                if name:
                    stages[name] = config
                words = [w for w in args.split() if not w.startswith('--')]
                name = words[2].lower() if len(words) > 2 else None
                config = self.base(expand(words[0], globals_), stages, depth, when)
            elif config is None:
                if keyword == 'ARG':
                    globals_.update(p for p in pairs(args) if '=' in args)
            else:
                self.apply(config, keyword, args)
        if config is None:
            raise Unknown('no FROM')
        return config

    def base(self, reference, stages, depth, when):
        if reference.lower() in stages:
            base = stages[reference.lower()]
        elif reference == 'scratch':
            base = empty_config()
        else:
            reference = re.sub(r'@.*', '', reference)
            reference = re.sub(r'^(docker\.io/)?(library/)?', '', reference)
            image, _, tag = reference.partition(':')
            base = self.config(image, tag or 'latest', depth + 1, when)
        if base['onbuild'] not in ('', 'no'):
            raise Unknown('triggers of the base')
        return dict(base, scope=dict(base['scope']))

    @staticmethod
    def apply(config, keyword, args):
        if keyword == 'ENV':
            for name, value in pairs(args):
                if name not in config['env'] and not NOISE.search(name):
                    config['env'] += (name,)
                try:
                    config['scope'][name] = expand(value, config['scope'])
                except Unknown:
                    config['scope'].pop(name, None)
        elif keyword == 'ARG':
            for name, value in pairs(args) if '=' in args else ():
                config['scope'].setdefault(name, value)
        elif keyword == 'VOLUME':
            paths = json.loads(args) if args.startswith('[') else [unquote(w) for w in args.split()]
            for path in paths:
                path = expand(path, config['scope'])
                if path not in config['volumes']:
                    config['volumes'] += (path,)
        elif keyword == 'EXPOSE':
            for port in args.split():
                port = expand(port, config['scope'])
                port = port if '/' in port else port + '/tcp'
                if port not in config['exposed']:
                    config['exposed'] += (port,)
        elif keyword == 'WORKDIR':
            config['workdir'] = os.path.normpath(os.path.join(config['workdir'] or '/', expand(unquote(args),
                                                                                               config['scope'])))
        elif keyword == 'ENTRYPOINT':
            config['entrypoint'], config['cmd'] = json_form(args), ''
        elif keyword == 'CMD':
            config['cmd'] = re.sub(r'\d+(\.\d+){2,}', '#', json_form(args))
        elif keyword == 'SHELL':
            config['shell'] = json_form(args)
        elif keyword == 'USER':
            config['user'] = expand(args, config['scope'])
        elif keyword == 'STOPSIGNAL':
            config['stop_signal'] = expand(args, config['scope'])
        elif keyword == 'HEALTHCHECK':
            config['healthcheck'] = 'no' if args.upper() == 'NONE' else 'yes'
        elif keyword == 'ONBUILD':
            config['onbuild'] = 'yes'
        elif keyword == 'RUN' and re.search(r'\bbash /bin/sh\b|dpkg-reconfigure dash|ln .*/bin/sh(\s|$)', args):
            raise Unknown('/bin/sh is changed')
        elif keyword == 'RUN' and config['family'] == 'scratch' and config['sh'] == 'none':
            config['sh'] = 'unknown'


def version_key(text):
    return tuple(int(n) for n in re.findall(r'\d+', text))


def split_tag(tag):
    """(version, variant): 3.12-slim-bookworm -> ('3.12', 'debian+slim'). Version '' when the tag has none."""
    words = tag.split('-')
    version = ''
    match = re.match(r'v?(\d+(?:[._+u]\d+)*)((?:a|b|rc|beta|alpha|ea|m)\.?\d*)?$', words[0])
    if match and not re.match(r'(19|20)\d{6}', match[1]):
        version, words = match[1], words[1:] + (['pre'] if match[2] else [])
    named = sorted({CODENAME.get(w) or re.sub(r'\d+(?:[._]\d+)*', '#', w) for w in words})
    named = sorted({'alpine' if w == 'alpine#' else w for w in named})
    return version, '+'.join(named) or '-'


Rule = collections.namedtuple('Rule', 'image variants since until release status fields')


def find_rule(rules, tag):
    """The rule for a tag. A version stands for the newest of its line, so that 3.6 is 3.6.15: of the rules for the
    variant, the last one that begins inside the line or before, if it does not end before it. Rules without versions
    cover tags without one, `*` every tag, `=tag` that tag; the first of these wins, and among equal ranges the first."""
    version, variant = split_tag(tag)
    key, best = version_key(version), None
    for rule in rules:
        variants = rule.variants.split(' ')
        if not (rule.variants == '*' or variant in variants or '=' + tag in variants):
            continue
        since = version_key(rule.since)
        if not since:
            if not key or rule.variants == '*' or '=' + tag in variants:
                return rule
            continue
        if key and since[:len(key)] <= key and (best is None or since > version_key(best.since)):
            best = rule
    if best is not None:
        until = version_key(best.until)
        shorter = min(len(until), len(key))
        if until[:shorter] >= key[:shorter]:
            return best
    return None


def system_config(rule, tag):
    if rule.status != 'verified':
        raise Unknown('unverified')
    release = split_tag(tag)[0] or RELEASE.get(tag.split('-')[0], '')
    # Words that follow the newest releases: no older one can be meant.
    if tag.split('-')[0] in ('latest', 'stable', 'slim', 'testing', 'unstable', 'sid', 'edge', 'rolling', 'devel'):
        release = 'newest'
    config = empty_config()
    config.update(zip(FIELDS, rule.fields))
    config.update({f: tuple(config[f].split()) for f in ('volumes', 'env', 'exposed')}, release=release)
    return config


RELEASE = {}


def fields_of(config):
    return tuple(' '.join(config[f]) if isinstance(config[f], tuple) else config[f] or DEFAULT.get(f, '')
                 for f in FIELDS)


DEFAULT = {'healthcheck': 'no', 'onbuild': 'no'}


def oldest(releases):
    known = [r for r in releases if r and r != 'newest']
    return min(known, key=version_key) if known and all(releases) else ''


def exact_tags(entries, configs):
    """The tags with the finest version of their build: 3.6.15, where 3.6 and 3 are the same entry."""
    found = []
    for tag in configs:
        version, variant = split_tag(tag)
        if has_prerelease(variant):
            continue
        entry = entries[tag]
        finer = any(other_variant == variant and len(version_key(other)) > len(version_key(version))
                    for other, other_variant in map(split_tag, entry['tags'] + entry['shared']))
        if not finer:
            found.append(tag)
    return found


def learn(entries, configs):
    """Rules (variants, since, until, fields, oldest_release) that give each exact tag its own config. Tags without a
    version are left out where an equal tag has one: they are looked up by that."""
    by_variant = collections.defaultdict(lambda: collections.defaultdict(list))
    for tag in exact_tags(entries, configs):
        version, variant = split_tag(tag)
        equal = entries[tag]['tags'] + entries[tag]['shared']
        if version or not any(split_tag(other)[0] for other in equal):
            by_variant[variant][version].append(configs[tag])
    rules = collections.OrderedDict()
    for variant in sorted(by_variant):
        runs = []  # [since, until, fields, releases]
        for version in sorted(by_variant[variant], key=version_key):
            found = by_variant[variant][version]
            kinds = {fields_of(c) for c in found}
            fields = kinds.pop() if len(kinds) == 1 else None
            releases = [c['release'] for c in found]
            if runs and runs[-1][2] == fields:
                runs[-1][1] = version
                runs[-1][3] += releases
            else:
                runs.append([version, version, fields, releases])
        for at, (since, until, fields, releases) in enumerate(runs):
            # Beyond the last version that was seen, its line is covered.
            key = (since, line_of(until) if at == len(runs) - 1 else until, fields)
            rules.setdefault(key, [[], []])
            rules[key][0].append(variant)
            rules[key][1] += releases
    return [(' '.join(variants), since, until, fields, oldest(releases))
            for (since, until, fields), (variants, releases) in rules.items()]


def has_prerelease(variant):
    return any(re.match(r'(pre|rc|beta|alpha|ea|dev|m|cr|snapshot|preview|nightly|tip)#?(\.#)?$', word, re.I) for word in variant.split('+'))


def line_of(version):
    return '.'.join(re.findall(r'\d+', version)[:2])


def load_table(path):
    found, columns = [], None
    with open(path, encoding='utf-8') as file:
        for line in file.read().split('\n'):
            if line and not line.startswith('#'):
                cells = line.split('\t')
                if columns is None:
                    columns = cells
                else:
                    found.append(dict(zip(columns, cells + [''] * len(columns))))
    return found


def write(out, commit, table):
    """base_config.tsv of all rules; how many configs they share."""
    configs = sorted({rule.fields for rule in table if rule.status == 'verified'})
    body = [('@%d\t' % at + '\t'.join(fields)).rstrip('\t') for at, fields in enumerate(configs)]
    for rule in table:
        at = '@%d' % configs.index(rule.fields) if rule.status == 'verified' else ''
        body.append('\t'.join([rule.image, rule.variants, rule.since, rule.until, rule.release, rule.status, at]))
    body.sort(key=lambda line: line.split('\t')[0].encode()) # imgfix searches by it
    lines = ['# official Dockerfiles by docker-library/official-images ' + commit + ', made by make_base_config.py and '
             '(archives) by hand. @ lines are configs: ' + ' '.join(FIELDS) + '. The others are rules, release: the oldest '
             'of the base', 'image\tvariants\tsince\tuntil\trelease\tstatus\tconfig'] + body
    with open(os.path.join(out, 'base_config.tsv'), 'w', encoding='utf-8', newline='\n') as file:
        file.write('\n'.join(lines) + '\n')
    return len(configs)


def read_systems(out):
    """The rules of base_config_os.tsv by image."""
    systems = collections.defaultdict(list)
    for row in load_table(os.path.join(out, 'base_config_os.tsv')):
        systems[row['image']].append(Rule(row['image'], row['variants'], row['since'], row['until'],
                                          row['oldest_release'], row['status'], tuple(row[f] for f in FIELDS)))
    return systems


def renew_systems(out):
    """Writes base_config.tsv with the rules of base_config_os.tsv in the place of those of the same images."""
    with open(os.path.join(out, 'base_config.tsv'), encoding='utf-8') as file:
        lines = file.read().rstrip('\n').split('\n')
    commit = re.search(r'official-images (\S+ \S+),', lines[0]).group(1)
    configs, rules = {}, []
    for cells in (line.split('\t') for line in lines[2:]):
        if cells[0].startswith('@'):
            configs[cells[0]] = tuple((cells[1:] + [''] * len(FIELDS))[:len(FIELDS)])
        else:
            rules.append(cells)
    systems = read_systems(out)
    table = [rule for image in systems for rule in systems[image]]
    table += [Rule(*cells[:6], configs.get(cells[6], ('',) * len(FIELDS))) for cells in rules if cells[0] not in systems]
    write(out, commit, table)


def main():
    if len(sys.argv) in (2, 3) and sys.argv[1] == '--systems':
        return renew_systems(sys.argv[2] if len(sys.argv) == 3 else os.path.dirname(os.path.abspath(__file__)))
    if len(sys.argv) < 3:
        sys.exit(__doc__.split('\n\n')[1].strip())
    out = sys.argv[3] if len(sys.argv) > 3 else os.path.dirname(os.path.abspath(__file__))
    wanted = sys.argv[4:] or IMAGES
    spec = importlib.util.spec_from_file_location('make_catalog', os.path.join(sys.argv[2], 'make_catalog.py'))
    catalog = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(catalog)
    for row in load_table(os.path.join(out, 'codenames.tsv')):
        if row['product'] in ('debian', 'ubuntu'):
            CODENAME[row['word']] = row['product']
            RELEASE[row['word']] = row['line']
    systems = read_systems(out)
    git = Git(sys.argv[1])
    reader = Reader(git, catalog, systems)
    commit = subprocess.run(['git', '--git-dir', git.folder('docker-library+official-images'), 'log', '-1',
                             '--format=%h %cs'], check=True, capture_output=True, text=True).stdout.strip()
    table = [rule for image in systems for rule in systems[image]]
    if sys.argv[4:]:
        table += [rule for rule in load_rules(os.path.join(out, 'base_config.tsv')) if rule.image not in wanted and rule.image not in systems]
    for image in wanted:
        configs = {}
        for tag in reader.tags(image):
            try:
                configs[tag] = reader.config(image, tag)
            except (Unknown, ValueError):
                pass
        rules = []
        for variants, since, until, fields, release in learn(reader.tags(image), configs):
            # Without fields, builds disagree: nothing is known there.
            rules.append(Rule(image, variants, since, until, release, 'verified' if fields else 'unverified',
                              fields or ('',) * len(FIELDS)))
        alone = own_rows(image, rules, configs, reader.today(image))
        rules = alone + rules
        assert not check(rules, configs)
        table += rules
        print('%-18s %5d tags, %5d read, %3d rules, %d of them for single tags' %
              (image, len(reader.tags(image)), len(configs), len(rules), len(alone)))
    count = write(out, commit, table)
    print('%d rules, %d configs; read at the named commit: %d, at head: %d' %
          (len(table), count, reader.exact, reader.head))


def check(rules, configs):
    """The tags that would get a config that is not theirs."""
    found = [(tag, find_rule(rules, tag)) for tag in configs]
    return [tag for tag, rule in found if rule and rule.status == 'verified' and rule.fields != fields_of(configs[tag])]


def own_rows(image, rules, configs, today):
    """Rows for the tags that the rules give no config, or one that is not theirs. Tags of today without a version are
    looked up by an equal tag that has one."""
    rows = collections.OrderedDict()
    for tag in sorted(configs):
        rule = find_rule(rules, tag)
        if rule is None and tag in today:
            continue
        fits = rule and rule.status == 'verified' and rule.fields == fields_of(configs[tag])
        if not fits and not has_prerelease(split_tag(tag)[1]):
            release = configs[tag]['release']
            rows.setdefault((fields_of(configs[tag]), '' if release == 'newest' else release), []).append('=' + tag)
        elif rule and rule.status == 'verified' and not fits:
            rows.setdefault((None, ''), []).append('=' + tag)
    return [Rule(image, ' '.join(tags), '', '', release, 'verified' if fields else 'unverified',
                 fields or ('',) * len(FIELDS)) for (fields, release), tags in rows.items()]


def load_rules(path):
    """The rules of a table that was made before."""
    configs, rules = {}, []
    with open(path, encoding='utf-8') as file:
        for line in file.read().split('\n')[2:]:
            cells = line.split('\t')
            if line.startswith('@'):
                configs[cells[0]] = tuple((cells[1:] + [''] * len(FIELDS))[:len(FIELDS)])
            elif line:
                rules.append(cells)
    return [Rule(*cells[:6], configs.get(cells[6], ('',) * len(FIELDS))) for cells in rules]


if __name__ == '__main__':
    main()
