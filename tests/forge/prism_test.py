#!/usr/bin/env python3
"""Every request that imgfix makes of GitHub, against GitHub's whole published description: each call of imgfix-net to a
mock of it, then the bot's story on a real Gitea (which follows GitHub's API) through a proxy that looks at each request.

usage: prism_test.py IMGFIX_BUILD_DIR   Ends with `N passed, N failed`; exit 1 when one failed."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from checks import Check  # noqa: E402
from gitea import Gitea  # noqa: E402
from prism import Prism  # noqa: E402
from sandbox import OLD, PINNED  # noqa: E402

build = os.path.abspath(sys.argv[1])
top = tempfile.mkdtemp(prefix="imgfix-prism-")
check = Check(all=True)


def calls(api, list_of_calls):
    """What imgfix-net answers to each call, by its name."""
    settings = {"kind": "github", "api": api, "token_file": "", "ca_file": "", "timeout": 60, "longest_wait": 1, "write_gap": 0,
                "progress": False}
    process = subprocess.Popen([build + "/imgfix-net", "forge"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               env=dict(os.environ, IMGFIX_TOKEN="made-up"))
    process.stdin.write(json.dumps(settings) + "\n")
    answers = {}
    for number, call in enumerate(list_of_calls):
        process.stdin.write(json.dumps(dict(call, id=number)) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        answers.setdefault(call["call"], []).append(answer.get("result", answer.get("error")))
    process.stdin.close()
    process.wait(60)
    return answers


def mock():
    prism = Prism(top)
    try:
        pull = {"number": 7, "state": "open", "branch": "imgfix/pins-0123456789", "base": "main", "title": "Pin", "body": "text", "address": ""}
        comment = {"path": "Dockerfile", "first_line": 2, "last_line": 4, "body": "text"}
        files = {"branch": "b", "head": "0" * 40, "base": "1" * 40, "start": "", "files": [], "comments": []}
        path = "octocat/Hello-World"
        answers = calls(prism.api, [
            {"call": "repositories", "owner": "octo-org"}, {"call": "repository", "path": path},
            {"call": "pulls", "path": path, "prefix": "imgfix/", "branches": ["imgfix/pins-0123456789"]},
            {"call": "open", "path": path, "pull": pull}, {"call": "update", "path": path, "pull": pull},
            {"call": "close", "path": path, "pull": pull},
            {"call": "issue", "path": path, "marker": "<!-- imgfix -->", "title": "Dashboard", "body": "<!-- imgfix --> text"},
            {"call": "files", "path": path, "number": 7},
            {"call": "comment", "path": path, "number": 7, "files": files, "comments": [comment, dict(comment, first_line=4)]}])
        wanted = ("GET /orgs/octo-org/repos", "GET /repos/octocat/Hello-World", "GET /repos/octocat/Hello-World/pulls",
                  "POST /repos/octocat/Hello-World/pulls", "PATCH /repos/octocat/Hello-World/pulls/7", "GET /repos/octocat/Hello-World/issues",
                  "POST /repos/octocat/Hello-World/issues", "GET /repos/octocat/Hello-World/pulls/7",
                  "GET /repos/octocat/Hello-World/pulls/7/files", "GET /repos/octocat/Hello-World/pulls/7/comments",
                  "POST /repos/octocat/Hello-World/pulls/7/reviews")
        seen = [request.split("?")[0] for request in prism.requests()]
        for one in wanted:
            check("mock: " + one, one in seen, sorted(set(seen)))
        check("mock: no request is other than described", not prism.faults(), prism.faults())
        failures = {call: answer for call, list_ in answers.items() for answer in list_ if isinstance(answer, str) and call != "issue"}
        check("mock: each answer is understood", not failures and answers["repository"][0]["path"] == path, failures)
        request = urllib.request.Request(prism.api + "/repos/a/b/pulls", method="POST", data=b'{"title": 1}',
                                         headers={"Content-Type": "application/json", "Authorization": "Bearer x"})
        try:
            urllib.request.urlopen(request, timeout=60)
            check("mock: a wrong request is seen", False)
        except urllib.error.HTTPError as error:
            check("mock: a wrong request is seen", error.code == 422 and prism.faults(), error.code)
    finally:
        prism.end()


def git(folder, *arguments, **more):
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, **more).stdout.strip()


def proxy():
    forge = Gitea(top + "/gitea")
    prism = Prism(top, forge.api)
    try:
        environment = forge.bot_environment(top + "/home")
        forge.ask("POST", "/user/repos", {"name": "app", "default_branch": "main"})
        folder = top + "/app"
        subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
        with open(folder + "/Dockerfile", "w") as file:
            file.write(OLD)
        git(folder, "add", "-A", env=environment)
        git(folder, "commit", "-q", "-m", "begin", env=environment)
        git(folder, "push", "-q", forge.git_address("app").replace("/app.git", "/bot/app.git"), "main", env=environment)
        while forge.ask("GET", "/repos/bot/app")["empty"]:
            pass

        def bot(*arguments):
            done = subprocess.run([build + "/imgfix", "bot", "--forge", "github", "--api", prism.api, "--open", "-v",
                                   "--repo", forge.address + "/bot/app.git", *arguments], cwd=top, env=environment, capture_output=True,
                                  text=True, timeout=300)
            done.all = done.stdout + done.stderr
            print("      " + done.all.strip().replace("\n", "\n      "))
            return done

        def pulls():
            return forge.ask("GET", "/repos/bot/app/pulls?state=open")

        done = bot("--dashboard")
        opened = sorted(one["head"]["ref"].split("-")[0] for one in pulls())
        check("proxy: two pull requests and a dashboard", done.returncode == 0 and opened == ["imgfix/caches", "imgfix/pins"]
              and len(forge.ask("GET", "/repos/bot/app/issues?type=issues")) == 1, done.all)
        done = bot("--dashboard")
        check("proxy: the second run does nothing", done.returncode == 0 and " 0 pushes" in done.stderr and len(pulls()) == 2, done.all)
        git(folder, "fetch", "-q", forge.address + "/bot/app.git", env=environment)
        with open(folder + "/Dockerfile", "w") as file:
            file.write(PINNED)
        git(folder, "commit", "-q", "-am", "pinned by hand", env=environment)
        git(folder, "push", "-q", forge.address + "/bot/app.git", "HEAD:main", env=environment)
        done = bot()
        check("proxy: what is fixed by hand is closed", done.returncode == 0 and [one["head"]["ref"].split("-")[0] for one in pulls()] == ["imgfix/caches"], done.all)
        seen = {request.split("?")[0].split(" ")[0] for request in prism.requests()}
        check("proxy: requests that read and that write went through", seen == {"GET", "POST", "PATCH"}, seen)
        check("proxy: no request is other than described", not prism.faults(), prism.faults())
    finally:
        prism.end()
        forge.end()


try:
    mock()
    proxy()
finally:
    shutil.rmtree(top)
sys.exit(check.end())
