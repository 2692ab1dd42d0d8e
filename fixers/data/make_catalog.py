#!/usr/bin/env python3
"""Regenerate imgfix's official-image catalog from a git directory of docker-library/official-images.

    make_catalog.py [--git DIR] [--rev HEAD] [--out DIR]

Reads only library/* (the current tree for the catalog, the first-parent history for old tags) through
`git log`/`git cat-file`; needs no network and no work tree.  Python 3.9+, standard library only.
Writes, all sorted and deterministic for one (git dir, rev):

  catalog.json      date and commit of the catalog, counts
  images.tsv        one row per current manifest entry (a set of tags that are one and the same build)
  latest.tsv        one row per current image: what :latest means, per variant the floating default
  image-status.tsv  one row per image name that was ever in library/: current, or removed on which date
  old-tags.tsv      one row per tag that was listed once and is no longer: until which date, last build
  catalog.min       compact form of images.tsv (see `emit_min`), old-tags.min of old-tags.tsv

Dates are UTC days of the commit (committer date on the first-parent line, i.e. the merge into master).
"""
import argparse, collections, datetime, json, os, re, subprocess

DEBIAN = {'buzz': '1.1', 'rex': '1.2', 'bo': '1.3', 'hamm': '2.0', 'slink': '2.1', 'potato': '2.2', 'woody': '3.0',
          'sarge': '3.1', 'etch': '4', 'lenny': '5', 'squeeze': '6', 'wheezy': '7', 'jessie': '8', 'stretch': '9',
          'buster': '10', 'bullseye': '11', 'bookworm': '12', 'trixie': '13', 'forky': '14', 'duke': '15',
          'sid': 'unstable', 'unstable': 'unstable', 'experimental': 'experimental', 'rc-buggy': 'experimental'}
UBUNTU = {'lucid': '10.04', 'natty': '11.04', 'oneiric': '11.10', 'precise': '12.04', 'quantal': '12.10',
          'raring': '13.04', 'saucy': '13.10', 'trusty': '14.04', 'utopic': '14.10', 'vivid': '15.04', 'wily': '15.10',
          'xenial': '16.04', 'yakkety': '16.10', 'zesty': '17.04', 'artful': '17.10', 'bionic': '18.04',
          'cosmic': '18.10', 'disco': '19.04', 'eoan': '19.10', 'focal': '20.04', 'groovy': '20.10', 'hirsute': '21.04',
          'impish': '21.10', 'jammy': '22.04', 'kinetic': '22.10', 'lunar': '23.04', 'mantic': '23.10',
          'noble': '24.04', 'oracular': '24.10', 'plucky': '25.04', 'questing': '25.10', 'resolute': '26.04',
          'stonking': '26.10'}
# tokens of a tag or directory that name a base system; the first match of the list wins
DISTRO_RULES = [
    (re.compile(r'(?:^|[-_/.])(windowsservercore|nanoserver)(?:-([0-9a-z]+))?'), lambda m: ('windows-' + m[1], m[2] or '')),
    (re.compile(r'(?:^|[-_/.])alpine[-_]?v?(\d+\.\d+)'), lambda m: ('alpine', m[1])),
    (re.compile(r'(?:^|[-_/.])(' + '|'.join(DEBIAN) + r')(?=$|[-_/.\d])'), lambda m: ('debian', DEBIAN[m[1]])),
    (re.compile(r'(?:^|[-_/.])debian-?([789]|1\d)(?=$|[-_/])'), lambda m: ('debian', m[1])),
    (re.compile(r'(?:^|[-_/.])(' + '|'.join(UBUNTU) + r')(?=$|[-_/.\d])'), lambda m: ('ubuntu', UBUNTU[m[1]])),
    (re.compile(r'(?:^|[-_/.])ubuntu-?(\d\d\.\d\d)'), lambda m: ('ubuntu', m[1])),
    (re.compile(r'(?:^|[-_/.])(?:oraclelinux|ol)-?(\d+)'), lambda m: ('oraclelinux', m[1])),
    (re.compile(r'(?:^|[-_/.])ubi-?(\d+)(?:[-_](minimal|micro))?'), lambda m: ('ubi' + ('-' + m[2] if m[2] else ''), m[1])),
    (re.compile(r'(?:^|[-_/.])ubi(?=$|[-_/])'), lambda m: ('ubi', '')),
    (re.compile(r'(?:^|[-_/.])(?:al|amazonlinux)-?(20\d\d|[12])(?=$|[-_/.])'), lambda m: ('amazonlinux', m[1])),
    (re.compile(r'(?:^|[-_/.])(centos|fedora|rockylinux|almalinux)-?(\d*)(?=$|[-_/.])'), lambda m: (m[1], m[2])),
    (re.compile(r'(?:^|[-_/.])alpine(?=$|[-_/.])'), lambda m: ('alpine', '')),
    (re.compile(r'(?:^|[-_/.])oracle(?=$|[-_/.])'), lambda m: ('oraclelinux', '')),
    (re.compile(r'(?:^|[-_/.])(debian|ubuntu)(?=$|[-_/.])'), lambda m: (m[1], '')),
]
OS_IMAGES = {'alpine', 'debian', 'ubuntu', 'centos', 'fedora', 'rockylinux', 'almalinux', 'oraclelinux', 'amazonlinux',
             'photon', 'archlinux', 'busybox', 'clearlinux', 'opensuse', 'mageia', 'sl', 'sourcemage', 'crux', 'alt',
             'euleros', 'ubuntu-debootstrap', 'ubuntu-upstart', 'opensuse', 'cirros', 'clefos'}


def git(gitdir, *args, text=True):
    out = subprocess.run(['git', '--git-dir', gitdir, *args], check=True, capture_output=True).stdout
    return out.decode('utf-8', 'replace') if text else out


class Blobs:
    """git cat-file --batch, one process."""
    def __init__(self, gitdir):
        self.p = subprocess.Popen(['git', '--git-dir', gitdir, 'cat-file', '--batch'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def get(self, sha):
        self.p.stdin.write(sha.encode() + b'\n')
        self.p.stdin.flush()
        head = self.p.stdout.readline().split()
        if head[1] != b'blob':
            return ''
        data = self.p.stdout.read(int(head[2]))
        self.p.stdout.read(1)
        return data.decode('utf-8', 'replace')


OLD_LINE = re.compile(r'^\s*([A-Za-z0-9_][\w.-]*)\s*:\s+(\S+)(?:\s+(\S+))?\s*$')
FIELD = re.compile(r'^([A-Za-z0-9-]+):\s*(.*)$')


def split_list(s):
    return [t.strip() for t in re.split(r'[,\s]+', s) if t.strip()]


def parse(text, bad=None):
    """library/<image> -> list of {tags, shared, arch, dir, commit, repo}; both the old and the RFC 2822 format."""
    lines = [l.rstrip() for l in text.splitlines()]
    if any(re.match(r'^(Maintainers|Tags|GitRepo)\s*:', l) for l in lines):
        paras, cur, key = [], {}, None
        for l in lines + ['']:
            if l.startswith('#'):
                continue
            if not l.strip():
                if cur:
                    paras.append(cur)
                cur, key = {}, None
            elif l[0] in ' \t' and key:
                cur[key] += ' ' + l.strip()
            else:
                m = FIELD.match(l)
                if not m:
                    if bad is not None:
                        bad.append(l)
                    continue
                key = m[1]
                cur[key] = m[2].strip()
        glob, out = {}, []
        if paras and 'Tags' not in paras[0]:
            glob = paras[0]
        for p in paras:
            if 'Tags' not in p:
                continue
            g = dict(glob)
            g.update(p)
            arch = split_list(g.get('Architectures', '')) or ['amd64']
            d = g.get('Directory') or next((g[a + '-Directory'] for a in arch if a + '-Directory' in g), '')
            out.append(dict(file=g.get('File', '') or next((g[a + '-File'] for a in arch if a + '-File' in g), ''), tags=split_list(p['Tags']), shared=split_list(p.get('SharedTags', '')), arch=arch, dir=d,
                            commit=g.get('GitCommit', '') or next((g[a + '-GitCommit'] for a in arch if a + '-GitCommit' in g), ''),
                            repo=g.get('GitRepo', '') or next((g[a + '-GitRepo'] for a in arch if a + '-GitRepo' in g), '')))
        return out
    groups = collections.OrderedDict()
    for l in lines:
        if not l.strip() or l.lstrip().startswith('#'):
            continue
        m = OLD_LINE.match(l)
        if not m or '/' not in m[2]:
            if bad is not None:
                bad.append(l)
            continue
        repo, _, ref = m[2].partition('@')
        e = groups.setdefault((m[2], m[3] or ''), dict(tags=[], shared=[], arch=['amd64'], dir=m[3] or '', commit=ref, repo=repo))
        if m[1] not in e['tags']:
            e['tags'].append(m[1])
    return list(groups.values())


VERSION = re.compile(r'^v?(\d+(?:[._u+]\d+)*(?:[a-z]+\d*)?(?:[._]\d+)*)(?=$|[-_+])')
DATED = re.compile(r'(?:^|-)(\d{8}(?:\.\d+)?)$')


def version_of(tag):
    m = VERSION.match(tag)
    return m[1] if m else ''


def vkey(v):
    return (len(re.findall(r'\d+', v)), len(v))


def entry_version(tags):
    """the most specific version among the tags of one entry"""
    return max((version_of(t) for t in tags), key=vkey, default='')


def exact_tag(tags):
    """the most specific tag: dated, else longest version, else longest"""
    return max(tags, key=lambda t: (bool(DATED.search(t)), vkey(version_of(t)), len(t), t))


def distro_of(image, e):
    """(distro, version) as far as the tags, the directory and (with --sources) the Dockerfile's FROM tell"""
    if image == 'busybox':      # FROM scratch; the libc is in the tag (none: glibc)
        libc = next((l for l in ('musl', 'uclibc', 'glibc') for t in e['tags'] if l in t), 'glibc')
        return 'busybox-' + libc, entry_version(e['tags'])
    cands = e['tags'] + ([e['dir']] if e['dir'] else [])
    if image == 'groovy':       # a language here, not the Ubuntu release
        cands = [c.replace('groovy', '') for c in cands]
    for rx, fn in DISTRO_RULES:
        for c in cands:
            m = rx.search(c)
            if m:
                d, v = fn(m)
                if not v:   # the directory or another tag may have the number
                    continue
                return d, v
    for rx, fn in DISTRO_RULES:
        for c in cands:
            m = rx.search(c)
            if m:
                return fn(m)
    if image in OS_IMAGES:
        v = version_of(exact_tag(e['tags'])) or entry_version(e['tags'])
        return image, '.'.join(v.split('.')[:2]) if image == 'alpine' else v
    return '', ''


def variant_of(e):
    """what follows the version in the longest tag: '', 'alpine3.22', 'slim-bookworm', 'jdk-alpine-3.22' ..."""
    v = entry_version(e['tags'])
    best = ''
    for t in e['tags']:
        if v and version_of(t) == v:
            s = t[t.index(v) + len(v):].lstrip('-_+')
            if len(s) > len(best):
                best = s
    if not v:
        best = max(e['tags'], key=len)
    return best


def day(ts):
    return datetime.datetime.utcfromtimestamp(int(ts)).strftime('%Y-%m-%d')


def history(gitdir, rev, blobs, stats):
    """first-parent history of library/: {image: {tag: (removed_day, last_exact_tag, distro, version, added_day)}}, status"""
    log = git(gitdir, 'log', '--first-parent', '--diff-merges=first-parent', '--raw', '--no-abbrev', '--no-renames',
              '--reverse', '--format=C %H %ct', rev, '--', 'library/')
    now, added, gone, status, cache = {}, collections.defaultdict(dict), collections.defaultdict(dict), {}, {}
    ts, bad = 0, []
    for l in log.splitlines():
        if l.startswith('C '):
            ts = l.split()[2]
            continue
        if not l.startswith(':'):
            continue
        meta, path = l.split('\t', 1)
        image = path[len('library/'):]
        if '/' in image or image == 'MAINTAINERS':
            continue
        sha, st = meta.split()[3:5]
        stats['versions'] += 1
        entries = [] if st == 'D' else parse(blobs.get(sha), bad)
        d = day(ts)
        new = {}
        for e in entries:
            for t in e['tags']:
                new.setdefault(t, e)
        for e in entries:
            if any(a.startswith('windows') for a in e['arch']) and any(t in new for t in e['shared']):
                continue
            for t in e['shared']:
                new.setdefault(t, e)
        old = now.get(image, {})
        for t, e in old.items():
            if t not in new:
                gone[image][t] = (d, e)
        for t in new:
            gone[image].pop(t, None)
            if t not in old:
                added[image].setdefault(t, d)
        now[image] = new
        if st == 'D':
            status[image] = ('removed', d)
        elif entries:
            status[image] = ('current', '')
        elif old:
            status[image] = ('emptied', d)   # file kept, but no tag left
        else:
            status.setdefault(image, ('emptied', d))
    stats['unparsed_lines'] = len(bad)
    stats['unparsed_sample'] = sorted(set(bad))[:12]
    return gone, status, now, added


def kind_of(tag, e):
    """exact: names one build (full version or date); floating: moved from build to build"""
    if DATED.search(tag):
        return 'exact'
    if any(DATED.search(t) for t in e['tags']):
        return 'floating'
    v = entry_version(e['tags'] + e['shared'])
    return 'exact' if v and version_of(tag) == v and len(re.findall(r'\d+', v)) >= 2 else 'floating'


FROM = re.compile(r'^\s*FROM\s+(?:--platform=\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?\s*$', re.I)


def last_from(dockerfile):
    """the image under the last stage of a Dockerfile, through stage names and defaulted ARGs"""
    args, stages, base = {}, {}, ''
    for l in dockerfile.splitlines():
        m = re.match(r'^\s*ARG\s+(\w+)=["\']?([^"\'\s]*)', l, re.I)
        if m and not stages:
            args[m[1]] = m[2]
        m = FROM.match(l)
        if m:
            base = re.sub(r'\$\{?(\w+)(?::-([^}]*))?\}?', lambda x: args.get(x[1], x[2] or x[0]), m[1])
            base = stages.get(base.lower(), base)
            if m[2]:
                stages[m[2].lower()] = base
    return base


class Sources:
    """Dockerfiles of the images' own repositories, where <dir>/<owner>+<name>/repo[/.git] is a git directory"""
    def __init__(self, root):
        self.root, self.seen, self.stat = root, {}, collections.Counter()

    def gitdir(self, repo):
        m = re.search(r'github\.com[/:]([^/]+)/([^/]+?)(?:\.git)?/?$', repo)
        if not m or not self.root:
            return ''
        d = os.path.join(self.root, m[1] + '+' + m[2], 'repo')
        return next((x for x in (os.path.join(d, '.git'), d) if os.path.isdir(os.path.join(x, 'objects'))), '')

    def base(self, e):
        """(FROM, 'commit'|'head'|'') of one entry"""
        g = self.gitdir(e['repo'])
        if not g:
            self.stat['no_repo'] += 1
            return '', ''
        f = os.path.join(e['dir'] if e['dir'] != '.' else '', e.get('file') or 'Dockerfile')
        for rev, how in ((e['commit'], 'commit'), ('HEAD', 'head')):
            key = (g, rev, f)
            if key not in self.seen:
                r = subprocess.run(['git', '--git-dir', g, 'show', rev + ':' + f], capture_output=True)
                self.seen[key] = last_from(r.stdout.decode('utf-8', 'replace')) if r.returncode == 0 else None
            if self.seen[key]:
                self.stat[how] += 1
                return self.seen[key], how
        self.stat['no_file'] += 1
        return '', ''


def front(lines):
    """front coding: first byte = 'A' + length of the prefix shared with the line before (max 57)"""
    prev, out = '', []
    for l in lines:
        n = 0
        while n < min(len(l), len(prev), 57) and l[n] == prev[n]:
            n += 1
        out.append(chr(65 + n) + l[n:])
        prev = l
    return out


def factor(tags):
    """tags -> the product form `v1|v2|v3*s1|s2` where it is exact, else the tags joined by a space"""
    parts = collections.OrderedDict()
    for t in tags:
        v = version_of(t)
        i = t.index(v) + len(v) if v else 0
        pre, suf = t[:i], t[i:].lstrip('-') if t[i:].startswith('-') or not i else None
        if suf is None:
            return ' '.join(tags)
        parts.setdefault(suf, []).append(pre)
    sets = {tuple(p) for p in parts.values()}
    if len(sets) == 1 and len(tags) > 2:
        return '|'.join(next(iter(sets))) + '*' + '|'.join(parts)
    out = []
    for suf, pre in parts.items():
        out.append('|'.join(pre) + '*' + suf if len(pre) > 1 or suf == '' or not pre[0] else pre[0] + '-' + suf)
    s = ' '.join(out)
    return s if len(s) < len(' '.join(tags)) else ' '.join(tags)


def unfactor(s):
    out = []
    for w in s.split(' '):
        if '*' not in w:
            out.append(w)
            continue
        a, b = w.split('*')
        for suf in b.split('|'):
            for pre in a.split('|'):
                out.append(pre + '-' + suf if pre and suf else pre or suf)
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--git', required=True)
    ap.add_argument('--rev', default='HEAD')
    ap.add_argument('--sources', default='.', help='folder of git directories of the images\' own repositories (FROM lines)')
    ap.add_argument('--out', default=os.path.dirname(os.path.abspath(__file__)))
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    commit, cdate = git(a.git, 'log', '-1', '--format=%H %cI', a.rev).split()
    blobs, stats = Blobs(a.git), collections.Counter()

    def write(name, head, rows):
        with open(os.path.join(a.out, name), 'w', newline='\n') as f:
            f.write('# docker-library/official-images %s %s\n' % (commit, cdate[:10]))
            f.write('\t'.join(head) + '\n')
            for r in rows:
                f.write('\t'.join(r) + '\n')
        stats[name] = len(rows)

    # --- current catalog
    rows, latest, minl = [], [], []
    archsets = collections.Counter()
    current = {}
    for l in git(a.git, 'ls-tree', a.rev, 'library/').splitlines():
        meta, path = l.split('\t')
        image = path.split('/')[1]
        if image == 'MAINTAINERS':
            continue
        current[image] = parse(blobs.get(meta.split()[2]))
        for e in current[image]:
            archsets[' '.join(sorted(e['arch']))] += 1
    archid = {s: i for i, (s, _) in enumerate(sorted(archsets.items(), key=lambda x: (-x[1], x[0])))}
    src = Sources(a.sources)
    owners = {}
    for image, entries in current.items():
        own = owners[image] = {}
        for e in entries:
            e['win'] = any(x.startswith('windows') for x in e['arch'])
            e['from'], e['from_how'] = ('', '') if e['win'] else src.base(e)
            for t in e['tags'] + e['shared']:
                if t not in own or own[t]['win'] and not e['win']:
                    own[t] = e

    def resolve(image, e, depth=0):
        """distro of an entry: own tags/directory first, then its FROM, through official images"""
        d, v = distro_of(image, e)
        if (d and v) or depth > 6 or not e.get('from'):
            return d, v
        ref = re.sub(r'@sha256:.*', '', e['from'])
        ref = re.sub(r'^(docker\.io/)?(library/)?', '', ref)
        name, _, tag = ref.partition(':')
        if name in OS_IMAGES or name in current:
            p = owners.get(name, {}).get(tag or 'latest')
            d2, v2 = resolve(name, p, depth + 1) if p else distro_of(name, dict(tags=[tag or 'latest'], dir=''))
        else:
            d2, v2 = distro_of('', dict(tags=[ref.replace(':', '-')], dir=''))
            if not d2:
                d2, v2 = ('from ' + ref, '') if ref != 'scratch' else ('scratch', '')
        return (d2, v2) if not d or d2 == d else (d, v)

    for image, entries in sorted(current.items()):
        if not entries:
            continue
        minl.append('=' + image)
        owner = {}
        for e in entries:
            win = e['win']
            d, dv = resolve(image, e)
            e.update(win=win, distro=d, dver=dv, version=entry_version(e['tags'] + e['shared']), variant=variant_of(e))
            rows.append((image, ' '.join(e['tags']), ' '.join(e['shared']), e['version'], e['variant'], d, dv,
                         'windows' if win else 'linux', ' '.join(e['arch']), e['dir'], exact_tag(e['tags']), e['from'], e['from_how']))
            stats['tags'] += len(e['tags'])
            for t in e['tags'] + e['shared']:
                if t not in owner or owner[t]['win'] and not win:
                    owner[t] = e
            if not win:
                f1, f2 = factor(e['tags']), factor(e['shared']) if e['shared'] else ''
                assert sorted(unfactor(f1)) == sorted(e['tags']), (image, f1)
                assert not f2 or sorted(unfactor(f2)) == sorted(e['shared']), (image, f2)
                # ~distro only where it can not be read off a tag of the entry
                seen = distro_of(image, dict(tags=e['tags'], dir=''))
                minl.append(f1 + (';' + f2 if f2 else '') + '\t' + str(archid[' '.join(sorted(e['arch']))]) +
                            ('' if seen == (d, dv) else '\t' + d + ' ' + dv))
        stats['distinct_tags'] += len(owner)
        if 'latest' in owner:
            e = owner['latest']
            latest.append((image, e['version'], exact_tag(e['tags'] + ([t for t in e['shared'] if version_of(t)] if not version_of(exact_tag(e['tags'])) else [])),
                           e['variant'], e['distro'], e['dver'], ' '.join(e['tags'] + e['shared'])))
        else:
            latest.append((image, '', '', '', '', '', ''))
    write('images.tsv', ['image', 'tags', 'shared_tags', 'version', 'variant', 'distro', 'distro_version', 'os', 'arch', 'directory', 'exact_tag', 'from', 'from_at'], rows)
    stats.update({'from_' + k: v for k, v in src.stat.items()})
    write('latest.tsv', ['image', 'version', 'exact_tag', 'variant', 'distro', 'distro_version', 'all_equal_tags'], latest)
    with open(os.path.join(a.out, 'catalog.min'), 'w', newline='\n') as f:
        f.write('%s %s\n' % (commit[:12], cdate[:10]))
        f.write(''.join('!%d %s\n' % (i, s) for s, i in sorted(archid.items(), key=lambda x: x[1])))
        f.write('\n'.join(minl) + '\n')

    # --- history
    gone, status, now, added = history(a.git, a.rev, blobs, stats)
    orows, omin = [], []
    for image in sorted(gone):
        items = []
        for t, (d, e) in sorted(gone[image].items()):
            k = kind_of(t, e)
            x = exact_tag(e['tags'])
            ds, dv = distro_of(image, e)
            orows.append((image, t, d, k, x if x != t else '', ds, dv, added[image].get(t, '')))
            stats['old_' + k] += 1
            if k == 'floating':
                items.append((d, t, x))
        if items:
            omin.append('=' + image)
            days = collections.OrderedDict()
            for d, t, x in sorted(items):
                days.setdefault((d, x), []).append(t)
            for (d, x), ts in days.items():
                f = factor(ts)
                assert sorted(unfactor(f)) == sorted(ts), (image, f)
                omin.append('%s %s %s' % (d[2:].replace('-', ''), x if x not in ts else '', f))
    write('old-tags.tsv', ['image', 'tag', 'delisted', 'kind', 'last_exact_tag', 'distro', 'distro_version', 'first_listed'], orows)
    with open(os.path.join(a.out, 'old-tags.min'), 'w', newline='\n') as f:
        f.write('\n'.join(omin) + '\n')
    srows = []
    for image, (st, d) in sorted(status.items()):
        ever = set(added[image])
        srows.append((image, st, d, str(len(now.get(image, {}))), str(len(ever)), min(added[image].values(), default='')))
    write('image-status.tsv', ['image', 'status', 'removed_on', 'tags_now', 'tags_ever', 'first_listed'], srows)
    json.dump(dict(source='docker-library/official-images', commit=commit, date=cdate, counts={k: v for k, v in sorted(stats.items())}),
              open(os.path.join(a.out, 'catalog.json'), 'w'), indent=1)
    print(json.dumps(stats, indent=1, sort_keys=True))


if __name__ == '__main__':
    main()
