"""Checks requests against the committed parts of a forge's published description."""
import json
import os
import re
import urllib.parse

import jsonschema


class Description:
    def __init__(self, name):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name)) as file:
            self.requests = json.load(file)["requests"]
        for one in self.requests:
            one["pattern"] = re.compile(re.sub(r"\{[^}]*\}", "[^/]+", one["path"]) + r"\Z")

    def problems(self, method, target, body):
        """What is wrong with a request; path without the API's own prefix."""
        path, _, query = target.partition("?")
        found = [one for one in self.requests if one["method"] == method and one["pattern"].match(path)]
        if not found:
            return ["%s %s is not described" % (method, path)]
        one = found[0]
        wrong = []
        for name, value in urllib.parse.parse_qsl(query, keep_blank_values=True, strict_parsing=True):
            if name not in one["query"]:
                wrong.append("query %s is not described" % name)
                continue
            schema = one["query"][name]
            if schema.get("type") == "integer":
                value = int(value) if value.isdigit() else value
            elif schema.get("type") == "boolean":
                value = {"true": True, "false": False}.get(value, value)
            wrong += self.errors(value, schema)
        if body is None or one["body"] is None:
            return wrong + (["a body that is not described"] if body is not None else ["the body is missing"] if one["body"] else [])
        wrong += self.errors(body, one["body"])
        wrong += ["body: %s is not described" % name for name in body if name not in one["body"].get("properties", {})]
        return wrong

    @staticmethod
    def errors(value, schema):
        return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(value)]
