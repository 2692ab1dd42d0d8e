#!/usr/bin/env python3
"""Builds Dockerfiles and what minimal-base makes of them, runs the CMD of both and compares what they print.

usage: switches.py IMGFIX STORE ALPINE_ROOT APK_REPOSITORY APK_KEY [CASE...]        as root, with buildah

STORE: a buildah storage folder that holds docker.io/library/debian:bookworm (bases.sh makes it). ALPINE_ROOT: the root
file system of an alpine-minirootfs; it becomes docker.io/library/alpine:3.24 with APK_REPOSITORY (a folder that holds
ARCHITECTURE/APKINDEX.tar.gz, signed by APK_KEY) as its only repository. A case passes when both build, and the CMD of
both ends with the same status and the same output. Exit 1 when one does not.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

CASES = {
    "shell": 'FROM debian:bookworm\nRUN mkdir -p /app/a && printf "%s\\n" one two > /app/a/list && sed -i "s/one/1/" /app/a/list\nCMD cat /app/a/list\n',
    "users": 'FROM debian:bookworm\nRUN groupadd -g 1500 app && useradd -m -u 1500 -g app -s /bin/sh app\nUSER app\nWORKDIR /home/app\nRUN echo hello > x\nCMD ["cat", "/home/app/x"]\n',
    "user-numbers": 'FROM debian:bookworm\nRUN useradd -u 1600 app && useradd -u 1601 other && usermod -aG audio app\nRUN touch /x && chown app:other /x\nCMD ["stat", "-c", "%u %g %U %G", "/x"]\n',
    "system-user": 'FROM debian:bookworm\nRUN groupadd -r -g 200 svc && useradd -r -u 200 -g svc -d /srv/svc svc\nRUN mkdir /srv/svc && chown svc:svc /srv/svc\nCMD ["stat", "-c", "%u %g %U %G", "/srv/svc"]\n',
    "shadow": 'FROM debian:bookworm\nRUN useradd -m -u 1700 -G audio,video app\nCMD ["stat", "-c", "%u %U", "/home/app"]\n',
    "bash-shell": 'FROM debian:bookworm\nSHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nRUN names=(a b c) && echo -e "${names[1]^^}\\tx" > /out\nCMD cat /out\n',
    "bash-text": 'FROM debian:bookworm\nRUN bash -c "mkdir -p /d/{a,b} && echo {1..3} > /d/a/x"\nCMD ["cat", "/d/a/x"]\n',
    "packages": 'FROM debian:bookworm\nRUN apt-get update && apt-get install -y --no-install-recommends jq tree && rm -rf /var/lib/apt/lists/*\nRUN mkdir /t && touch /t/a /t/b && echo "[1,2]" > /x.json\nCMD ["jq", "-c", "map(.+1)", "/x.json"]\n',
    "list-variable": 'FROM debian:bookworm\nRUN tools="jq tree" && apt-get update && apt-get install -y $tools && echo "{}" > /x && jq -c ". + {a: 1}" /x > /y && apt-get purge -y --auto-remove $tools\nCMD ["cat", "/y"]\n',
    "gnu-tar": 'FROM debian:bookworm\nRUN mkdir -p /s/top && echo x > /s/top/f && tar -cf /s.tar -C /s top && mkdir /o && tar --strip-components=1 -xf /s.tar -C /o\nCMD ["cat", "/o/f"]\n',
    "time-zone": 'FROM debian:bookworm\nENV TZ=Asia/Tokyo\nRUN ln -snf /usr/share/zoneinfo/$TZ /etc/localtime && echo $TZ > /etc/timezone\nCMD ["date", "-d", "@0", "+%H:%M"]\n',
    "package-servers": 'FROM debian:bookworm\nRUN sed -i "s/nothing-like-this/other/g" /etc/apt/sources.list && apt-get update && apt-get install -y jq\nCMD ["jq", "-n", "1"]\n',
    "slim": 'FROM debian:bookworm\nRUN mkdir /app && echo hello > /app/x\nENV LANG=C.UTF-8\nCMD ["bash", "-c", "cat /app/x"]\n',
    "home": 'FROM debian:bookworm\nRUN useradd -m -u 1800 app\nENV HOME=/home/app\nUSER app\nWORKDIR $HOME\nRUN echo y > z\nCMD ["cat", "z"]\n',
}


class Builder:
    """buildah on a storage folder of its own."""

    def __init__(self, store):
        self.base = ["buildah", "--storage-driver", "vfs", "--root", f"{store}/root", "--runroot", f"{store}/run"]

    def call(self, *words, **more):
        return subprocess.run([*self.base, *words], capture_output=True, text=True, check=False, **more)

    def build(self, folder, name):
        return self.call("bud", "-q", "--isolation", "chroot", "--format", "docker", "--pull-never",
                         "-t", name, str(folder))

    def run(self, name):
        """(status, output) of the image's CMD."""
        config = json.loads(self.call("inspect", "--type", "image", name).stdout)["OCIv1"]["config"]
        container = self.call("from", "--pull-never", name).stdout.strip()
        done = self.call("run", "--isolation", "chroot", container, "--", *(config.get("Entrypoint") or []),
                         *(config.get("Cmd") or []))
        self.call("rm", container)
        return done.returncode, done.stdout, done.stderr.strip()[-200:]


def make_alpine(builder, root, repository, key):
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder, "tree")
        shutil.copytree(root, tree, symlinks=True)
        shutil.copytree(repository, tree / "lab-repository")
        shutil.copy(key, tree / "etc/apk/keys")
        (tree / "etc/apk/repositories").write_text("/lab-repository\n")
        subprocess.run(["tar", "-C", tree, "--numeric-owner", "-cf", f"{folder}/root.tar", "."], check=True)
        pathlib.Path(folder, "Dockerfile").write_text('FROM scratch\nADD root.tar /\nCMD ["/bin/sh"]\n')
        shutil.rmtree(tree)
        for name in ("alpine:3.24", "busybox:1.38"):  # Alpine's BusyBox stands in for the other image
            done = builder.build(folder, "docker.io/library/" + name)
            if done.returncode != 0:
                raise SystemExit(done.stderr)


def main():
    imgfix, store, root, repository, key = sys.argv[1:6]
    builder = Builder(store)
    make_alpine(builder, root, repository, key)
    passed = failed = 0
    for name, text in CASES.items():
        if len(sys.argv) > 6 and name not in sys.argv[6:]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "Dockerfile")
            path.write_text(text)
            after = subprocess.run([imgfix, "--no-config", "--select", "minimal-base", "--unsafe-fixes", "--stdout", "-q",
                                    str(path)], capture_output=True, text=True, check=True).stdout
            results = []
            for label, content in (("before", text), ("after", after)):
                path.write_text(content.replace("-slim", ""))  # slim is the same tree without manuals
                done = builder.build(folder, f"localhost/switch-{label}")
                results.append(builder.run(f"localhost/switch-{label}") if done.returncode == 0
                               else ("no build", "", done.stderr.strip()[-300:]))
        base = after.split("\n", 1)[0]
        same = text != after and results[0][:2] == results[1][:2] and results[0][0] == 0
        passed, failed = passed + same, failed + (not same)
        print(f"{'same' if same else 'DIFFERS'}  {name}: {base}: {results[0][1].strip()!r}", flush=True)
        if not same:
            print(f"    before: {results[0]}\n    after:  {results[1]}\n    {after!r}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
