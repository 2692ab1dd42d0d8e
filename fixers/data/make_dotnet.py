#!/usr/bin/env python3
"""Writes dotnet_tags.tsv: which Alpine tag was published beside each Debian or Ubuntu tag of .NET's images.

usage: make_dotnet.py CLONE > dotnet_tags.tsv      (Python 3.9+, git; CLONE: dotnet/dotnet-docker with its history)

Reads the tables of README.{sdk,aspnet,runtime,runtime-deps}.md in each commit since .NET 5 came: a row lists the tags
of one build and its system. Pre-releases, and the images without a shell or with other parts (chiseled, distroless,
extra, composite, aot), are left out; so is what is older than .NET 5.

A row of the result: the version as a tag writes it (8.0, 8.0.30); the images that have it; `full`: what follows it in
the tags on Debian and Ubuntu, `-` for nothing; `alpine`: the same for the plain Alpine image, the newest Alpine;
`architectures`: of the tags that end in one (8.0-alpine-amd64), those that both kinds have.
"""
import re
import subprocess
import sys

IMAGES = ("aspnet", "runtime", "runtime-deps", "sdk")
ARCHITECTURES = ("amd64", "arm64v8", "arm32v7")
ROW = re.compile(r"^([0-9][^|]*)\| *\[Dockerfile\][^|]*\| *((?:Debian|Ubuntu|Alpine) [0-9.]+) *$")
TAG = re.compile(r"^(\d+\.\d+(?:\.\d+)?)((?:-[a-z][a-z0-9.]*)*)$")
FULL = re.compile(r"^(?:[a-z]+-slim|[a-z]+)$")
ALPINE = re.compile(r"^alpine(?:3\.\d+)?$")
OTHER = ("chiseled", "distroless", "extra", "composite", "aot", "preview", "rc")


def git(clone, *words):
    return subprocess.run(["git", "-C", clone, *words], check=True, capture_output=True, text=True).stdout


def read(text, found):
    """Adds each tag of the table to found: (version, is Alpine) -> {suffix: architectures}."""
    for line in text.splitlines():
        row = ROW.match(line)
        if not row:
            continue
        alpine = row[2].startswith("Alpine")
        for tag in (one.strip(" `*") for one in row[1].split(",")):
            parts = TAG.match(tag)
            if not parts or any(word in OTHER for word in parts[2].split("-")):
                continue
            suffix, architecture = parts[2].lstrip("-"), ""
            for name in ARCHITECTURES:
                if suffix == name or suffix.endswith("-" + name):
                    suffix, architecture = suffix[:-len(name)].rstrip("-"), name
            if not (ALPINE if alpine else FULL).match(suffix or "x") or (not suffix and architecture):
                continue
            found.setdefault((parts[1], alpine), {}).setdefault(suffix or "-", set()).add(architecture)


def numbers(text):
    return [int(one) for one in re.findall(r"\d+", text)]


def main():
    clone = sys.argv[1]
    head = git(clone, "log", "-1", "--format=%h %cs").strip()
    print(f"# dotnet/dotnet-docker {head} and its history since 2020-11-10; made by make_dotnet.py, which tells what "
          f"the columns hold")
    print("version\timages\tfull\talpine\tarchitectures")
    rows = {}  # version and columns -> images
    for image in IMAGES:
        found = {}
        for commit in git(clone, "log", "--format=%h", "--since=2020-11-10", "--", f"README.{image}.md").split():
            read(git(clone, "show", f"{commit}:README.{image}.md"), found)
        for version, alpine in found:
            if not alpine or (version, False) not in found or numbers(version)[0] < 5:
                continue
            full, musl = found[version, False], found[version, True]
            # 8.0-alpine names the newest Alpine; 8.0.30 has it by its number alone
            newest = max(musl, key=lambda one: [999] if one == "alpine" else numbers(one))
            both = [name for name in ARCHITECTURES
                    if name in musl[newest] and all(name in names for one, names in full.items() if one != "-")]
            rows.setdefault((version, " ".join(sorted(full)), newest, " ".join(both)), []).append(image)
    for (version, *columns), images in sorted(rows.items(), key=lambda row: row[0][0].encode()):
        print("\t".join([version, " ".join(images), *columns]))


if __name__ == "__main__":
    main()
