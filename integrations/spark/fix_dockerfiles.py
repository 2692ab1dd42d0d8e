#!/usr/bin/env python3
"""Fixes the Dockerfiles of a data lake: a PySpark job around `imgfix --format ndjson -`.

    spark-submit fix_dockerfiles.py --input dockerfiles.parquet --output answers.parquet [--imgfix PROGRAM] [-- OPTIONS]

The input has the columns id, path and content (text). Of each row the output has id, path, changed, diff, fixed,
findings (JSON: fixes, held_back, refusals, notes, drops) and error (why a file was left alone as a whole). OPTIONS are
handed on to imgfix, for example `-- --select no-cache --unsafe-fixes`.

Nothing but the program imgfix has to be on the workers (`--files imgfix` brings it: then `--imgfix ./imgfix`). Memory is
bounded by one batch of rows (spark.sql.execution.arrow.maxRecordsPerBatch), for which imgfix is started once.
"""
import argparse
import json
import subprocess
import sys
import threading

import pandas
from pyspark.sql import SparkSession

SCHEMA = "id string, path string, changed boolean, diff string, fixed string, findings string, error string"


def answer(frame, command):
    """The rows of one batch, answered by one process, in their order."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, encoding="utf-8")

    def ask():
        try:
            for number, (path, content) in enumerate(zip(frame["path"], frame["content"])):
                record = {"id": number, "path": path or "Dockerfile", "content": content or ""}
                process.stdin.write(json.dumps(record) + "\n")
            process.stdin.close()
        except BrokenPipeError:
            pass # its exit status tells

    errors = []
    threads = [threading.Thread(target=ask), threading.Thread(target=lambda: errors.append(process.stderr.read()))]
    for thread in threads:
        thread.start()
    rows = []
    for line in process.stdout:
        found = json.loads(line)
        if found["id"] != len(rows):
            raise RuntimeError(f"imgfix answered record {found['id']} where {len(rows)} was asked")
        rows.append((found["changed"], found["diff"], found["fixed"], json.dumps(found["findings"]), found.get("error")))
    for thread in threads:
        thread.join()
    # 2: some file does not parse, which its answer says
    if process.wait() not in (0, 2) or len(rows) != len(frame):
        raise RuntimeError(f"imgfix ended with {process.returncode} after {len(rows)} of {len(frame)} records: "
                           + "".join(errors)[-2000:])
    made = pandas.DataFrame(rows, columns=["changed", "diff", "fixed", "findings", "error"])
    made.insert(0, "id", frame["id"].astype(str).to_list())
    made.insert(1, "path", frame["path"].to_list())
    return made


def fix(table, imgfix="imgfix", options=()):
    """A table with the columns id, path, content, answered."""
    command = [imgfix, "--format", "ndjson", *options, "-"]
    return table.select("id", "path", "content").mapInPandas(
        lambda batches: (answer(frame, command) for frame in batches), SCHEMA)


def main(words):
    options = words[words.index("--") + 1:] if "--" in words else []
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--format", default="parquet", help="of both: parquet, json, orc (default parquet)")
    parser.add_argument("--imgfix", default="imgfix", help="the program, as the workers find it")
    arguments = parser.parse_args(words[:words.index("--")] if "--" in words else words)
    spark = SparkSession.builder.appName("imgfix").getOrCreate()
    table = spark.read.format(arguments.format).load(arguments.input)
    fix(table, arguments.imgfix, options).write.format(arguments.format).mode("errorifexists").save(arguments.output)
    done = spark.read.format(arguments.format).schema(SCHEMA).load(arguments.output)
    print(f"{done.count()} files, {done.where('changed').count()} with fixes, "
          f"{done.where('error is not null').count()} left alone as a whole")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
