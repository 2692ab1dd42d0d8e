#!/usr/bin/env python3
"""Runs commands that make users and groups on Debian, and what minimal-base makes of them on Alpine, and compares
/etc/passwd and /etc/group.

usage: accounts.py IMGFIX DEBIAN_ROOT ALPINE_ROOT       as root; both root file systems are changed and put back

DEBIAN_ROOT: debootstrap --variant=minbase (with adduser); ALPINE_ROOT: alpine-minirootfs. A form that imgfix answers
with the package shadow, or refuses, is counted and not run. Exit 1 when an entry differs: uid, gid, home folder,
shell, who is in which group (a user is in its primary group, listed there or not), and whether the home folder was made.
Not compared: the comment field, passwords, the mode of the home folder (Debian 0755 or 0700, BusyBox 2755), and what
Debian's adduser alone adds: /bin/bash or nologin where no shell is given, and the group users.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

FORMS = """
useradd app
useradd -m app
useradd -M app
useradd --create-home app
useradd -m -s /bin/sh app
useradd -ms /bin/sh app
useradd -u 1234 app
useradd -m -u 1234 app
useradd --uid 1234 --create-home app
useradd --uid=1234 --shell=/bin/sh app
useradd -m -d /srv/app app
mkdir -p /srv/app && useradd -m -d /srv/app app
mkdir -p /srv/app/data && useradd -m -d /srv/app app
mkdir -p /home/app && chmod 700 /home/app && adduser --disabled-password --gecos "" app
useradd -m -d /srv/app first && useradd -m -d /srv/app second
useradd -d /srv/app app
useradd --home-dir /srv/app -m app
useradd -c "the app" app
useradd -N app
useradd -U -m app
useradd -l -u 4000 app
useradd -m -N -u 1500 app
useradd -mU -u 1500 app
groupadd app
groupadd -g 2000 app
groupadd --gid 2000 app
groupadd -r -g 200 app
groupadd -g 2000 app && useradd -u 2000 -g app app
groupadd -g 2000 app && useradd -u 2000 -g app -m -s /bin/sh app
groupadd --gid 2000 app && useradd --uid 2000 --gid app --shell /bin/sh --create-home app
groupadd -r -g 200 app && useradd -r -u 200 -g app app
groupadd -r -g 200 app && useradd -r -u 200 -g app -d /srv/app -s /sbin/nologin app
groupadd --system --gid 310 app && useradd --system --uid 310 --gid app --no-create-home app
groupadd --system --gid 999 app
useradd -u 300 app
groupadd -g 2000 app && useradd -g app -u 2001 -M -N app
useradd -u 1100 app && usermod -aG audio app
useradd -u 1100 app && usermod -a -G video app
groupadd -g 3000 more && useradd -u 1100 app && usermod -aG more app
useradd -g users -u 1700 app
useradd app && userdel app
useradd -m app && userdel -r app
groupadd app && groupdel app
useradd -u 1800 app && useradd -u 1801 other
adduser --disabled-password --gecos "" app
adduser --disabled-password --gecos "" --uid 1234 app
adduser --disabled-password --gecos "" --home /srv/app app
adduser --disabled-password --gecos "" --no-create-home --uid 1234 app
adduser --disabled-password --gecos "" --shell /bin/sh --uid 1234 app
adduser --disabled-login --gecos "" --uid 1234 app
adduser --quiet --disabled-password --gecos "" app
addgroup --gid 2000 app
addgroup --gid 2000 app && adduser --disabled-password --gecos "" --uid 2000 --ingroup app app
addgroup --system --gid 200 app && adduser --system --uid 200 --ingroup app --home /srv/app --no-create-home app
adduser --disabled-password --gecos "" --uid 1234 app && adduser app audio
useradd -r app
useradd -G audio,video app
useradd -o -u 0 app
useradd -p x app
useradd -m -k /etc/skel app
usermod -u 1300 app
groupadd -f app
useradd -g 100 app
useradd -G sudo app
usermod -aG sudo app
groupmod -g 3 app
adduser app
adduser --system --group app
useradd -e 2030-01-01 app
useradd $NAME
""".strip().splitlines()

FILES = ["etc/passwd", "etc/group", "etc/shadow", "etc/gshadow", "etc/subuid", "etc/subgid"]


def translated(imgfix, form):
    """The commands of the RUN that stands for it, None where it is refused, "shadow" where that package is added."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "Dockerfile")
        path.write_text(f'FROM debian:12\nRUN {form}\nCMD ["true"]\n')
        out = subprocess.run([imgfix, "--no-config", "--select", "minimal-base", "--unsafe-fixes", "--stdout", "-q",
                              str(path)], capture_output=True, text=True, check=True).stdout
    if not out.startswith("FROM alpine") and not out.startswith("FROM busybox"):
        return None
    if "shadow" in out:
        return "shadow"
    return "\n".join(re.findall(r"^RUN (.*)$", out, re.M))


class Root:
    """A root file system whose lists of users are put back after each run."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.kept = {name: (self.path / name).read_bytes() for name in FILES if (self.path / name).exists()}

    def run(self, commands):
        """(ended well, new or changed users and groups)"""
        before = self.entries()
        done = subprocess.run(["chroot", str(self.path), "/bin/sh", "-c", commands], capture_output=True, text=True,
                              env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}, check=False)
        users, groups = self.entries()
        changed_users = {name: entry for name, entry in users.items() if before[0].get(name) != entry}
        # a number below 1000 that no option gave is the distribution's own: only its name and members count
        changed_groups = {name: entry for name, entry in groups.items() if before[1].get(name) != entry}
        homes = {}
        for name, entry in changed_users.items():
            home = self.path / entry[2].lstrip("/")
            homes[name] = home.is_dir()
        for name in homes:
            home = self.path / users[name][2].lstrip("/")
            if home.is_dir() and home != self.path:
                subprocess.run(["rm", "-rf", str(home)], check=True)
        for name, text in self.kept.items():
            (self.path / name).write_bytes(text)
        return done.returncode == 0, changed_users, changed_groups, homes, done.stderr.strip()

    def entries(self):
        names = {line.split(":")[2]: line.split(":")[0] for line in self.lines("etc/group")}
        users = {}
        for line in self.lines("etc/passwd"):
            name, _, uid, gid, _, home, shell = line.split(":")
            users[name] = (uid, names.get(gid, gid), home, shell)
        groups = {}
        for line in self.lines("etc/group"):
            name, _, gid, members = line.split(":")
            own = gid if int(gid) >= 1000 or name not in SHARED else "-"
            groups[name] = (own, tuple(sorted(members.split(","))))
        return users, groups

    def lines(self, name):
        return [line for line in (self.path / name).read_text().splitlines() if line.count(":") >= 3]


SHARED = {"audio", "video", "users", "nogroup", "root"}


def compared(form, done):
    """What must be the same: users, and the members of groups that came or changed, primary ones included."""
    well, users, groups, homes, _ = done
    adduser = form.startswith("adduser") or "&& adduser" in form
    users = {name: entry[:3] if adduser and "--shell" not in form else entry[:3] + (entry[3].replace("/usr/", "/"),)
             for name, entry in users.items()}
    members = {}
    for name, (number, listed) in groups.items():
        members[name] = (number, {one for one in listed if one in ("app", "other")})
    for name, entry in users.items():
        members.setdefault(entry[1], ("-", set()))[1].add(name)
    members = {name: (number, sorted(listed)) for name, (number, listed) in members.items()
               if not (adduser and name == "users")}
    return well, users, members, homes


def main():
    imgfix, debian, alpine = sys.argv[1], Root(sys.argv[2]), Root(sys.argv[3])
    same = differs = shadow = refused = failed = 0
    for form in FORMS:
        other = translated(imgfix, form)
        if other is None:
            refused += 1
            print(f"refused  {form}")
            continue
        if other == "shadow":
            shadow += 1
            print(f"shadow   {form}")
            continue
        old, new = debian.run(form), alpine.run(other)
        if not old[0]:
            failed += 1
            print(f"fails    {form}: {old[4]}")
            continue
        left, right = compared(form, old), compared(form, new)
        if left == right:
            same += 1
            print(f"same     {form}  ->  {other}")
        else:
            differs += 1
            print(f"DIFFERS  {form}  ->  {other}\n    {left}\n    {right} {new[4]}")
    print(f"{same} same, {differs} differ, {shadow} by the package shadow, {refused} refused, {failed} fail on Debian")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
