#!/usr/bin/env python3
"""action.yml, the workflows, the GitLab template and the Kubernetes manifest against their published schemas, as the
Python packages check-jsonschema and kubernetes-validate carry them; and against themselves broken, which must be seen."""
import os
import pathlib
import subprocess
import sys
import tempfile
import venv

SOURCE = pathlib.Path(os.environ["IMGFIX_SOURCE_DIR"])
ENVIRONMENT = pathlib.Path(os.environ["IMGFIX_BUILD_DIR"]) / "schemas-venv"
PACKAGES = "check-jsonschema==0.39.0 kubernetes-validate==1.37.0 setuptools<81"
ROWS = [ # file, schema, text to break it, what it becomes
    ("action.yml", "vendor.github-actions", "using: composite", "using: 7"),
    ("integrations/github/weekly.yml", "vendor.github-workflows", "runs-on:", "run-on:"),
    ("integrations/github/matrix.yml", "vendor.github-workflows", "runs-on:", "run-on:"),
    ("integrations/gitlab/imgfix.gitlab-ci.yml", "vendor.gitlab-ci", "script: [", "script: {a: ["),
    ("integrations/kubernetes/indexed-job.yaml", "kubernetes", "completionMode: Indexed", "completionMode: 5"),
]


def main():
    stamp = ENVIRONMENT / "packages"
    if not stamp.exists() or stamp.read_text() != PACKAGES:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        subprocess.run([ENVIRONMENT / "bin/python", "-m", "pip", "install", "--quiet", *PACKAGES.split(" ")], check=True)
        stamp.write_text(PACKAGES)
    failures = 0

    def check(schema, path):
        command = ([ENVIRONMENT / "bin/kubernetes-validate", "--strict", path] if schema == "kubernetes" else
                   [ENVIRONMENT / "bin/check-jsonschema", "--builtin-schema", schema, path])
        return subprocess.run(command, capture_output=True, text=True)

    for name, schema, text, instead in ROWS:
        good = check(schema, SOURCE / name)
        if good.returncode != 0:
            failures += 1
            print(f"{name}: {good.stdout}{good.stderr}", file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder:
            broken = pathlib.Path(folder) / pathlib.Path(name).name
            source = (SOURCE / name).read_text()
            assert text in source, (name, text)
            broken.write_text(source.replace(text, instead, 1))
            if check(schema, broken).returncode == 0:
                failures += 1
                print(f"{name}: broken, and nobody saw it", file=sys.stderr)
    print(f"{len(ROWS)} files against their schemas, {failures} wrong")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
