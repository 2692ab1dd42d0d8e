#!/usr/bin/env python3
"""The whole story on a real Gitea: repository, bot, pull requests, second run does nothing, human edits, third run leaves
them, merge, next run clean, closed stays closed.

usage: gitea_test.py IMGFIX_BUILD_DIR   Ends with `N passed, N failed`; exit 1 when one failed."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from checks import Check  # noqa: E402
from gitea import Gitea  # noqa: E402
from sandbox import OLD, PINNED  # noqa: E402

imgfix = os.path.abspath(sys.argv[1]) + "/imgfix"
top = tempfile.mkdtemp(prefix="imgfix-gitea-")
check = Check(all=True)


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, env=environment).stdout.strip()


def commit(folder, files, message, branch="main"):
    git(folder, "fetch", "-q", "origin")
    git(folder, "checkout", "-q", "-B", branch, "origin/" + branch)
    for path, text in files.items():
        os.makedirs(os.path.dirname("%s/%s" % (folder, path)), exist_ok=True)
        with open("%s/%s" % (folder, path), "w") as file:
            file.write(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    git(folder, "push", "-q", "origin", branch)
    return git(folder, "rev-parse", "HEAD")


def bot(*arguments):
    begin = time.time()
    done = subprocess.run([imgfix, "bot", "--forge", "gitea", "--api", forge.api, "--open", *arguments], cwd=top, env=environment,
                          capture_output=True, text=True, timeout=300)
    done.all = done.stdout + done.stderr
    print("      %.2f s  %s" % (time.time() - begin, done.all.strip().replace("\n", "\n              ")))
    return done


def pulls(state="open", name="bot/app"):
    return forge.ask("GET", "/repos/%s/pulls?state=%s" % (name, state))


def wait_for(name):
    """Gitea sees the first push in the background."""
    while forge.ask("GET", "/repos/" + name)["empty"]:
        time.sleep(0.1)


def branches(name="bot/app"):
    return {one["name"]: one["commit"]["id"] for one in forge.ask("GET", "/repos/%s/branches?limit=50" % name)}


forge = Gitea(top + "/gitea")
environment = forge.bot_environment(top + "/home", "GITEA_TOKEN")
try:
    print("      Gitea", forge.ask("GET", "/version")["version"])
    forge.ask("POST", "/user/repos", {"name": "app", "default_branch": "main"})
    folder = top + "/app"
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True, env=environment)
    with open(folder + "/Dockerfile", "w") as file:
        file.write(OLD)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "begin")
    git(folder, "remote", "add", "origin", forge.address + "/bot/app.git")
    git(folder, "push", "-q", "origin", "main")
    wait_for("bot/app")
    app = ("--repo", forge.address + "/bot/app.git")

    done = bot(*app)
    opened = {one["head"]["ref"].split("-")[0]: one for one in pulls()}
    check("first run: two pull requests", done.returncode == 0 and sorted(opened) == ["imgfix/caches", "imgfix/pins"], done.all)
    pins, caches = opened["imgfix/pins"], opened["imgfix/caches"]
    check("the body says why", "### Why" in pins["body"] and "imgfix --diff --select pin-tag Dockerfile" in pins["body"])
    git(folder, "fetch", "-q", "origin")
    check("only the tag is changed", git(folder, "show", "origin/%s:Dockerfile" % pins["head"]["ref"]) + "\n" == PINNED)
    check("the token is not printed", forge.token not in done.all)

    before = branches()
    done = bot(*app, "-v")
    check("second run: nothing is pushed", branches() == before and len(pulls()) == 2 and " 0 pushes" in done.stderr, done.all)

    human = commit(folder, {"Dockerfile": PINNED + "USER nobody\n"}, "by hand", pins["head"]["ref"])
    done = bot(*app)
    check("human edit: left alone", branches()[pins["head"]["ref"]] == human and "left alone (pins)" in done.stdout, done.all)

    commit(folder, {"svc/Dockerfile": "FROM alpine:3.24\nRUN apk add curl\nCMD [\"sh\"]\n"}, "more")
    done = bot(*app)
    check("new result: the same pull request is updated", "2 Dockerfiles" in forge.ask("GET", "/repos/bot/app/pulls/%d" % caches["number"])["title"]
          and len(pulls()) == 2, done.all)

    for _ in range(50):  # Gitea finds out in the background whether it can be merged
        if forge.ask("GET", "/repos/bot/app/pulls/%d" % caches["number"])["mergeable"]:
            break
        time.sleep(0.2)
    forge.ask("POST", "/repos/bot/app/pulls/%d/merge" % caches["number"], {"Do": "merge"})
    done = bot(*app)
    check("merged: its branch is deleted", done.returncode == 0 and caches["head"]["ref"] not in branches() and len(pulls()) == 1, done.all)
    before = branches()
    done = bot(*app)
    check("next run: clean", branches() == before and done.returncode == 0, done.all)

    forge.ask("PATCH", "/repos/bot/app/pulls/%d" % pins["number"], {"state": "closed"})
    done = bot(*app)
    check("closed: not opened again", not pulls() and "was closed" in done.stdout and branches() == before, done.all)
    git(folder, "push", "-q", "origin", ":" + pins["head"]["ref"])
    done = bot(*app)
    check("closed, its branch deleted by hand: not opened again", not pulls() and "was closed" in done.stdout, done.all)

    text = git(folder, "show", "origin/main:Dockerfile")
    git(folder, "fetch", "-q", "origin")
    commit(folder, {"Dockerfile": git(folder, "show", "origin/main:Dockerfile").replace("FROM debian", "FROM ubuntu") + "\n"}, "another base")
    bot(*app)
    third = pulls()
    check("other changes: a new one", len(third) == 1 and "pins" in third[0]["head"]["ref"], third)
    git(folder, "fetch", "-q", "origin")
    commit(folder, {"Dockerfile": git(folder, "show", "origin/" + third[0]["head"]["ref"] + ":Dockerfile") + "\n"}, "fixed by hand")
    done = bot(*app)
    check("obsolete: closed, branch deleted", not pulls() and not [one for one in branches() if one.startswith("imgfix/")], done.all)

    forge.ask("POST", "/orgs", {"username": "acme"})
    for name in ("one", "two", "empty"):
        forge.ask("POST", "/orgs/acme/repos", {"name": name, "default_branch": "main"})
    for name in ("one", "two"):
        git(folder, "push", "-q", "%s/acme/%s.git" % (forge.address, name), "HEAD~1:refs/heads/main")
        wait_for("acme/" + name)
    forge.ask("PATCH", "/repos/acme/two", {"archived": True})
    done = bot("--org", "acme", "-v")
    check("--org: archived and empty ones are skipped", done.returncode == 0 and len(pulls(name="acme/one")) >= 1 and not pulls(name="acme/two"), done.all)
    done = subprocess.run([imgfix, "bot", "--forge", "gitea", "--api", forge.api, "--open", "--repo", forge.address + "/acme/one.git"], cwd=top,
                          env=dict(environment, GITEA_TOKEN="0" * 40), capture_output=True, text=True)
    check("a wrong token", done.returncode == 2 and "missing, wrong or expired" in done.stderr, done.stdout + done.stderr)
finally:
    forge.end()
    shutil.rmtree(top)
sys.exit(check.end())
