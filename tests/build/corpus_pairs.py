#!/usr/bin/env python3
"""Real builds of adjacent RUNs of real files, separate and merged by imgfix.

    corpus_pairs.py IMGFIX PAIRS CORPUS ORACLE [--seed N] [--wanted N] [--base IMAGE]

PAIRS is what imgfix_pairs printed. Merged pairs are drawn in the order of the seed; each is put behind FROM IMAGE with
the ENV, ARG, SHELL, USER and WORKDIR of its stage, merged by imgfix and built before and after by ORACLE (oracle.py
BEFORE AFTER --json), until N of them build before. A pair that does not build there says nothing and is left out.
Prints a row for each and fails when one differs. Python 3 alone.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

KEPT = ("ENV", "ARG", "SHELL", "USER", "WORKDIR")


def instructions(text):
    """(first line, keyword, text with its continuation lines) of each instruction; none for here-documents."""
    found = []
    lines = text.split("\n")
    escape = "`" if re.match(r"\s*#\s*escape\s*=\s*`", text) else "\\"
    at = 0
    while at < len(lines):
        if not lines[at].strip() or lines[at].lstrip().startswith("#"):
            at += 1
            continue
        begin = at
        while at < len(lines) - 1 and (lines[at].rstrip().endswith(escape) or
                                       (at > begin and (not lines[at].strip() or lines[at].lstrip().startswith("#")))):
            at += 1
        at += 1
        body = "\n".join(lines[begin:at])
        found.append((begin + 1, body.split(None, 1)[0].upper(), body))
    return found


def pair_file(path, line, base):
    """The two RUNs behind a base of their own; None when that cannot be made of them."""
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        text = file.read()
    if "<<" in text or "\r" in text:
        return None
    all_of_them = instructions(text)
    place = next((k for k, one in enumerate(all_of_them) if one[0] == line), None)
    if not place or all_of_them[place][1] != "RUN" or all_of_them[place - 1][1] != "RUN":
        return None
    before = all_of_them[:place - 1]
    start = max((k for k, one in enumerate(before) if one[1] == "FROM"), default=-1)
    kept = [one[2] for one in before[start + 1:] if one[1] in KEPT]
    body = kept + [all_of_them[place - 1][2], all_of_them[place][2]]
    head = "# escape=`\n" if text.lstrip().lower().startswith("# escape=`") else ""
    return head + f"FROM {base}\n" + "\n".join(body) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("imgfix")
    parser.add_argument("pairs")
    parser.add_argument("corpus")
    parser.add_argument("oracle")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wanted", type=int, default=30)
    parser.add_argument("--base", default="debian:bookworm")
    arguments = parser.parse_args()
    with open(arguments.pairs, encoding="utf-8") as file:
        merged = [row.split("\t")[0] for row in file if row.split("\t")[1].startswith("MERGED")]
    random.Random(arguments.seed).shuffle(merged)
    built = tried = wrong = 0
    for name in merged:
        if built >= arguments.wanted:
            break
        file_name, line = name.rsplit(":", 1)
        before = pair_file(os.path.join(arguments.corpus, file_name), int(line), arguments.base)
        if not before:
            continue
        with tempfile.TemporaryDirectory(prefix="imgfix-pairs-") as folder:
            paths = [os.path.join(folder, kind + ".Dockerfile") for kind in ("before", "after")]
            for path in paths:
                with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                    file.write(before)
            done = subprocess.run([arguments.imgfix, "--write", "--no-config", "-q", "--select", "merge-run", paths[1]],
                                  capture_output=True)
            with open(paths[1], encoding="utf-8", errors="surrogateescape", newline="") as file:
                if done.returncode != 0 or file.read() == before:
                    continue # on this base it is another case
            tried += 1
            answer = subprocess.run([sys.executable, arguments.oracle, *paths, "--json"], capture_output=True, text=True)
            try:
                verdict = json.loads(answer.stdout)["verdict"]
            except (ValueError, KeyError):
                verdict = "no answer: " + answer.stderr.strip()[-200:]
            if verdict in ("both-fail", "before-fails"):
                continue
            built += 1
            good = verdict in ("same", "smaller-same")
            wrong += not good
            print(f"{name}\t{verdict}", flush=True)
    print(f"seed {arguments.seed}: {tried} pairs tried, {built} build, {wrong} differ")
    return 1 if wrong or not built else 0


if __name__ == "__main__":
    sys.exit(main())
