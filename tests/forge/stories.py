"""What happens to pull requests over time, on each kind of forge."""
import subprocess

from sandbox import OLD, PINNED, Sandbox, bot_branches, open_pulls
from stub import Pull, commit, merge


def nothing_written(box, before, check, what):
    check(what + ": no request writes", len(box.forge.writes()) == before, box.forge.writes()[before:])


def life(imgfix, kind, check):
    """Open, nothing, a human edit, a merge, a close, a new base, an end."""
    box = Sandbox(imgfix, kind)
    app = box.forge.add("acme/app", {"Dockerfile": OLD, "README.md": "x\n"})

    done = box.bot("--repo", "https://forge.test/acme/app.git")
    check(kind + " without --open: no request, no branch", done.returncode == 0 and not box.forge.log and not bot_branches(app), done.all)
    check(kind + " without --open: says what it would do", "would propose pins" in done.stdout and "would propose caches" in done.stdout, done.all)

    done = box.one("acme/app")
    check(kind + " first run: two pull requests", done.returncode == 0 and len(open_pulls(app)) == 2, done.all)
    pins = next((one for one in app.pulls if one.branch.startswith("imgfix/pins-")), None)
    caches = next((one for one in app.pulls if one.branch.startswith("imgfix/caches-")), None)
    if not pins or not caches:
        check(kind + " groups", False, [one.branch for one in app.pulls])
        return box.end()
    check(kind + " pins: only the tag", app.git("show", pins.branch + ":Dockerfile") + "\n" == PINNED)
    check(kind + " caches: nothing of the pins", app.git("show", caches.branch + ":Dockerfile").startswith("FROM debian\n"))
    check(kind + " body: why, what, how to ignore, how to see it", all(one in pins.body for one in (
        "### Why", "line 1: debian", "imgfix ignore=pin-tag", "imgfix --diff --select pin-tag Dockerfile")), pins.body)
    check(kind + " no token but its own", box.forge.tokens <= {"Bearer " + box.forge.token, "token " + box.forge.token})
    check(kind + " token is not printed", box.forge.token not in done.all)

    before, branches = len(box.forge.writes()), app.branches()
    done = box.one("acme/app", "-v")
    check(kind + " second run: nothing is pushed", app.branches() == branches and "kept" in done.stdout, done.all)
    nothing_written(box, before, check, kind + " second run")

    # somebody else pushes to the pins' branch; the base changes elsewhere in the file
    commit(app, {"Dockerfile": PINNED + "USER nobody\n"}, "by hand", pins.branch)
    human = app.branches()[pins.branch]
    commit(app, {"Dockerfile": OLD.replace('CMD ["curl"]', 'CMD ["curl", "-V"]')}, "base moves")
    before, cached = len(box.forge.writes()), app.branches()[caches.branch]
    done = box.one("acme/app")
    check(kind + " human edit: the branch is left alone", app.branches()[pins.branch] == human and "left alone (pins)" in done.stdout, done.all)
    check(kind + " a change elsewhere in the file: same result, nothing pushed", app.branches()[caches.branch] == cached, done.all)
    nothing_written(box, before, check, kind + " human edit")

    # a new result: the branch and the text are updated, the number stays
    commit(app, {"Dockerfile": OLD, "svc/Dockerfile": "FROM alpine:3.24\nRUN apk add curl\nCMD [\"sh\"]\n"}, "another one")
    done = box.one("acme/app")
    check(kind + " new result: the same pull request is updated", len(open_pulls(app)) == 2 and app.branches()[caches.branch] != cached
          and "svc/Dockerfile" in caches.body and "2 Dockerfiles" in caches.title, done.all)
    # a conflict: the base changes the line that the branch changes
    commit(app, {"Dockerfile": OLD.replace("install -y curl", "install -y curl wget")}, "conflict")
    done = box.one("acme/app")
    check(kind + " conflict: rebuilt from the new base", app.git("merge-base", "main", caches.branch) == app.branches()["main"]
          and "wget" in app.git("show", caches.branch + ":Dockerfile"), done.all)

    merge(app, caches)
    done = box.one("acme/app")
    check(kind + " merged: its branch is deleted", caches.branch not in app.branches() and pins.branch in app.branches(), done.all)
    before = app.branches()
    done = box.one("acme/app")
    check(kind + " after the merge: clean", app.branches() == before and len(open_pulls(app)) == 1, done.all)

    pins.state = "closed"
    commit(app, {"Dockerfile": app.git("show", "main:Dockerfile") + "\nUSER nobody\n"}, "elsewhere")
    writes = len(box.forge.writes())
    done = box.one("acme/app")
    check(kind + " closed: not opened again", not open_pulls(app) and "was closed" in done.stdout, done.all)
    check(kind + " closed: its branch stays", app.branches()[pins.branch] == human)
    nothing_written(box, writes, check, kind + " closed")
    # other changes are another matter
    commit(app, {"Dockerfile": app.git("show", "main:Dockerfile").replace("FROM debian", "FROM ubuntu")}, "another base")
    done = box.one("acme/app")
    opened = open_pulls(app)
    check(kind + " other changes: a new one", len(opened) == 1 and opened[0].branch != pins.branch, done.all)
    # nothing is left to fix
    commit(app, {"Dockerfile": app.git("show", opened[0].branch + ":Dockerfile") + "\n"}, "fixed by hand")
    done = box.one("acme/app")
    check(kind + " obsolete: closed with its reason, branch deleted", not open_pulls(app) and opened[0].branch not in app.branches()
          and "nothing is left to fix" in opened[0].body, done.all)
    commit(app, {"Dockerfile": app.git("show", "main:Dockerfile").replace("FROM ubuntu:24.04", "FROM ubuntu").replace("FROM ubuntu:26.04", "FROM ubuntu") + "\n"}, "back")
    done = box.one("acme/app")
    check(kind + " obsolete is not closed by people: opened again", len(open_pulls(app)) == 1, done.all)
    check(kind + " requests are as described", not box.forge.violations, "\n".join(box.forge.violations))
    check(kind + " no folder is left", not box.end())


def settings(imgfix, check):
    """Groups, limits, configuration, titles."""
    box = Sandbox(imgfix)
    merging = "FROM debian:13\nRUN echo a > /a\nRUN echo b > /b\nCMD [\"true\"]\n"
    box.forge.add("acme/plain", {"Dockerfile": merging})
    done = box.one("acme/plain", "-v")
    check("merges are not proposed by default", not box.forge.writes() and "nothing to fix" in done.stdout, done.all)
    done = box.one("acme/plain", "--group", "merges", "--conventional", "--signoff")
    pull = box.forge.repositories["acme/plain"].pulls[-1:]
    check("--group merges", pull and pull[0].title == "build(docker): merge RUN instructions (Dockerfile)" and "1 layer less" in pull[0].body, done.all)
    message = box.forge.repositories["acme/plain"].git("log", "-1", "--format=%B", pull[0].branch) if pull else ""
    check("--signoff", "Signed-off-by: Bot <bot@example.org>" in message, message)
    check("the seal survives a sign-off", "kept" in box.one("acme/plain", "--group", "merges", "--conventional", "--signoff", "-v").stdout)

    both = box.forge.add("acme/both", {"Dockerfile": OLD + "RUN echo a > /a\nRUN echo b > /b\n", "imgfix.toml": '[bot]\ngroups = ["pins", "caches", "merges"]\n'})
    box.one("acme/both")
    check("at most two are open", len(open_pulls(both)) == 2)
    both.pulls[0].state = "closed"
    box.one("acme/both")
    check("the third comes when there is room", len(open_pulls(both)) == 2 and open_pulls(both)[-1].branch.startswith("imgfix/merges-"))
    one = box.forge.add("acme/one", {"Dockerfile": OLD, ".imgfix.toml": 'ignore = ["no-cache"]\n[bot]\nmax-open = 1\nconventional = true\n'})
    box.one("acme/one")
    check("the repository's own fixers and limits", [pull.title for pull in one.pulls] == ["build(docker): pin base images (Dockerfile)"], [pull.title for pull in one.pulls])
    off = box.forge.add("acme/off", {"Dockerfile": OLD, "imgfix.toml": "[bot]\nenabled = false\n"})
    check("enabled = false", "enabled = false" in box.one("acme/off", "-v").stdout and not off.pulls)
    box.forge.add("acme/wrong", {"Dockerfile": OLD, "imgfix.toml": 'forge = "evil.example.org"\n'})
    done = box.one("acme/wrong")
    check("a hostile configuration is an error", done.returncode == 2 and "may not be set" in done.stderr and not box.forge.repositories["acme/wrong"].pulls, done.all)
    box.forge.add("acme/typo", {"Dockerfile": OLD, "imgfix.toml": '[bot]\ngroups = ["pin"]\nmax-open = 99\n'})
    done = box.one("acme/typo")
    check("a wrong [bot] is an error", done.returncode == 2 and "no group is called 'pin'" in done.stderr, done.all)

    # a checkout: offline without --open, its own files untouched with it
    app = box.forge.add("acme/app", {"Dockerfile": OLD})
    folder = box.checkout("acme/app", box.top + "/checkout")
    before = len(box.forge.log)
    done = box.bot(cwd=folder)
    check("a checkout without --open asks nobody", done.returncode == 0 and len(box.forge.log) == before and "### Why" in done.stdout, done.all)
    done = box.bot("--open", cwd=folder)
    status = box.forge.repositories["acme/app"]
    check("a checkout with --open", done.returncode == 0 and len(open_pulls(status)) == 2, done.all)
    dirty = subprocess.run(["git", "status", "--porcelain", "--branch"], cwd=folder, capture_output=True, text=True, env=box.environment()).stdout
    branches = subprocess.run(["git", "branch"], cwd=folder, capture_output=True, text=True, env=box.environment()).stdout
    check("a checkout is left as it was", dirty.strip() == "## main...origin/main" and "imgfix" not in branches, dirty + branches)
    check("a second run from it pushes nothing", "2 pushes" not in box.bot("--open", cwd=folder).stderr)
    check("requests of settings are as described", not box.forge.violations, "\n".join(box.forge.violations))
    box.end()


def many(imgfix, kind, check):
    """An owner's repositories: pages, filters, a journal."""
    box = Sandbox(imgfix, kind)
    box.forge.add("acme/r000", {"Dockerfile": "FROM scratch\nCOPY a /\n"})
    for k in range(1, 130):
        box.forge.add("acme/r%03d" % k, "acme/r000")
    box.forge.add("acme/real", {"Dockerfile": OLD}, topics=["docker"])
    box.forge.add("acme/forked", {"Dockerfile": OLD}, fork=True, topics=["docker"])
    box.forge.add("acme/archived", {"Dockerfile": OLD}, archived=True, topics=["docker"])
    box.forge.add("acme/old-one", {"Dockerfile": OLD}, topics=["docker"])
    box.forge.add("person/mine", {"Dockerfile": OLD})
    done = box.bot("--org", "acme", "--topic", "docker", "--skip", "old-*", "--open")
    opened = {name for name, one in box.forge.repositories.items() if one.pulls}
    check(kind + " --org: pages and filters", done.returncode == 0 and opened == {"acme/real"}, (opened, done.all))
    done = box.bot("--org", "acme", "--match", "r12*", "-v")
    check(kind + " --org: all pages are read", "imgfix: 10 repositories" in done.stderr, done.all)
    done = box.bot("--org", "person", "--open")
    check(kind + " --org: a person", len(box.forge.repositories["person/mine"].pulls) == 2, done.all)
    check(kind + " requests of many are as described", not box.forge.violations, "\n".join(box.forge.violations))
    box.end()


def comments(imgfix, kind, check):
    """Suggestions on a pull request of somebody else."""
    box = Sandbox(imgfix, kind)
    app = box.forge.add("acme/app", {"Dockerfile": OLD, "old/Dockerfile": OLD, "long/Dockerfile": "FROM debian\n" + "ENV A=1\n" * 20})
    app.git("branch", "feature", "main")
    commit(app, {"Dockerfile": OLD.replace("curl -V", "curl --version"), "new/Dockerfile": "FROM node\nCMD [\"node\"]\n",
                 "long/Dockerfile": "FROM debian\n" + "ENV A=1\n" * 20 + "ENV B=1\n"}, "feature", "feature")
    app.pulls.append(Pull(1, "feature", "main", "a feature", ""))
    app.git("update-ref", ("refs/merge-requests/1/head" if kind == "gitlab" else "refs/pull/1/head"), "feature")
    address = ("--repo", "https://forge.test/acme/app.git", "--comment", "1")
    done = box.bot(*address)
    check(kind + " --comment without --open: says it, writes nothing", done.returncode == 0 and "new/Dockerfile:1" in done.stdout
          and not app.pulls[0].comments and not box.forge.writes(), done.all)
    done = box.bot(*address, "--open")
    paths = sorted((one.get("path") or one["position"]["new_path"]) for one in app.pulls[0].comments)
    check(kind + " --comment: on lines near the changes only", paths == ["Dockerfile", "new/Dockerfile"], (paths, done.all))
    bodies = "".join(one["body"] for one in app.pulls[0].comments)
    fence = "```suggestion\n" if kind == "github" else "```suggestion:-0+0\n"
    check(kind + " --comment: a suggestion of the whole line", fence + "FROM node:" in bodies and "RUN apt-get update && apt-get install -y curl && rm -rf" in bodies, bodies)
    count = len(app.pulls[0].comments)
    done = box.bot(*address, "--open")
    check(kind + " --comment again: nothing new is said", done.returncode == 0 and len(app.pulls[0].comments) == count, done.all)
    check(kind + " requests of comments are as described", not box.forge.violations, "\n".join(box.forge.violations))

    dash = box.forge.add("acme/dash", {"Dockerfile": OLD})
    box.one("acme/dash", "--dashboard", "--max-open", "1")
    text = dash.issues[0].get("body") or dash.issues[0]["description"]
    check(kind + " --dashboard: lists what is open and what waits", "**pins**: #1 Pin base images" in text and "**caches**: waits" in text, text)
    writes = len(box.forge.writes())
    box.one("acme/dash", "--dashboard", "--max-open", "1")
    check(kind + " --dashboard again: nothing is written", len(box.forge.writes()) == writes and len(dash.issues) == 1)
    commit(dash, {"Dockerfile": "FROM scratch\nCOPY a /\n"}, "nothing to fix")
    box.one("acme/dash", "--dashboard")
    box.one("acme/dash", "--dashboard")
    text = dash.issues[0].get("body") or dash.issues[0]["description"]
    check(kind + " --dashboard: the same issue, nothing left", len(dash.issues) == 1 and "Nothing to fix" in text, text)

    for k in range(7):
        box.forge.add("shards/r%d" % k, {"Dockerfile": OLD})
    box.bot("--org", "shards", "--open", "--shard", "0/3")
    first = sum(bool(one.pulls) for name, one in box.forge.repositories.items() if name.startswith("shards/"))
    box.bot("--org", "shards", "--open", "--shard", "1/3")
    box.bot("--org", "shards", "--open", "--shard", "2/3")
    check(kind + " --shard: parts that make the whole", first == 3 and all(len(one.pulls) == 2 for name, one in box.forge.repositories.items()
                                                                           if name.startswith("shards/")), first)
    check(kind + " a wrong --shard", box.bot("--org", "shards", "--shard", "3/3").returncode == 2)
    check(kind + " requests of the dashboard are as described", not box.forge.violations, "\n".join(box.forge.violations))
    box.end()


def run(imgfix, check):
    for kind in ("github", "gitlab", "gitea"):
        life(imgfix, kind, check)
    settings(imgfix, check)
    many(imgfix, "github", check)
    many(imgfix, "gitlab", check)
    comments(imgfix, "github", check)
    comments(imgfix, "gitlab", check)
