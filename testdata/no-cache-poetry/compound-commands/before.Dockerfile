FROM python:3.14
RUN if test -f /x; then poetry install --no-root; fi && (cd /x; poetry add flask) || exit 1
