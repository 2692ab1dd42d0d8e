#!/usr/bin/env python3
"""Differential execution test of merge-run.

Random Dockerfiles made of the traps that one RUN can lay for the next one are merged by imgfix; then each is run twice
in dash, BusyBox ash and bash: apart (each RUN in a PID and mount namespace of its own, with a fresh /dev/shm and an
overlay layer of its own) and merged (the RUNs that imgfix wrote, one each). Outcome, output and file tree must be the
same. First the test's own eyes are checked: a naive merger joins planted traps with `&&`, and each must be seen.

    differential.py [--seed N] [--cases N] [--seconds S] [--jobs N] [--keep DIR]

IMGFIX_BINARY names the program, IMGFIX_BUILD_DIR the folder with imgfix_layer_runner, which runs the builds.

Needs Linux with user namespaces (or root), overlayfs, dash, bash and busybox. Python 3 alone, no packages.
"""
import argparse
import ctypes
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

SHELLS = ("dash", "ash", "bash")
LIBC = ctypes.CDLL(None, use_errno=True)
NEWNS, NEWPID, NEWIPC, NEWUSER = 0x20000, 0x20000000, 0x8000000, 0x10000000
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18

APPLETS = """touch mkdir rmdir rm mv cp ln cat sed grep tee chmod chown tar sleep sort head tail wc find xargs ls stat tr
cut env id seq basename dirname readlink expr kill uname date md5sum which awk mktemp printenv cmp nproc true false""".split()

# Programs that imgfix knows by name, as small scripts with the effect that matters here. A number of a process alone
# is not asked for: in another RUN some other process may have it.
FAKES = {
    # a package manager of the distribution: files below /usr and /var only
    "/usr/bin/apt-get": """case $1 in update) mkdir -p /var/lib/apt/lists; echo l > /var/lib/apt/lists/main;;
install) test -f /var/lib/apt/lists/main || { echo no lists; exit 100; }; shift
for p; do case $p in -*) ;; *) echo "echo $p is here" > /usr/bin/$p; chmod 755 /usr/bin/$p; echo p > /usr/share/$p; ln -f /usr/share/$p /usr/share/$p.link;; esac; done;;
purge) shift; for p; do case $p in -*) ;; *) rm -f /usr/bin/$p;; esac; done;; clean) rm -rf /var/cache/apt/x;; esac""",
    # installs another pip earlier in PATH
    "/usr/bin/pip": """echo old pip $1; case "$*" in *install*) echo 'echo new pip $1' > /usr/local/bin/pip; chmod 755 /usr/local/bin/pip;; esac""",
    "/usr/bin/gem": """echo 'echo new tool' > /usr/local/bin/tool; chmod 755 /usr/local/bin/tool""",
    "/usr/bin/tool": "echo old tool",
    # daemons
    "/usr/bin/redis-server": """echo up > /run/redis; (while :; do sleep 0.05; echo beat > /run/redis.beat; done) >/dev/null 2>&1 & echo $! > /run/redis.pid""",
    "/usr/bin/redis-cli": """grep -q redis-server /proc/$(cat /run/redis.pid)/comm 2>/dev/null && echo PONG""",
    "/usr/bin/service": """redis-server""",
    "/usr/bin/gpg": """echo agent > /root/agent; sleep 100 >/dev/null 2>&1 & echo $! > /run/agent.pid""",
    "/usr/bin/gpg-connect": """grep -q sleep /proc/$(cat /run/agent.pid)/comm 2>/dev/null && echo agent lives || echo no agent""",
    "/usr/sbin/useradd": """for u; do :; done; echo "$u:x:1500:1500::/home/$u:/bin/sh" >> /etc/passwd; mkdir -p /home/$u""",
    "/usr/bin/curl": """out=; while [ $# -gt 0 ]; do case $1 in -o) out=$2; shift;; esac; shift; done; test -n "$out" && echo page > $out || echo page""",
}


def build_rootfs(root):
    for folder in ("bin usr/bin usr/sbin usr/local/bin usr/share lib64 tmp etc dev proc var/lib var/cache home root run "
                   "data srv/app opt build").split():
        os.makedirs(os.path.join(root, folder), exist_ok=True)
    os.chmod(os.path.join(root, "tmp"), 0o1777)
    libraries = set()
    for name in ("dash", "bash", "busybox"):
        source = shutil.which(name)
        if not source:
            sys.exit(f"differential.py: {name} is missing")
        shutil.copy(os.path.realpath(source), os.path.join(root, "bin", name))
        listed = subprocess.run(["ldd", source], capture_output=True, text=True).stdout
        libraries.update(re.findall(r"(/\S+) \(0x", listed))
    for library in libraries:
        target = root + library
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy(os.path.realpath(library), target)
    os.symlink("dash", os.path.join(root, "bin/sh"))
    for applet in APPLETS:
        os.symlink("../../bin/busybox", os.path.join(root, "usr/bin", applet))
    for path, text in FAKES.items():
        with open(root + path, "w") as file:
            file.write("#!/bin/dash\n" + text + "\n")
        os.chmod(root + path, 0o755)
    with open(root + "/etc/passwd", "w") as file:
        file.write("root:x:0:0:root:/root:/bin/sh\n")
    with open(root + "/etc/motd", "w") as file:
        file.write("one\ntwo\n")
    for name in ("a", "b.orig"):
        with open(f"{root}/srv/app/{name}", "w") as file:
            file.write(name + "\n")


def check_call(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")


def mount(source, target, kind, flags=0, data=""):
    check_call(LIBC.mount(source.encode(), target.encode(), kind.encode(), flags, data.encode()), f"mount {target}")


OVERLAY = "" # more options of overlayfs


def enter_mount_namespace():
    """Mounts of this process's own. In a chroot `/` is no mount point; entering the new namespace once more makes its
    own root `/`, so that all can be made private, and then it is back to the chroot."""
    check_call(LIBC.unshare(NEWNS), "unshare")
    root, here = (os.open(name, os.O_RDONLY | os.O_DIRECTORY) for name in ("/", "."))
    namespace = os.open("/proc/self/ns/mnt", os.O_RDONLY)
    check_call(LIBC.setns(namespace, NEWNS), "setns")
    mount("none", "/", "", MS_REC | MS_PRIVATE)
    os.fchdir(root)
    os.chroot(".")
    os.fchdir(here)
    for descriptor in (root, here, namespace):
        os.close(descriptor)


def enter_user_namespace():
    """Become root of a user namespace, for those who are not root."""
    global OVERLAY # pylint: disable=global-statement
    if os.getuid() == 0:
        return
    OVERLAY = ",userxattr"
    uid, gid = os.getuid(), os.getgid()
    check_call(LIBC.unshare(NEWUSER), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"), ("gid_map", f"0 {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def argv_of(shell, options):
    program = {"dash": ["/bin/dash"], "ash": ["/bin/busybox", "ash"], "bash": ["/bin/bash"]}[shell]
    return program + options + ["-c"]


class Box:
    """Runs scripts over layers, by a layer_runner of its own."""

    def __init__(self, runner, rootfs, scratch):
        os.makedirs(scratch)
        command = [runner, rootfs, scratch] + ([OVERLAY] if OVERLAY else [])
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def field(self):
        length = self.process.stdout.readline()
        if not length:
            sys.exit("differential.py: layer_runner ended")
        return self.process.stdout.read(int(length)).decode(errors="replace")

    def build(self, scripts, shell, options, workdir):
        """All RUNs of a file: (passed, output, tree)."""
        argv = argv_of(shell, options)
        fields = [str(len(scripts)), workdir, str(len(argv))] + argv + scripts
        request = b"".join(b"%d\n%s" % (len(f), f) for f in (field.encode() for field in fields))
        self.process.stdin.write(request)
        self.process.stdin.flush()
        return self.field() == "pass", self.field(), self.field()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


# ---------------------------------------------------------------------------------------------------------------------
# random Dockerfiles

QUIET = ["touch a", "touch /tmp/x", "mkdir -p /srv/app/d", "echo one > /srv/one", "echo two >> /srv/one", "true", "cat /etc/motd",
         "chmod 700 a", "rm -f b.orig", "cp a c", "ls", "test -f a", "[ -d /srv ]", "printf '%s\\n' x", "sed -i s/one/1/ /etc/motd",
         "apt-get update", "apt-get install -y foo", "mkdir /opt/x", "ln -sf a l", "tar -cf - a | tar -xf - -C /opt", "tar -xf /tmp/none.tar",
         "curl -o /tmp/p http://x", "curl http://x", "grep one /etc/motd", "sort /etc/motd", "stat -c %a a", "find . -name '*.orig'",
         "echo \"a b\" 'c  d' e", "echo $(echo sub)", "echo `echo old`", "FOO=bar env true", "rm -rf /var/lib/apt/lists/*", "mv a e",
         "rm -rf /opt/x", "find /srv -name '*.orig' -exec rm {} +", "ls | xargs echo", "echo a | tee /srv/t", "id -u", "useradd app",
         "echo $HOME", "sh -c 'echo inner; cd /'", "nproc > /dev/null", "touch 'q r'", "echo a\\\\nb", ":", "pwd", "uname > /dev/null",
         "tail -n 1 /etc/motd", "chown 0:0 a", "touch /build/x", "cp a /usr/local/bin/tool", "chmod +x /usr/local/bin/tool"]
LOUD = ["false", "test -f /none", "cat /none", "cd /none"]
LEAKY = ["cd /tmp", "cd /tmp", "cd /srv && touch in-srv", "cd app", "cd ..", "cd -", "export T=1 && touch t$T", "X=1", "export X=2", "export Y=3", "umask 077", "set -e", "set -u", "set -f", "set +e", "f() { echo fun; }", "alias a=b",
         "trap 'echo bye' EXIT", "exit 0", "echo ${X:=5}", "echo $((X=7))", "X=9 :", "Z=1 true", "read X < /etc/motd", "ulimit -n 64",
         "shift", "set -- 1 2", "for i in 1 2; do echo $i; done", ". /etc/profile", "eval 'X=4'", "command cd /tmp", "readonly R=1",
         "exec 3>&1", "while read L; do echo $L; done < /etc/motd", "sleep 0.01 &", "printf -v X 1", "hash -r", "unset HOME",
         "local X=1", "getopts a X", "echo $_ > /dev/null", "exec touch z", "let X=3", "pushd /tmp", "set -o noglob", "IFS=:",
         "v=1; touch $v.v", "for j in 1 2; do touch $j; done", "PATH=/opt:$PATH", "PATH=/opt:$PATH true", "umask 000 && touch w", "OLDPWD=/x"]
FRESH = ["echo s > /dev/shm/s", "cat /dev/shm/s", "redis-server --daemonize yes", "redis-cli ping", "service redis start", "gpg --import k",
         "gpg-connect", "pip install x", "pip list", "gem install tool", "tool", "ln a h", "echo more >> a", "ln -f a h && chmod 600 a",
         "chmod 600 /usr/share/foo", "rm -rf /srv/app", "mv /srv/app /srv/app2", "ln -sf /bin/bash /bin/sh", "usermod root", "pkill sleep",
         "apt-get purge -y foo", "foo", "cp /usr/bin/tool /usr/local/bin/foo", "cat /proc/1/cmdline > /srv/cmd", "hash"]
SEEN = ["echo x=$X y=$Y", "pwd", "umask", "touch m", "echo *", "f", "echo $#", "echo $IFS", "echo $-", "echo $?", "touch $X.x", "cat m",
        "echo $i $L", "trap", "alias", "echo ${X-none}", "ls -l a", "stat -c '%a %h' a", "ulimit -n", "echo $OLDPWD", "foo", "tool", "pip list",
        "redis-cli ping", "gpg-connect", "cat h", "echo q > /srv/q", "pip install y", "touch t$T", "touch ../up", "tool && touch tooled", "apt-get install -y foo", "hash -r", "set | grep ^X=", "echo $_", "echo $LINENO $PPID", "echo 3>&3", "id -un", "echo ~", "echo $v $j", "set | grep -c ^v=", "eval 'echo $v'"]


QUIET_SET = set(QUIET)


class Maker:
    def __init__(self, rng):
        self.rng = rng

    def simple(self, place):
        """A command; some of those that often fail are kept from ending the build."""
        command = self.any_command(place)
        if command not in QUIET_SET and self.rng.random() < 0.35:
            return f"{{ {command} || true; }}"
        return command

    def any_command(self, place):
        rng = self.rng
        roll = rng.random()
        if roll < (0.10 if place == 0 else 0.05):
            return rng.choice(LEAKY)
        if roll < 0.15:
            return rng.choice(FRESH)
        if roll < 0.17:
            return rng.choice(LOUD)
        if place > 0 and roll < 0.45:
            return rng.choice(SEEN)
        return rng.choice(QUIET)

    def command(self, place, depth=0):
        rng = self.rng
        roll = rng.random()
        if depth > 2 or roll < 0.78:
            return self.simple(place)
        inner = lambda: self.script(place, depth + 1)
        if roll < 0.82:
            return f"({inner()})"
        if roll < 0.86:
            return f"{{ {inner()}; }}"
        if roll < 0.90:
            return f"if {self.simple(place)}; then {inner()}; fi"
        if roll < 0.92:
            return f"if {self.simple(place)}; then {inner()}; else {inner()}; fi"
        if roll < 0.94:
            return f"echo $({inner()})"
        if roll < 0.96:
            return f"! {self.simple(place)}"
        if roll < 0.98:
            return f"case x in x) {inner()};; esac"
        return f"{self.simple(place)} | {rng.choice(['cat', 'sort', 'head -n 1', 'tee /srv/log', 'wc -l'])}"

    def script(self, place, depth=0):
        rng = self.rng
        parts = [self.command(place, depth)]
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
            parts.append(rng.choice(("&&", "&&", "&&", ";", "||")))
            parts.append(self.command(place, depth))
        text = parts[0]
        for operator, command in zip(parts[1::2], parts[2::2]):
            text += ("; " if operator == ";" else f" {operator} ") + command
        if depth == 0 and rng.random() < 0.04:
            text += rng.choice((" # note", ";", "; sleep 0.01 &", " \\\\"))
        if depth == 0 and rng.random() < 0.15:
            text = rng.choice(("set -e; ", "set -ex; ", "set -eu; ", "set -e && ")) + text
        return text

    def document(self, place):
        """The body of a here-document: lists on lines of their own, mostly behind `set -e`."""
        rng = self.rng
        lines = [rng.choice(("set -e", "set -e", "set -e", "set -eu", "set -ex", "true"))]
        for _ in range(rng.choice((1, 2, 2, 3))):
            lines.append(self.script(place, 1))
            if rng.random() < 0.1:
                lines[-1] += rng.choice((" # note", "\n# note", ";", "\n", " &", " \\"))
        return "\n".join(lines) + "\n"

    def case(self):
        rng = self.rng
        if rng.random() < 0.15:
            documents = [self.document(place) if rng.random() < 0.9 else self.script(place)
                         for place in range(rng.choice((2, 2, 3)))]
            return documents, rng.choice(([], [], ["-e"])), rng.choice(("/", "/srv/app"))
        options = rng.choice(([], [], [], ["-e"], ["-eu"], ["-u"]))
        same_set = rng.random() < 0.12
        scripts = []
        for place in range(rng.choice((2, 2, 3, 4))):
            script = self.script(place)
            if same_set:
                script = rng.choice(("set -e; ", "set -e; ", "set -eu; ")) + script
            scripts.append(script)
        return scripts, options, rng.choice(("/", "/srv/app", "/build"))


def dockerfile(scripts, options, workdir):
    lines = ["FROM debian:12"]
    if options:
        lines.append('SHELL ["/bin/sh", ' + ", ".join(f'"{o}"' for o in options) + ', "-c"]')
    lines.append(f"WORKDIR {workdir}")
    # a script that ends in a line feed stands in a here-document
    return "\n".join(lines + [f"RUN <<EOF\n{s}EOF" if s.endswith("\n") else "RUN " + s for s in scripts]) + "\n"


def scripts_of(text):
    """The scripts of the RUNs of a file that dockerfile() or imgfix wrote."""
    scripts = []
    for piece in re.split(r"^(RUN <<EOF\n(?:.*\n)*?EOF)$", text, flags=re.MULTILINE):
        if piece.startswith("RUN <<EOF\n"):
            scripts.append(piece[len("RUN <<EOF\n"):-len("EOF")])
            continue
        joined = re.sub(r"(?<!\\)\\[ \t]*\n", "", piece)
        scripts += [line[4:] for line in joined.split("\n") if line.startswith("RUN ")]
    return scripts


def merge_all(program, files, folder):
    """What imgfix makes of each file."""
    for k, text in enumerate(files):
        with open(f"{folder}/Dockerfile.{k}", "w") as file:
            file.write(text)
    done = subprocess.run([program, "--write", "--no-config", "--select", "merge-run", folder], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("differential.py: imgfix failed: " + done.stderr[-2000:])
    return [open(f"{folder}/Dockerfile.{k}").read() for k in range(len(files))]


def log_of(log):
    """The output, to compare. The trace of `set -x` is written by each process of a pipeline when it likes, and `set`
    itself appears once more in a merged script that repeats it, and so does the `hash -r` between two parts: dash
    even parts its words, so of such output the characters count, in any order. A shell's own message names the line of
    its script, which is another one in a longer here-document."""
    log = re.sub(r"\bline \d+: ", "", re.sub(r"^(\S+: )\d+: ", r"\1", log, flags=re.MULTILINE))
    # a process that ends while find walks through /proc
    log = re.sub(r"^find: \S*/?proc/\d+\S*: No such file or directory\n", "", log, flags=re.MULTILINE)
    lines = [line for line in log.split("\n") if not line.startswith(("+ set -", "+ hash -r"))]
    return sorted("".join(lines).replace(" ", "")) if any(line.startswith("+ ") for line in lines) else lines


def differs(one, two):
    """What differs between two builds, None when nothing does."""
    if one[0] != two[0]:
        return f"{'passed' if one[0] else 'failed'} apart, {'passed' if two[0] else 'failed'} merged"
    if not one[0]:
        return None
    if log_of(one[1]) != log_of(two[1]):
        return f"output apart {one[1]!r}, merged {two[1]!r}"
    if one[2] != two[2]:
        lines = set(one[2].split("\n")) ^ set(two[2].split("\n"))
        return f"tree differs at {sorted({line.split(chr(9))[0] for line in lines})[:5]}"
    return None


def compare(box, apart, merged, options, workdir):
    """(what differs in one of the shells or None, did it pass apart in one of them). Background jobs of a last RUN are
    a race in both, so a difference counts only when no outcome of five builds apart is one of five merged builds."""
    passed = False
    for shell in SHELLS:
        one = box.build(apart, shell, options, workdir)
        two = box.build(merged, shell, options, workdir)
        passed = passed or one[0]
        problem = differs(one, two)
        if not problem:
            continue
        ones = [one] + [box.build(apart, shell, options, workdir) for _ in range(4)]
        twos = [two] + [box.build(merged, shell, options, workdir) for _ in range(4)]
        if all(differs(a, b) for a in ones for b in twos):
            return f"{shell}: {problem}", passed
    return None, passed


# Each is a pair that differs when it is joined by `&&` alone, in at least one shell.
TRAPS = {
    "list: or": ["test -f /none", "touch b || touch c"],
    "list: second ; list": ["touch a; false", "touch b; touch c"],
    "list: or in the second": ["false; touch x && false", "touch b || touch c"],
    "comment": ["touch a # note", "touch b"],
    "separator": ["touch a;", "touch b"],
    "background at the end": ["sleep 0.1 &", "touch b"],
    "cd": ["cd /tmp", "touch b"],
    "cd through command": ["command cd /tmp", "touch b"],
    "variable": ["X=1", "touch b$X"],
    "export": ["export X=1", "touch b$X"],
    "unset": ["unset HOME", "echo $HOME > b"],
    "set -f": ["set -f", "echo * > b"],
    "set -e": ["set -e", "false; touch b"],
    "set -u": ["set -u", "touch b$NONE"],
    "positional": ["set -- 1 2", "echo $# > b"],
    "umask": ["umask 077", "touch b"],
    "trap": ["trap 'touch /srv/bye' EXIT; trap - EXIT; trap 'rm -f b' EXIT", "touch b"],
    "function": ["touch() { echo not; }", "touch b"],
    "alias": ["alias touch='echo not'", "eval 'touch b'"],
    "exit": ["exit 0", "touch b"],
    "exec": ["exec touch a", "touch b"],
    "ulimit": ["ulimit -n 20", "ulimit -n > b"],
    "read": ["read X < /etc/motd", "touch b$X"],
    "small variable": ["v=1", "touch b$v"],
    "small variable by eval": ["v=1", "W=v; eval \"touch b\\$$W\""],
    "small variable listed": ["v=1", "set | grep -c ^v= > b; true"],
    "for": ["for i in 1; do true; done", "touch b$i"],
    "expansion": ["echo ${X:=leak}", "touch b$X"],
    "arithmetic": ["echo $((Y=3))", "touch b$Y"],
    "assignment before :": ["Z=1 :", "touch b$Z"],
    "assignment in if": ["if X=1; then true; fi", "touch b$X"],
    "dot": ["echo X=1 > /tmp/s; . /tmp/s", "touch b$X"],
    "eval": ["eval X=1", "touch b$X"],
    "descriptor": ["exec 3>/srv/three", "echo a >&3"],
    "last argument": ["echo last", "touch b$_"],
    "old directory": ["(cd /tmp); cd /tmp; cd /srv/app", "touch b$OLDPWD.x"],
    "errexit in a subshell": ["(set -e; false; echo hi)", "touch b"],
    "command hash: pip": ["pip install -U pip", "pip list > b"],
    "command hash: gem": ["tool && gem install tool", "tool > b"],
    "command hash: copy": ["touch a && cp /usr/bin/tool /usr/local/bin/touch && chmod 755 /usr/local/bin/touch", "touch b"],
    "command hash: removed": ["tool && cp /usr/bin/tool /bin/tool && rm /usr/bin/tool", "tool > b"],
    "daemon": ["redis-server --daemonize yes", "redis-cli ping > b"],
    "daemon by service": ["service redis start", "redis-cli ping > b"],
    "agent": ["gpg --import k", "gpg-connect > b"],
    "background job": ["sleep 5 & echo $! > /run/p", "kill -0 $(cat /run/p)"],
    "shared memory": ["echo s > /dev/shm/s", "cat /dev/shm/s > b"],
    "hard link": ["touch a && ln a h", "echo 2 >> a"],
    "hard link of a package": ["apt-get update && apt-get install -y foo", "chmod 600 /usr/share/foo"],
    "home": ["sed -i s,:/root:,:/home:, /etc/passwd", "echo $HOME > b"],
    "working directory removed": ["rm -rf /srv/app", "touch b"],
    "working directory moved": ["mv /srv/app /srv/other", "touch b"],
    "other shell": ["ln -sf /bin/bash /bin/sh; ln -sf bash /bin/dash; ln -sf bash /bin/busybox", "echo 'a\\nb' > b; echo ${BASH_VERSION+bash} > c"],
    "own command line": ["touch a", "tr '\\0' ' ' < /proc/1/cmdline > b"],
}
# Traps under other shell options.
OPTION_TRAPS = {
    "errexit: group": (["-e"], ["{ false; touch a; }", "touch b"]),
    "login shell": (["-l"], ["echo 'export X=1' > /etc/profile", "touch b$X"]),
}


def naive(scripts):
    return [" && ".join(scripts)]


def check_eyes(box, program, folder):
    """Every trap is seen when joined naively, and survives imgfix."""
    failures = []
    rows = [(name, [], pair) for name, pair in TRAPS.items()]
    rows += [(name, options, pair) for name, (options, pair) in OPTION_TRAPS.items()]
    files = [dockerfile(pair, options, "/srv/app") for _, options, pair in rows]
    for (name, options, pair), text in zip(rows, merge_all(program, files, folder)):
        if compare(box, pair, naive(pair), options, "/srv/app")[0] is None:
            failures.append(f"blind: the naive merge of `{name}` is not seen")
        problem = compare(box, pair, scripts_of(text), options, "/srv/app")[0]
        if problem:
            failures.append(f"WRONG MERGE of `{name}`: {problem}\n{text}")
    print(f"{len(rows)} planted traps, {len(failures)} not seen or merged wrong")
    return failures


def shrink(box, program, folder, scripts, options, workdir):
    """Leaves out what the failure does not need."""
    def fails(candidate):
        text = merge_all(program, [dockerfile(candidate, options, workdir)], folder)[0]
        return len(scripts_of(text)) < len(candidate) and compare(box, candidate, scripts_of(text), options, workdir)[0]
    changed = True
    while changed:
        changed = False
        for k in range(len(scripts)):
            if len(scripts) > 2 and fails(scripts[:k] + scripts[k + 1:]):
                scripts, changed = scripts[:k] + scripts[k + 1:], True
                break
            for separator in (" && ", "; ", " || ", "\n"):
                pieces = scripts[k].split(separator)
                for drop in range(len(pieces) if len(pieces) > 1 else 0):
                    shorter = scripts[:k] + [separator.join(pieces[:drop] + pieces[drop + 1:])] + scripts[k + 1:]
                    if fails(shorter):
                        scripts, changed = shorter, True
                        break
                if changed:
                    break
            if changed:
                break
    return scripts


def parse_only(program, arguments, error):
    """Nothing is run: a merged script must be one that each shell can read, where it can read the separate ones."""
    maker = Maker(random.Random(arguments.seed))
    began = time.monotonic()
    made = merged = wrong = 0
    def reads(shell, script):
        command = {"dash": ["dash"], "ash": ["busybox", "ash"], "bash": ["bash"]}[shell] + ["-n", "-c", script]
        return subprocess.run(command, capture_output=True).returncode == 0
    while made < arguments.cases and time.monotonic() - began < arguments.seconds:
        cases = [maker.case() for _ in range(50)]
        with tempfile.TemporaryDirectory(prefix="imgfix-differential-") as folder:
            texts = merge_all(program, [dockerfile(*case) for case in cases], folder)
        made += len(cases)
        for (scripts, _, _), text in zip(cases, texts):
            after = scripts_of(text)
            if len(after) == len(scripts):
                continue
            merged += 1
            for shell in SHELLS:
                if all(reads(shell, s) for s in scripts) and not all(reads(shell, s) for s in after):
                    wrong += 1
                    print(f"WRONG MERGE: {shell} does not read\n{text}", file=sys.stderr)
    print(f"no sandbox can be made here ({error}): seed {arguments.seed}, {made} files, {merged} with merges, parsed by "
          f"{' '.join(SHELLS)} and not run, {wrong} wrong")
    return 1 if wrong or not merged else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--or-parse", action="store_true",
                        help="where no sandbox can be made, let the shells only parse what was merged")
    parser.add_argument("--keep", help="folder for failing cases")
    arguments = parser.parse_args()
    program = os.environ.get("IMGFIX_BINARY") or shutil.which("imgfix")
    runner = os.path.join(os.environ.get("IMGFIX_BUILD_DIR", ""), "imgfix_layer_runner")
    if not program or not os.access(runner, os.X_OK):
        sys.exit("differential.py: IMGFIX_BINARY or IMGFIX_BUILD_DIR is not set, or imgfix_layer_runner is not built")
    try:
        enter_user_namespace()
        enter_mount_namespace()
        for name in ("busybox", "bash", "dash"):
            if not shutil.which(name):
                raise OSError(f"{name} is missing")
    except OSError as error:
        if arguments.or_parse:
            sys.exit(parse_only(program, arguments, error))
        raise
    base = tempfile.mkdtemp(prefix="imgfix-differential-")
    mount("tmpfs", base, "tmpfs") # this process's own: it goes with it
    rootfs, folder = os.path.join(base, "rootfs"), os.path.join(base, "files")
    os.makedirs(rootfs)
    os.makedirs(folder)
    build_rootfs(rootfs)
    everyone = [Box(runner, rootfs, os.path.join(base, f"scratch{k}")) for k in range(arguments.jobs)]
    idle = queue.SimpleQueue()
    for box in everyone:
        idle.put(box)

    def with_box(function, *rest):
        box = idle.get()
        try:
            return function(box, *rest)
        finally:
            idle.put(box)

    began = time.monotonic()
    failures = with_box(check_eyes, program, folder)
    maker = Maker(random.Random(arguments.seed))
    made = merged_files = joins = untouched = failing = wrong = 0
    pool = ThreadPoolExecutor(arguments.jobs)
    stopped = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.append(True)) # after the files at hand the counts are printed
    while made < arguments.cases and time.monotonic() - began < arguments.seconds and not stopped:
        cases = [maker.case() for _ in range(min(200, arguments.cases - made))]
        shutil.rmtree(folder)
        os.makedirs(folder)
        rows = []
        for case, text in zip(cases, merge_all(program, [dockerfile(*case) for case in cases], folder)):
            after = scripts_of(text)
            untouched += len(after) == len(case[0])
            if len(after) != len(case[0]):
                rows.append((case, after))
        made += len(cases)
        if made % 5000 == 0:
            print(f"{made} files, {joins} RUNs joined, {wrong} wrong, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        merged_files += len(rows)
        joins += sum(len(case[0]) - len(after) for case, after in rows)
        for (case, _), (problem, passed) in zip(rows, pool.map(lambda row: with_box(compare, row[0][0], row[1], *row[0][1:]), rows)):
            failing += not passed
            if problem:
                wrong += 1
                scripts, options, workdir = case
                small = dockerfile(with_box(shrink, program, folder, scripts, options, workdir), options, workdir)
                failures.append(f"WRONG MERGE (seed {arguments.seed}): {problem}\n{small}")
                print(failures[-1], flush=True)
                if arguments.keep:
                    os.makedirs(arguments.keep, exist_ok=True)
                    with open(f"{arguments.keep}/case-{arguments.seed}-{wrong}.Dockerfile", "w") as file:
                        file.write(small)
    print(f"seed {arguments.seed}: {made} files, {merged_files} with merges ({failing} of them fail in every shell), "
          f"{joins} RUNs joined, {untouched} left alone, {wrong} wrong, shells {' '.join(SHELLS)}, "
          f"{time.monotonic() - began:.0f} s")
    for failure in failures:
        print(failure, file=sys.stderr)
    for box in everyone:
        box.close()
    subprocess.run(["umount", base], check=False)
    os.rmdir(base)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
