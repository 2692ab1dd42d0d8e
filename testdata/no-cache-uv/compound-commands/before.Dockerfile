FROM python:3.14
RUN if test -f /x; then uv pip install --system flask; fi && (cd /x; uv sync --locked) || exit 1
