FROM python:3.14
RUN if test -f /x; then uv pip install --no-cache --system flask; fi && (cd /x; uv sync --no-cache --locked) || exit 1
