ARG BASE=debian:12-slim
FROM ${BASE}
CMD ["true"]
