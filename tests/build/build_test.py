#!/usr/bin/env python3
"""Real builds: what a no-cache fix keeps, saves, and what a blind append breaks.

usage: build_test.py IMGFIX [--table FILE] [CASE...]
Each folder of cases/ has before.Dockerfile and manager.txt (a member of the no-cache family), perhaps naive.Dockerfile
(what a tool does that only appends) and context/ (the build context, which imgfix is given with --context). Built with
BuildKit (buildctl and BUILDKIT_HOST) or buildah (root), whichever is there; bases are what the builder resolves, and for buildah a Debian made by bases.sh. For each case: before is built
twice (what differs by itself is noise), imgfix's output once. It must build, have the same file tree less the folders
that fixers/data/caches.tsv names for the manager, the same config, and no more bytes. A naive one must not be right: it
fails to build, or loses files. A case whose base the builder does not have is skipped and counted."""
import argparse, hashlib, json, os, re, shutil, subprocess, sys, tarfile, tempfile

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
LOGS = r"var/log(/.*)?|tmp(/.*)?|root/\.local/state(/.*)?|root/\.(npm|cpanm|config|local)/_logs(/.*)?|.*\.pyc|.*/__pycache__|var/lib/dpkg/.*-old"


class BuildKit:
    def __init__(self):
        self.name = "BuildKit"
        self.program = os.environ.get("BUILDCTL") or shutil.which("buildctl")
        if not self.program or not os.environ.get("BUILDKIT_HOST"):
            raise OSError("no buildctl or no BUILDKIT_HOST")
        subprocess.run([self.program, "debug", "workers"], check=True, capture_output=True, timeout=60)

    def build(self, context, file, out):
        p = subprocess.run(
            [self.program, "build", "--progress", "plain", "--no-cache", "--frontend", "dockerfile.v0", "--local",
             f"context={context}", "--local", f"dockerfile={os.path.dirname(file)}", "--opt",
             f"filename={os.path.basename(file)}", "--output", f"type=oci,dest={out},compression=uncompressed"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return p.returncode == 0, p.stdout


class Buildah:
    def __init__(self):
        self.name = "buildah"
        if not shutil.which("buildah") or os.geteuid() != 0:
            raise OSError("no buildah, or not root")
        self.store = os.environ.get("IMGFIX_BUILD_STORE") or os.path.join(tempfile.gettempdir(), "imgfix-build")
        subprocess.run([os.path.join(here, "bases.sh"), self.store], check=True)

    def call(self, *words):
        return subprocess.run(["buildah", "--storage-driver", "vfs", "--root", self.store + "/root", "--runroot",
                               self.store + "/run", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def build(self, context, file, out):
        p = self.call("bud", "--isolation", "chroot", "--no-cache", "--layers", "--format", "oci", "-t",
                      "localhost/imgfix-build", "-f", file, context)
        if p.returncode == 0:
            q = self.call("push", "-q", "--disable-compression", "localhost/imgfix-build", f"oci-archive:{out}")
            return q.returncode == 0, p.stdout + q.stdout
        return False, p.stdout


def builder():
    problems = []
    for kind in (BuildKit, Buildah):
        try:
            return kind()
        except (OSError, subprocess.SubprocessError) as e:
            problems.append(f"{kind.__name__}: {e}")
    sys.exit("build_test.py: no builder: " + "; ".join(problems) +
             "\nset BUILDKIT_HOST for a running buildkitd, or run as root with buildah and debootstrap installed")


def read_image(path):
    """file tree {name: (type, mode, owner, content)}, config, bytes"""
    t = tarfile.open(path)
    blob = lambda d: t.extractfile("blobs/" + d.replace(":", "/"))
    manifest = json.load(blob(json.load(t.extractfile("index.json"))["manifests"][0]["digest"]))
    if "manifests" in manifest:
        manifest = json.load(blob(manifest["manifests"][0]["digest"]))
    tree, size = {}, 0
    for layer in manifest["layers"]:
        size += layer["size"]
        new = {}
        with tarfile.open(fileobj=blob(layer["digest"])) as files:
            for i in files:
                n = i.name.removeprefix("./").strip("/")
                base, folder = os.path.basename(n), os.path.dirname(n)
                if base.startswith(".wh."):
                    gone = folder if base == ".wh..wh..opq" else os.path.join(folder, base[4:])
                    for k in [k for k in tree if k.startswith(gone + "/") or (k == gone and base != ".wh..wh..opq")]:
                        del tree[k]
                elif n:
                    if i.isreg():
                        what = hashlib.sha256(files.extractfile(i).read()).hexdigest()
                    elif i.islnk():
                        to = i.linkname.removeprefix("./").strip("/")
                        what = (new.get(to) or tree.get(to) or [None] * 4)[3]
                    else:
                        what = i.linkname
                    kind = "file" if i.isreg() or i.islnk() else "folder" if i.isdir() else "link"
                    new[n] = (kind, i.mode & 0o7777, (i.uid, i.gid), what)
        tree.update(new)
    config = json.load(blob(manifest["config"]["digest"])).get("config", {})
    return tree, config, size


def differences(one, two):
    found = set()
    for name in one.keys() | two.keys():
        a, b = one.get(name), two.get(name)
        if a != b and not (a and b and a[0] == b[0] == "folder" and a[1:3] == b[1:3]):
            found.add(name)
    return found


def cache_folders(manager):
    patterns = []
    for line in open(os.path.join(root, "fixers/data/caches.tsv")):
        row = line.rstrip("\n").split("\t")
        if row[0] != manager:
            continue
        for path in row[1].split():
            patterns.append(re.escape(path.replace("~", "/root").strip("/")) + "(/.*)?")
        for path in re.findall(r"(?:~|/)[^ \"$]+", row[4]):  # what the fix removes
            patterns.append(re.escape(path.replace("~", "/root").rstrip("*").strip("/")) + "(/.*)?")
    return patterns


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("imgfix")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--table", help="write bytes before and after, one line a case")
    options = parser.parse_intermixed_args()
    made = builder()
    folders = [os.path.join(here, "cases", name) for name in options.cases or sorted(os.listdir(os.path.join(here, "cases")))]
    failures, skipped, rows = [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        context = os.path.join(scratch, "context")
        os.mkdir(context)

        def build(name, file):
            out = os.path.join(scratch, name + ".tar")
            good, log = made.build(named or context, file, out)
            image = read_image(out) if good else None
            if os.path.exists(out):
                os.unlink(out)
            return image, log

        for folder in folders:
            case = os.path.basename(folder)
            before = os.path.join(folder, "before.Dockerfile")
            manager = open(os.path.join(folder, "manager.txt")).read().strip()
            after = os.path.join(scratch, case + ".Dockerfile")
            named = os.path.join(folder, "context") if os.path.isdir(os.path.join(folder, "context")) else ""
            fixed = subprocess.run([options.imgfix, "--stdout", "-q", "--no-config", "--select", "no-cache",
                                    *(["--context", named] if named else []), before], capture_output=True)
            open(after, "wb").write(fixed.stdout)
            fail = lambda why: failures.append(f"{case}: {why}")
            one, log = build("one", before)
            if one is None:
                last = "\n".join(log.strip().splitlines()[-3:])
                if re.search(r"failed to resolve|not found|no such image|initializing source|pinging container registry|"
                             r"image not known|resolving", last) and "RUN" not in last and "did not complete" not in last:
                    skipped.append(case)
                    continue
                fail("before does not build: " + log[-600:])
                continue
            two, _ = build("two", before)
            new, log = build("new", after)
            if new is None:
                fail("imgfix's output does not build: " + log[-600:])
                continue
            noise = differences(one[0], two[0]) if two else set()
            allowed = re.compile("|".join(cache_folders(manager) + [LOGS]))
            # folders that only the cache made go with it
            inside = {}
            for name in one[0]:
                parts = name.split("/")
                for k in range(1, len(parts)):
                    inside.setdefault("/".join(parts[:k]), []).append(name)
            emptied = {n for n, (kind, *_) in one[0].items() if kind == "folder" and n not in new[0]
                       and all(allowed.fullmatch(x) or one[0][x][0] == "folder" for x in inside.get(n, ["x"]) if x in one[0])
                       and n in inside}
            real = sorted(n for n in differences(one[0], new[0]) - noise - emptied if not allowed.fullmatch(n))
            if real:
                fail(f"{len(real)} files differ: " + " ".join(real[:6]))
            if one[1] != new[1]:
                fail(f"the config differs: {one[1]} {new[1]}")
            if new[2] > one[2]:
                fail(f"it grew from {one[2]} to {new[2]} bytes")
            naive = os.path.join(folder, "naive.Dockerfile")
            wrong = ""
            if os.path.exists(naive):
                blind, _ = build("naive", naive)
                lost = [] if blind is None else [n for n in differences(one[0], blind[0]) - noise if not allowed.fullmatch(n)]
                wrong = "fails" if blind is None else "differs" if lost else ""
                if not wrong:
                    fail("the naive change is not shown to break")
            rows.append((case, manager, one[2], new[2], wrong))
            print(f"{case}: {one[2]} -> {new[2]} bytes, {len(noise)} files of noise" + (f", naive {wrong}" if wrong else ""),
                  flush=True)
    if options.table:
        with open(options.table, "w") as out:
            for row in rows:
                out.write("\t".join(map(str, row)) + "\n")
    for failure in failures:
        print("FAILED", failure)
    print(f"{made.name}: {len(rows)} cases, {len(failures)} failures, {len(skipped)} skipped, since their base is not there: "
          f"{' '.join(skipped)}")
    sys.exit(1 if failures or not rows else 0)


main()
