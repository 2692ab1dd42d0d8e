FROM python:no-such-tag
