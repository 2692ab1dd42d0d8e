# imgfix ignore=pin-tag -- we follow the newest
FROM node
# hadolint ignore=DL3006,DL3018
FROM python
# imgfix ignore=merge-run
FROM alpine:3.24
