#!/usr/bin/env python3
"""Make applets.tsv: the forms of small programs that act alike on Debian and on BusyBox, proven by running both.

    make_applets.py OUT_FILE ROOT...

Each ROOT is an unpacked root file system with BusyBox (the official busybox image, Alpine's minirootfs). Must run as
root on a Debian (chroot). Each form (program, options, kinds of operands) is run on all samples of its operands in the
same small tree, on Debian (its own program; for what a shell has built in also dash and bash --posix) and in each ROOT
(the applet, and ash). A row is written as `same` when standard output, status and the resulting tree (names, kinds,
modes, owners, contents, link targets) agree in all cases, else as `differs` with the first case that does not. Where
both sides fail, only the statuses are compared (for what only a shell has, that they fail). Python 3.9+, standard library only, no network.

The kinds of operands, and which words they stand for, are read by src/catalog/applets.cpp too:
    text       any text without a backslash that does not begin with -
    format     text with no conversions but %s and %%, no escapes but \\n, \\t and \\\\, not beginning with -
    argument   any text without a backslash that does not begin with - (of printf)
    folder file new gone read from to target link   paths
    source goal   paths, no symbolic links among them, where goal is not source, below it or the folder it lies in
    mode       0644, 755, or symbolic with the letters ugoa, rwxX
    owner      0, 1000:1000, root, root:root
    number     digits        duration  digits and perhaps one of smhd
    character  one printable character other than a backslash or a quote    fields  1, 1,3, 1-2, 2-
    null       /dev/null     infinity  that word
"""
import datetime
import itertools
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

PATHS = ["a", "b", "d", "e", "l", "ld", "dangling", "new", "new/deep/path", "missing/f", "e/", "new/", "d/f", "./a"]
FEW = ["a", "d", "e", "l", "new", "missing/f", "d/f", "e/"]
SAMPLES = {
    "text": ["hello", "Hello, world!", "a b  c", "", "\u00e9t\u00e9", "x=y", "a\tb", "%s %d", "two\nlines", "+1", "$x"],
    "format": ["hello", "hello\\n", "%s\\n", "%s=%s\\n", "a\\tb\\\\n%%\\n", "", "%s", "\u00e9 %s\\n\\n"],
    "argument": ["one", "", "a b", "100%", "\u00e9", "two\nlines"],
    "folder": PATHS, "file": PATHS, "new": PATHS, "gone": PATHS, "read": PATHS + ["n", "num", "words"],
    "from": FEW, "to": FEW,
    "source": ["a", "n", "d", "d/f", "missing/f", "new", "e"], "goal": ["new", "e", "e/", "b", "missing/f", "new/deep/path", "d/sub"],
    "target": ["/nowhere", "/nowhere/a b"], "link": PATHS,
    "mode": ["644", "755", "0600", "1777", "7777", "000", "u+x", "+x", "a+x", "go-w", "u=rwx,go=rx", "o+w", "a-x", "+r",
             "=r", "a+X", "ug+rw,o-r", "u-w", "+rwx"],
    "owner": ["0", "1000", "1000:1000", "0:0", "root", "root:root", "1000:0"],
    "number": ["0", "1", "2", "10", "007"],
    "duration": ["0", "1", "0s", "0m", "0h", "0d"],
    "character": [":", ",", " ", "x", "\t"],
    "fields": ["1", "2", "1,3", "1-2", "2-", "3,1"],
    "null": ["/dev/null"], "infinity": ["infinity"],
}
PATH_KINDS = {"folder", "file", "new", "gone", "read", "from", "to", "link", "source", "goal"}
# builtins of dash, bash and ash that these forms name
BUILTINS = {"echo", "printf", "test", "[", "true", "false", ":", "cd", "pwd", "set"}
ONLY_SHELL = {":", "cd", "set"}

# program, options (words; upper case: a value of that kind), kinds of the operands (the last repeats), min, max
FORMS = [
    ("true", "", "", 0, 0), ("false", "", "", 0, 0), (":", "", "", 0, 0), ("pwd", "", "", 0, 0),
    ("set", "-e", "", 0, 0), ("set", "-u", "", 0, 0), ("set", "-eu", "", 0, 0), ("set", "-ex", "", 0, 0),
    ("cd", "", "folder", 1, 1),
    ("echo", "", "text", 0, 9),
    ("printf", "", "format argument", 1, 9),
    ("mkdir", "", "new", 1, 9), ("mkdir", "-p", "new", 1, 9), ("mkdir", "-m MODE", "new", 1, 9),
    ("mkdir", "-p -m MODE", "new", 1, 9), ("mkdir", "-m MODE -p", "new", 1, 9), ("mkdir", "-pv", "new", 1, 9),
    ("mkdir", "-v", "new", 1, 9), ("mkdir", "--parents", "new", 1, 9),
    ("rmdir", "", "gone", 1, 9),
    ("touch", "", "file", 1, 9), ("touch", "-c", "file", 1, 9),
    ("rm", "", "gone", 1, 9), ("rm", "-f", "gone", 1, 9), ("rm", "-r", "gone", 1, 9), ("rm", "-R", "gone", 1, 9),
    ("rm", "-rf", "gone", 1, 9), ("rm", "-fr", "gone", 1, 9), ("rm", "-Rf", "gone", 1, 9),
    ("rm", "-r -f", "gone", 1, 9), ("rm", "-f -r", "gone", 1, 9), ("rm", "-rfv", "gone", 1, 9),
    ("cp", "", "from to", 2, 2), ("mv", "", "from to", 2, 2), ("cp", "-v", "source goal", 2, 2), ("mv", "-v", "source goal", 2, 2),
    ("cp", "", "source goal", 2, 2),
    ("cp", "-f", "source goal", 2, 2),
    ("cp", "-r", "source goal", 2, 2),
    ("cp", "-R", "source goal", 2, 2),
    ("cp", "-a", "source goal", 2, 2),
    ("cp", "-p", "source goal", 2, 2),
    ("cp", "-rf", "source goal", 2, 2),
    ("cp", "-rp", "source goal", 2, 2),
    ("mv", "", "source goal", 2, 2),
    ("mv", "-f", "source goal", 2, 2),
    ("ln", "-s", "target link", 2, 2), ("ln", "-sf", "target link", 2, 2), ("ln", "-fs", "target link", 2, 2),
    ("ln", "-s -f", "target link", 2, 2), ("ln", "-snf", "target link", 2, 2), ("ln", "-sv", "target link", 2, 2),
    ("ln", "", "from to", 2, 2),
    ("chmod", "", "mode file", 2, 9), ("chmod", "-R", "mode file", 2, 9), ("chmod", "-v", "mode file", 2, 9),
    ("chown", "", "owner file", 2, 9), ("chown", "-R", "owner file", 2, 9), ("chgrp", "", "number file", 2, 9),
    ("cat", "", "read", 1, 9), ("cat", "-n", "read", 1, 9),
    ("head", "", "read", 1, 1), ("head", "-n NUMBER", "read", 1, 1), ("head", "-c NUMBER", "read", 1, 1),
    ("tail", "", "read", 1, 1), ("tail", "-n NUMBER", "read", 1, 1), ("tail", "-c NUMBER", "read", 1, 1),
    ("tail", "-f", "null", 1, 1),
    ("wc", "-l", "read", 1, 1), ("wc", "-c", "read", 1, 1), ("wc", "-w", "read", 1, 1), ("wc", "", "read", 1, 1),
    ("sort", "", "read", 1, 9), ("sort", "-u", "read", 1, 9), ("sort", "-r", "read", 1, 9), ("sort", "-n", "read", 1, 9),
    ("uniq", "", "read", 1, 1), ("cut", "-d CHARACTER -f FIELDS", "read", 1, 1), ("cut", "-f FIELDS", "read", 1, 1),
    ("grep", "-F", "text read", 2, 2), ("grep", "-qF", "text read", 2, 2), ("grep", "-cF", "text read", 2, 2),
    ("cmp", "", "read", 2, 2), ("cmp", "-s", "read", 2, 2),
    ("sha256sum", "", "read", 1, 9), ("sha1sum", "", "read", 1, 9), ("md5sum", "", "read", 1, 9),
    ("sha512sum", "", "read", 1, 9), ("base64", "", "read", 1, 1),
    ("basename", "", "text", 1, 1), ("dirname", "", "text", 1, 1), ("seq", "", "number", 1, 2),
    ("readlink", "", "read", 1, 1), ("ls", "", "read", 1, 1), ("ls", "-l", "read", 1, 1), ("stat", "", "read", 1, 1),
    ("test", "-e", "read", 1, 1), ("test", "-f", "read", 1, 1), ("test", "-d", "read", 1, 1), ("test", "-s", "read", 1, 1),
    ("test", "-r", "read", 1, 1), ("test", "-x", "read", 1, 1), ("test", "-L", "read", 1, 1),
    ("[", "-e", "read", 1, 1), ("[", "-f", "read", 1, 1), ("[", "-d", "read", 1, 1), ("[", "-s", "read", 1, 1),
    ("[", "-r", "read", 1, 1), ("[", "-x", "read", 1, 1), ("[", "-L", "read", 1, 1),
    ("sleep", "", "duration", 1, 1), ("sleep", "", "infinity", 1, 1),
    ("truncate", "-s NUMBER", "file", 1, 9), ("mkfifo", "", "new", 1, 1), ("install", "-d", "new", 1, 9),
    ("date", "", "", 0, 0), ("df", "", "", 0, 0), ("id", "", "", 0, 0), ("uname", "", "", 0, 0), ("ps", "", "", 0, 0),
    ("env", "", "", 0, 0), ("whoami", "", "", 0, 0), ("nproc", "", "", 0, 0),
]
# What two bases print alike in one kernel says nothing: these stand here to be seen to differ, or are not offered.
NEVER = {"date": "the time differs from run to run", "uname": "prints the machine, not the base",
         "nproc": "prints the machine, not the base", "whoami": "reads the base's passwd",
         "env": "prints the base's own variables"}


def make_tree(folder):
    os.makedirs(folder)
    os.chmod(folder, 0o755)
    here = lambda name: os.path.join(folder, name)
    for name, text in [("a", "one\ntwo words\n\nthree\tb:c,d\n"), ("b", ""), ("n", "no newline"), ("num", "10\n9\n-3\n9\n"),
                       ("words", "b x\na y\nA z\n\u00e9\nb x\n:c:d\n" * 4)]:
        with open(here(name), "w") as file:
            file.write(text)
        os.chmod(here(name), 0o644)
    os.makedirs(here("d/sub"))
    os.makedirs(here("e"))
    for name, mode in [("d/f", 0o640), ("d/sub/x", 0o755)]:
        with open(here(name), "w") as file:
            file.write("in " + name + "\n")
        os.chmod(here(name), mode)
    for name in ("d", "d/sub", "e"):
        os.chmod(here(name), 0o755)
    os.symlink("a", here("l"))
    os.symlink("d", here("ld"))
    os.symlink("nowhere", here("dangling"))
    os.symlink("f", here("d/in"))
    os.symlink("../b", here("d/out"))


def read_tree(folder):
    found = {}
    for base, folders, files in os.walk(folder):
        for name in folders + files + [""]:
            path = os.path.join(base, name)
            state = os.lstat(path)
            entry = [state.st_mode, state.st_uid, state.st_gid]
            if os.path.islink(path):
                entry.append(os.readlink(path))
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    entry.append(file.read())
            found[os.path.relpath(path, folder)] = entry
    return found


def run(root, folder, argv, endless):
    """(stdout, status, tree) of argv in a fresh tree at the path `folder`, inside root."""
    outside = (root or "") + folder
    shutil.rmtree(outside, ignore_errors=True)
    make_tree(outside)

    def enter():
        if root:
            os.chroot(root)
        os.chdir(folder)
        os.umask(0o022)

    environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
    try:
        child = subprocess.Popen(["/usr/bin/env", *argv] if not root else [shutil_which(root, argv[0]), *argv[1:]],
                                 executable=None if not root else shutil_which(root, argv[0]),
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                 env=environment, preexec_fn=enter)
    except FileNotFoundError:
        return b"", 127, {}
    try:
        out, _ = child.communicate(timeout=0.3 if endless else 20)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGTERM)
        out, _ = child.communicate()
    tree = read_tree(outside)
    shutil.rmtree(outside)
    return out, child.returncode, tree


def shutil_which(root, name):
    for folder in ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"):
        if os.path.lexists(root + folder + "/" + name):
            return folder + "/" + name
    raise FileNotFoundError(name)


def cases(options, kinds, least, most):
    """All argument lists of a form."""
    option_lists = [[]]
    for word in options.split():
        values = SAMPLES[word.lower()] if word.isalpha() and word.isupper() else [word]
        option_lists = [one + [value] for one in option_lists for value in values]
    kinds = kinds.split()
    related = lambda one: (one[-2:] and kinds == ["source", "goal"] and
                           (one[0] == one[1].rstrip("/") or one[1].startswith(one[0] + "/") or
                            os.path.dirname(one[0]) == one[1].rstrip("/")))
    for count in range(least, min(most, max(least, 2), 3) + 1):
        of = [kinds[min(k, len(kinds) - 1)] for k in range(count)] if kinds else []
        values = [SAMPLES[kind] if count < 2 or kind not in PATH_KINDS or kind in ("source", "goal") else FEW for kind in of]
        for operands in itertools.product(*values):
            if related(operands):
                continue
            for chosen in option_lists if count < 2 else option_lists[:6]:
                yield chosen + list(operands)


def prove(program, options, kinds, least, most, roots, folder):
    """(number of cases, '' or the first that differs)."""
    endless = kinds in ("null", "infinity")
    count = 0
    for words in cases(options, kinds, least, most):
        argv = [program, *words] + (["]"] if program == "[" else [])
        # `cd x` shows where it led; set shows nothing
        line = " ".join(map(shlex.quote, argv)) + {"cd": " && pwd", "set": " && echo on"}.get(program, "")
        debian = []
        if program not in ONLY_SHELL:
            debian.append((None, argv))
        if program in BUILTINS:
            debian += [(None, ["dash", "-c", line]), (None, ["bash", "--posix", "-c", line])]
        other = []
        for root in roots:
            if program not in ONLY_SHELL:
                other.append((root, argv))
            if program in BUILTINS:
                other.append((root, ["sh", "-c", line]))
        results = [run(where, folder, one, endless) for where, one in debian + other]
        count += 1
        first = results[0]
        for result, (where, one) in zip(results[1:], (debian + other)[1:]):
            statuses = (bool(result[1]), bool(first[1])) if program in ONLY_SHELL else (result[1], first[1])
            if statuses[0] != statuses[1] or (first[1] == 0 and (result[0] != first[0] or result[2] != first[2])):
                what = "status" if statuses[0] != statuses[1] else "output" if result[0] != first[0] else "tree"
                return count, "%s of %s: %s" % (what, "busybox" if where else "another Debian shell", line.replace("\n", "\\n").replace("\t", "\\t"))
    return count, ""


def version(root):
    text = subprocess.run(["/bin/busybox"], capture_output=True, preexec_fn=lambda: os.chroot(root)).stdout.decode()
    return re.search(r"v([\d.]+)", text).group(1)


def package(name):
    return name + " " + subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True).stdout.decode()


def main():
    out, roots = sys.argv[1], [os.path.abspath(root) for root in sys.argv[2:]]
    folder = tempfile.mkdtemp(prefix="case", dir="/var/tmp")
    rows = []
    try:
        for root in roots:
            os.makedirs(os.path.dirname(root + folder), exist_ok=True)
        for program, options, kinds, least, most in FORMS:
            count, why = prove(program, options, kinds, least, most, roots, folder)
            why = NEVER.get(program, why)
            rows.append("\t".join([program, options, kinds, str(least), str(most), "differs" if why else "same",
                                   str(count), why]))
            print(rows[-1], file=sys.stderr)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    with open(out, "w") as file:
        file.write("# forms of programs run on Debian (%s; %s; %s; %s) and on BusyBox %s by make_applets.py, %s; cases: how many were compared\n"
                   % (package("coreutils"), package("grep"), package("dash"), package("bash"),
                      ", ".join(version(root) + " of " + ("Alpine " + open(root + "/etc/alpine-release").read().strip()
                                if os.path.exists(root + "/etc/alpine-release") else "library/busybox") for root in roots),
                      datetime.date.today().isoformat()))
        file.write("program\toptions\toperands\tmin\tmax\tverdict\tcases\tfirst difference\n")
        file.write("".join(row + "\n" for row in rows))


if __name__ == "__main__":
    main()
