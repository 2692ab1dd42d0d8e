#!/usr/bin/env python3
"""Makes github.json: what GitHub's published description says of the requests that imgfix sends.

usage: make_openapi.py api.github.com.deref.json VERSION > github.json
The description is in the npm package @octokit/openapi (MIT), generated/api.github.com.deref.json. Only names, types,
values and what is required are taken: no answers, no texts."""
import json
import sys

WANTED = [
    ("get", "/orgs/{org}/repos"), ("get", "/users/{username}/repos"), ("get", "/repos/{owner}/{repo}"),
    ("get", "/repos/{owner}/{repo}/pulls"), ("post", "/repos/{owner}/{repo}/pulls"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}"), ("patch", "/repos/{owner}/{repo}/pulls/{pull_number}"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/files"), ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/comments"),
    ("post", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"), ("get", "/repos/{owner}/{repo}/issues"),
    ("post", "/repos/{owner}/{repo}/issues"), ("patch", "/repos/{owner}/{repo}/issues/{issue_number}"),
]
KEPT = {"type", "enum", "properties", "required", "items", "nullable", "oneOf", "anyOf", "allOf", "maximum", "minimum", "maxLength"}


def facts(schema, is_names=False):
    if isinstance(schema, list):
        return [facts(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: facts(value, key == "properties") for key, value in schema.items() if is_names or key in KEPT}


with open(sys.argv[1]) as file:
    described = json.load(file)
made = {"source": "npm @octokit/openapi " + sys.argv[2] + " (MIT), generated/api.github.com.deref.json, version "
                  + described["info"]["version"], "requests": []}
for method, path in WANTED:
    operation = described["paths"][path][method]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    made["requests"].append({
        "method": method.upper(), "path": path, "operation": operation["operationId"],
        "query": {one["name"]: facts(one["schema"]) for one in operation.get("parameters", []) if one["in"] == "query"},
        "body": facts(body) if body else None})
json.dump(made, sys.stdout, indent=1)
print()
