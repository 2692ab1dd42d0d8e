#!/usr/bin/env python3
"""Writes accounts.tsv: the users and groups that Debian's and Alpine's base images bring.

usage: make_accounts.py DEBIAN_ROOT ALPINE_ROOT > accounts.tsv      (root file systems; only /etc/passwd and /etc/group)
"""
import pathlib
import sys


def numbers(root, name):
    """name -> number"""
    rows = [line.split(":") for line in pathlib.Path(root, "etc", name).read_text().splitlines()]
    return {row[0]: row[2] for row in rows if len(row) > 3}


def release(root):
    text = pathlib.Path(root, "etc/os-release").read_text()
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)["PRETTY_NAME"].strip('"')


def main():
    debian, alpine = sys.argv[1], sys.argv[2]
    print(f"# users and groups of base images and their numbers; read off /etc/passwd and /etc/group of "
          f"{release(debian)} (debootstrap minbase) and {release(alpine)} (minirootfs) by make_accounts.py, 2026-11-24")
    print("kind\tname\tdebian\talpine")
    for kind, name in (("user", "passwd"), ("group", "group")):
        left, right = numbers(debian, name), numbers(alpine, name)
        for one in sorted(left.keys() | right.keys()):
            print(f"{kind}\t{one}\t{left.get(one, '-')}\t{right.get(one, '-')}")


if __name__ == "__main__":
    main()
