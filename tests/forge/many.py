#!/usr/bin/env python3
"""Figures of imgfix bot over many local bare repositories, each with one real Dockerfile, against the stub forge.

usage: many.py IMGFIX_BUILD_DIR CORPUS_FOLDER [COUNT]   Prints them (docs/evidence/07-bot.md)."""
import os
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from sandbox import Sandbox, bot_branches, open_pulls  # noqa: E402
from stub import Repository, commit  # noqa: E402


def peaks(process, found):
    """Largest resident sizes of the bot and of imgfix-net, in kB."""
    while process.poll() is None:
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open("/proc/%s/status" % pid) as file:
                    fields = dict(line.split(":", 1) for line in file.read().splitlines() if ":" in line)
            except (OSError, ValueError):
                continue
            name, parent = fields["Name"].strip(), int(fields["PPid"])
            if int(pid) == process.pid or (name == "imgfix-net" and parent == process.pid):
                found[name] = max(found.get(name, 0), int(fields.get("VmHWM", "0 kB").split()[0]))
        time.sleep(0.1)


def run(box, arguments):
    start, begin = len(box.forge.log), time.time()
    process = subprocess.Popen(box.command(*arguments), env=box.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    found = {}
    watcher = threading.Thread(target=peaks, args=(process, found))
    watcher.start()
    out, err = process.communicate()
    watcher.join()
    log = box.forge.log[start:]
    writes = [one for one in log if one[0] != "GET"]
    print("  exit %d, %.1f s, %d requests (%d write), peak memory: %s" % (
        process.returncode, time.time() - begin, len(log), len(writes), ", ".join("%s %.1f MB" % (name, kb / 1024) for name, kb in sorted(found.items()))))
    print("  " + err.strip().replace("\n", "\n  ")[-1500:])
    return out, log


def main():
    box = Sandbox(os.path.abspath(sys.argv[1]) + "/imgfix")
    corpus, count = sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    names = sorted(os.listdir(corpus))
    step = len(names) / count  # over all of the corpus
    chosen = [names[int(k * step)] for k in range(count)]
    box.forge.add("corpus/begin", None)
    prototype = box.forge.repositories["corpus/begin"].folder
    with open(box.top + "/list", "w") as file:
        for k, source in enumerate(chosen):
            name = "corpus/r%04d" % k
            folder = "%s/git/%s.git" % (box.top, name)
            shutil.copytree(prototype, folder)
            box.forge.repositories[name] = Repository(folder, name)
            with open(os.path.join(corpus, source), "rb") as text:
                commit(box.forge.repositories[name], {"Dockerfile": text.read()}, "begin")
            file.write("https://forge.test/%s.git\n" % name)
    arguments = ("--repos", box.top + "/list", "--open", "-q", "--journal", box.top + "/journal")
    repositories = [one for name, one in box.forge.repositories.items() if name != "corpus/begin"]

    print("first run over %d repositories, load %.1f" % (count, os.getloadavg()[0]))
    _, log = run(box, arguments)
    opened = sum(len(open_pulls(one)) for one in repositories)
    asked = {}
    for _, path, _ in log:
        key = "/".join(path.partition("?")[0].split("/")[2:4])
        asked[key] = asked.get(key, 0) + 1
    per = list(asked.values())
    touched = sum(1 for one in repositories if one.pulls)
    print("  %d pull requests in %d repositories; requests per repository: mean %.2f, most %d; none needed by %d" % (
        opened, touched, len(log) / count, max(per), count - len(asked)))
    whole = all({pull.branch for pull in open_pulls(one)} == set(bot_branches(one)) for one in repositories)
    print("  each pull request has its branch and each branch its pull request: %s" % whole)

    before = {one.name: one.branches() for one in repositories}
    print("second run, load %.1f" % os.getloadavg()[0])
    _, log = run(box, arguments)
    same = all(before[one.name] == one.branches() for one in repositories)
    print("  no branch was pushed: %s; no request wrote: %s; requests per repository: mean %.2f" % (
        same, all(one[0] == "GET" for one in log), len(log) / count))
    print("requests that are not as GitHub describes them: %d" % len(box.forge.violations))
    box.end()


if __name__ == "__main__":
    main()
