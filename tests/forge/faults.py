"""Forges that refuse, limit, break off, and a bot that is killed between any two requests."""
import os
import signal
import subprocess
import threading
import time

from sandbox import OLD, Sandbox, bot_branches, open_pulls
from stub import Forge, commit


def whole(repository):
    """Two pull requests, each with its branch; no branch without one."""
    opened = open_pulls(repository)
    return sorted(one.branch.split("-")[0] for one in opened) == ["imgfix/caches", "imgfix/pins"] and \
        {one.branch for one in opened} == set(bot_branches(repository))


def kill_at(box, name, number, before):
    """Starts the bot and kills it with SIGKILL at its number-th request, before or after the forge does it. True when
    the run was over sooner."""
    killed = []

    def fault(method, path, count):
        if count - start != number or killed:
            return None
        killed.append((method, path))
        os.kill(process.pid, signal.SIGKILL)
        return "drop" if before else "drop-after"

    start = box.forge.count
    with box.forge.lock:  # nothing is answered before its pid is known
        process = subprocess.Popen(box.command("--repo", "https://forge.test/%s.git" % name, "--open", "-q"),
                                   env=box.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        box.forge.fault = fault
    process.wait(60)
    box.forge.fault = lambda *_: None
    return not killed


def kills(imgfix, check):
    box = Sandbox(imgfix)

    def fresh(name):
        return box.forge.add(name, {"Dockerfile": OLD})

    def changed(name):  # both branches must be updated
        repository = fresh(name)
        box.one(name)
        commit(repository, {"svc/Dockerfile": OLD}, "more")
        return repository

    def obsolete(name):  # both pull requests must be closed
        repository = fresh(name)
        box.one(name)
        commit(repository, {"Dockerfile": "FROM scratch\nCOPY a /\n"}, "nothing to fix")
        return repository

    for what, prepare in (("open", fresh), ("update", changed), ("close", obsolete)):
        for before in (True, False):
            for number in range(1, 30):
                name = "acme/%s-%s-%d" % (what, "before" if before else "after", number)
                repository = prepare(name)
                over = kill_at(box, name, number, before)
                left = [one.branch for one in open_pulls(repository)]
                done = box.one(name)
                story = "killed %s request %d of %s" % ("before" if before else "after", number, what)
                if what == "close":
                    good = not open_pulls(repository) and not bot_branches(repository) and len(repository.pulls) == 2
                else:
                    good = whole(repository) and len(repository.pulls) == 2
                check(story + ": as if nothing had happened", good and done.returncode == 0,
                      (left, [(one.branch, one.state) for one in repository.pulls], repository.branches(), done.all))
                writes = len(box.forge.writes())
                if number in (1, 3):  # and it is done then
                    again = repository.branches()
                    box.one(name)
                    check(story + ": the next run does nothing", repository.branches() == again and len(box.forge.writes()) == writes)
                if over:
                    break
            check("%s: there were requests to be killed at" % what, number > 3, number)

    # killed while git pushes: the push itself goes on
    for hook in ("pre-receive", "post-receive"):
        repository = fresh("acme/" + hook)
        os.makedirs(repository.folder + "/hooks", exist_ok=True)
        with open(repository.folder + "/hooks/" + hook, "w") as file:
            file.write('#!/bin/sh\ncat >/dev/null\n[ -f "%s/pid" ] && kill -9 "$(cat "%s/pid")" && rm "%s/pid"\nexit 0\n' % ((box.top,) * 3))
        os.chmod(repository.folder + "/hooks/" + hook, 0o755)
        process = subprocess.Popen(["sh", "-c", 'echo $$ >"%s/pid"; exec "$@"' % box.top, "-",
                                    *box.command("--repo", "https://forge.test/acme/%s.git" % hook, "--open")],
                                   env=box.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        process.wait(60)
        check("killed in " + hook, process.returncode == -9, process.returncode)
        time.sleep(0.3)  # git ends on its own
        box.one("acme/" + hook)
        check("killed in %s: as if nothing had happened" % hook, whole(repository) and len(repository.pulls) == 2)
    check("requests of killed runs are as described", not box.forge.violations, "\n".join(box.forge.violations))
    box.end()


def refusals(imgfix, check):
    """Answers that are errors, once or for good."""
    box = Sandbox(imgfix)
    count = [0]

    def story(what, fault, good, *arguments, again=True):
        count[0] += 1
        name = "acme/r%d" % count[0]
        repository = box.forge.add(name, {"Dockerfile": OLD})
        start = box.forge.count
        box.forge.fault = lambda method, path, number: fault(method, path, number - start)
        begin = time.time()
        done = box.one(name, "--timeout", "5", *arguments)
        box.forge.fault = lambda *_: None
        check(what, good(done, repository, time.time() - begin), (done.returncode, done.all, [one.branch for one in repository.pulls]))
        check(what + ": the token is not shown", box.forge.token not in done.all)
        if again:
            done = box.one(name)
            check(what + ": the next run makes it whole", whole(repository) and len(repository.pulls) == 2, done.all)

    def fine(done, repository, _):
        return done.returncode == 0 and whole(repository) and len(repository.pulls) == 2

    for number in range(1, 5):
        for fault in ("drop", "drop-after", ("status", 500, {}), ("status", 502, {})):
            story("request %d: %s" % (number, fault), lambda method, path, at: fault if at == number else None, fine, again=False)
    limit = lambda headers, message="slow down", status=429: lambda method, path, at: \
        ("status", status, headers, {"message": message}) if at in (2, 3) else None
    waited = lambda done, repository, seconds: fine(done, repository, seconds) and seconds > 1.5
    story("429 with Retry-After", limit({"Retry-After": 1}), waited, again=False)
    story("secondary rate limit", limit({"Retry-After": 1}, "You have exceeded a secondary rate limit", 403), waited, again=False)
    story("primary rate limit", lambda method, path, at: ("status", 403, {"x-ratelimit-remaining": 0, "x-ratelimit-reset": int(time.time()) + 1},
                                                         {"message": "API rate limit exceeded"}) if at == 1 else None,
          lambda done, repository, seconds: fine(done, repository, seconds) and seconds > 1, again=False)
    story("a rate limit that is too long", limit({"Retry-After": 3600}), lambda done, _, seconds: done.returncode == 2 and "rate limit" in done.stderr and seconds < 20)
    story("token without rights", lambda method, path, at: ("status", 403, {}, {"message": "Resource not accessible"}) if method == "POST" else None,
          lambda done, repository, _: done.returncode == 2 and "may not do this" in done.stderr and not repository.pulls)
    story("500 for good", lambda method, path, at: ("status", 500, {}) if method == "POST" else None,
          lambda done, repository, _: done.returncode == 2 and not repository.pulls)
    story("an answer that is no JSON", lambda method, path, at: ("status", 200, {}, "x") if at == 2 else None,
          lambda done, repository, _: done.returncode == 2)
    good, box.forge.token = box.forge.token, "another-token-9876543210"
    name = "acme/expired"
    box.forge.add(name, {"Dockerfile": OLD})
    done = box.one(name, IMGFIX_TOKEN=good)
    check("expired token", done.returncode == 2 and "missing, wrong or expired" in done.stderr and good not in done.all and not bot_branches(
        box.forge.repositories[name]), done.all)
    box.forge.token = good
    done = box.one(name, IMGFIX_TOKEN="bad token\r\nX-Evil: 1")
    check("a token with line ends is refused", done.returncode == 2 and "no token has" in done.stderr, done.all)
    with open(box.top + "/token", "w") as file:
        file.write(good + "\n")
    done = box.one(name, "--token-file", box.top + "/token", IMGFIX_TOKEN="wrong")
    check("--token-file", done.returncode == 0 and whole(box.forge.repositories[name]), done.all)
    done = box.one(name, IMGFIX_FORGE_API="http://forge.example.org/api/v3")
    check("no token over plain http", done.returncode == 2 and "plain http" in done.stderr, done.all)
    check("requests of refused runs are as described", not box.forge.violations, "\n".join(box.forge.violations))

    # a redirect to another port
    other = Forge(box.top + "/other")
    story("a redirect to elsewhere", lambda method, path, at: ("status", 302, {"Location": other.api + path}) if at == 1 else None,
          lambda done, *_: done.returncode == 2)
    check("the token does not follow it", other.tokens <= {""}, other.tokens)
    other.shutdown()
    box.end()


def journal(imgfix, check):
    """A run over many is killed and goes on."""
    box = Sandbox(imgfix)
    names = ["acme/j%d" % k for k in range(6)]
    for name in names:
        box.forge.add(name, {"Dockerfile": OLD})
    with open(box.top + "/list", "w") as file:
        file.write("# all\n" + "".join("https://forge.test/%s.git\n" % name for name in names))
    arguments = ("--repos", box.top + "/list", "--open", "-j", "1", "--journal", box.top + "/journal")
    process = subprocess.Popen(box.command(*arguments), env=box.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    box.forge.fault = lambda method, path, number: os.kill(process.pid, signal.SIGKILL) if number == 10 else None
    process.wait(60)
    box.forge.fault = lambda *_: None
    before = box.forge.count
    done = box.bot(*arguments)
    check("a killed run goes on", done.returncode == 0 and "(and 2 done before)" in done.stderr and
          not any("/acme/j0" in path for _, path, _ in box.forge.log[before:]), done.all)
    check("and is whole then", all(whole(box.forge.repositories[name]) for name in names))
    done = box.bot(*arguments)
    check("the next run begins anew, and pushes nothing", "done before" not in done.stderr and " 0 pushes" in done.stderr, done.all)
    holder = threading.Event()
    box.forge.fault = lambda *_: holder.wait(20) and None
    process = subprocess.Popen(box.command(*arguments), env=box.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        if box.forge.count > before and os.path.getsize(box.top + "/journal"):
            break
        time.sleep(0.02)
    done = box.bot(*arguments)
    check("two bots do not share a journal", done.returncode == 2 and "another imgfix bot" in done.stderr, done.all)
    holder.set()
    process.wait(60)
    box.end()


def run(imgfix, check):
    kills(imgfix, check)
    refusals(imgfix, check)
    journal(imgfix, check)
