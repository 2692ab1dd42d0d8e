#!/usr/bin/env python3
"""What must hold on every real file: no crash, no byte lost, a second run changes nothing, the diff applied by git is
what --write writes, twins with a byte order mark and with CR LF line ends come out the same, gate drops are listed.

usage: corpus.py IMGFIX FOLDER   (FOLDER/*: Dockerfiles). Ends with `N passed, N failed`; exit 1 when one failed."""
import collections, json, os, re, shutil, subprocess, sys, tempfile

imgfix, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
names = sorted(n for n in os.listdir(folder) if os.path.isfile(os.path.join(folder, n)))
original = {n: open(os.path.join(folder, n), "rb").read() for n in names}
environment = dict(os.environ, SOURCE_DATE_EPOCH="1795392000")
top = tempfile.mkdtemp(prefix="imgfix-corpus")
passed = failed = 0


def check(what, bad):
    global passed, failed
    if bad:
        failed += 1
        print(f"FAILED {what}: {len(bad)}: {' '.join(str(b) for b in list(bad)[:5])}")
    else:
        passed += 1
        print(f"ok     {what}")


def put(files, where):
    path = os.path.join(top, where)
    os.makedirs(path)
    for name, text in files.items():
        # each file in a folder of its own: the walk takes the name
        os.makedirs(os.path.join(path, name))
        open(os.path.join(path, name, "Dockerfile"), "wb").write(text)
    return path


def run(path, *arguments):
    done = subprocess.run([imgfix, "--no-config", *arguments, "."], cwd=path, capture_output=True, env=environment)
    if done.returncode not in (0, 1):
        print(done.stderr.decode("utf8", "replace")[-2000:])
    return done


def read(path):
    return {n: open(os.path.join(path, n, "Dockerfile"), "rb").read() for n in os.listdir(path) if n != ".git"}


crashes = []
path = put(original, "ignore-all")
done = run(path, "--write", "-q", "--ignore", "all")
crashes.append(done.returncode)
check("without a fixer every byte stays", [n for n, t in read(path).items() if t != original[n]])

path = put(original, "write")
done = run(path, "--write", "-q")
crashes.append(done.returncode)
fixed = read(path)
done = run(path, "--write", "-q")
crashes.append(done.returncode)
check("a second run changes nothing", [n for n, t in read(path).items() if t != fixed[n]])

path = put(original, "unsafe")
done = run(path, "--write", "-q", "--unsafe-fixes")
crashes.append(done.returncode)
unsafe = read(path)
done = run(path, "--write", "-q", "--unsafe-fixes")
crashes.append(done.returncode)
check("a second run with --unsafe-fixes changes nothing", [n for n, t in read(path).items() if t != unsafe[n]])

path = put(original, "diff")
done = run(path, "--diff", "-q")
crashes.append(done.returncode)
subprocess.run(["git", "init", "-q", "."], cwd=path, check=True)
applied = subprocess.run(["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn"], cwd=path, input=done.stdout,
                         capture_output=True)
check("git applies the diff", [applied.stderr.decode()[:500]] if applied.returncode else [])
check("the diff is what --write writes", [n for n, t in read(path).items() if t != fixed[n]])

mark = b"\xef\xbb\xbf"
plain = {n: t for n, t in original.items() if not t.startswith(mark)}
path = put({n: mark + t for n, t in plain.items()}, "bom")
crashes.append(run(path, "--write", "-q").returncode)
check(f"{len(plain)} twins with a byte order mark", [n for n, t in read(path).items() if t != mark + fixed[n]])

def crlf(text):
    return re.sub(rb"\r*\n", b"\r\n", text)


plain = {n: t for n, t in original.items() if b"<<" not in t}
path = put({n: crlf(t) for n, t in plain.items()}, "crlf")
crashes.append(run(path, "--write", "-q").returncode)
twins = read(path)
check(f"{len(plain)} twins with CR LF line ends", [n for n in plain if twins[n] != crlf(fixed[n])])

path = put(original, "report")
done = run(path, "--check", "--format", "json")
crashes.append(done.returncode)
report = json.loads(done.stdout)
drops = [(f["path"], d["fixer"], d["problem"]) for f in report["files"] for d in f["drops"]]
for drop in drops:
    print("gate drop:", *drop)
counts = collections.Counter(x["fixer"] for f in report["files"] for x in f["fixes"])
print("files", len(report["files"]), "changed", sum(f["changed"] for f in report["files"]), "fixes", dict(counts))
check("every gate drop has its problem", [d for d in drops if not d[2]])
check("no crash", [c for c in crashes if c not in (0, 1)])
shutil.rmtree(top)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
