#!/usr/bin/env python3
"""Writes testdata/shell/golden.jsonl: what mvdan/sh reads in each RUN of testdata/grammar.

usage: make_shell_golden.py ORACLE   (the program built from this folder), from the project's root. One JSON object a
line: file, source, posix and bash (does mvdan/sh read it so), commands (outside substitutions: the raw texts of
assignments, words and redirections), operators."""
import json, os, subprocess, sys

top = "testdata/grammar"
paths = sorted(os.path.join(d, n) for d, _, names in os.walk(top) for n in names if n.endswith("Dockerfile"))
done = subprocess.run([sys.argv[1], "-shell"], input="\n".join(paths) + "\n", capture_output=True, text=True, check=True)
os.makedirs("testdata/shell", exist_ok=True)
seen = set()
with open("testdata/shell/golden.jsonl", "w") as out:
    for line in filter(None, done.stdout.split("\n")):
        document = json.loads(line)
        for instruction in document["instructions"]:
            while isinstance(instruction.get("sub"), dict):
                instruction = instruction["sub"]
            shell = instruction.get("shell")
            if not isinstance(shell, dict) or not isinstance(shell["source"], str) or shell["source"] in seen:
                continue
            seen.add(shell["source"])
            row = {"file": os.path.relpath(document["path"], top), "source": shell["source"]}
            row.update({k: shell[k] for k in ("posix", "bash", "commands", "operators")})
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
print(len(seen), "scripts")
