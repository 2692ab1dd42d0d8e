ARG BASE=debian:12
FROM ${BASE} AS one
FROM ${BASE}
CMD ["true"]
