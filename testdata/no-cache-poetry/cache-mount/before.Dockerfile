FROM python:3.14
RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --no-root
RUN --mount=type=tmpfs,target=/root/.cache/pypoetry poetry add flask
