#!/usr/bin/env python3
"""Runs the Spark job (integrations/spark) in local mode, in a virtual environment made of its requirements.txt, over
records of Dockerfiles: the traps in testdata, or all of IMGFIX_CORPUS. Each answer must be imgfix's own answer for that
file. Needs Java and the Python package index."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv

SOURCE = pathlib.Path(os.environ["IMGFIX_SOURCE_DIR"])
JOB = SOURCE / "integrations/spark/fix_dockerfiles.py"
ENVIRONMENT = pathlib.Path(os.environ["IMGFIX_BUILD_DIR"]) / "spark-venv"


def python():
    """The interpreter of the environment, made when it is not there."""
    program = ENVIRONMENT / "bin/python"
    wanted = (SOURCE / "integrations/spark/requirements.txt").read_text()
    stamp = ENVIRONMENT / "requirements"
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        subprocess.run([program, "-m", "pip", "install", "--quiet", "-r", SOURCE / "integrations/spark/requirements.txt"],
                       check=True)
        stamp.write_text(wanted)
    return program


def main():
    corpus = os.environ.get("IMGFIX_CORPUS")
    if corpus:
        files = sorted(path for path in pathlib.Path(corpus).rglob("*") if path.is_file())
    else:
        files = sorted(SOURCE.glob("testdata/**/before.Dockerfile"))
    with tempfile.TemporaryDirectory(prefix="imgfix-spark-") as folder:
        folder = pathlib.Path(folder)
        (folder / "in").mkdir()
        records = [{"id": str(path), "path": path.name, "content": path.read_bytes().decode("utf-8", "replace")}
                   for path in files]
        with open(folder / "in/part.json", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
        began = time.monotonic()
        # small batches, so that there are many
        done = subprocess.run([python(), JOB, "--format", "json", "--input", folder / "in", "--output", folder / "out",
                               "--imgfix", os.environ["IMGFIX_BINARY"], "--", "--unsafe-fixes"],
                              capture_output=True, text=True,
                              env=dict(os.environ, PYSPARK_SUBMIT_ARGS="--master local[2] "
                                       "--conf spark.sql.execution.arrow.maxRecordsPerBatch=100 "
                                       "--conf spark.sql.files.maxPartitionBytes=200000 pyspark-shell",
                                       PYSPARK_PYTHON=str(python()), PYSPARK_DRIVER_PYTHON=str(python()),
                                       SPARK_LOCAL_IP="127.0.0.1"))
        seconds = time.monotonic() - began
        if done.returncode != 0:
            sys.exit("the job failed:\n" + done.stderr[-4000:])
        answers = {}
        for part in (folder / "out").glob("part-*"):
            for line in part.read_text(encoding="utf-8").splitlines():
                answer = json.loads(line)
                answers[answer["id"]] = answer
        own = subprocess.run([os.environ["IMGFIX_BINARY"], "--format", "ndjson", "--unsafe-fixes", "-"],
                             input="".join(json.dumps(record) + "\n" for record in records), capture_output=True, text=True)
        wrong = 0
        for record, line in zip(records, own.stdout.splitlines(), strict=True):
            expected, found = json.loads(line), answers.pop(record["id"], None)
            if not found or any(found.get(key) != expected.get(key) for key in ("path", "changed", "diff", "fixed", "error")
                                if key != "path") or json.loads(found["findings"]) != expected["findings"]:
                wrong += 1
                print(f"{record['id']}: {found and found.get('error')} instead of {expected.get('error')}", file=sys.stderr)
        print(done.stdout.strip())
        print(f"{len(records)} records, {wrong} wrong, {len(answers)} too many, {seconds:.0f} s")
        return 1 if wrong or answers or not records else 0


if __name__ == "__main__":
    sys.exit(main())
