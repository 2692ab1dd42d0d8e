FROM python:3.14
RUN --mount=type=cache,target=/root/.cache/pip pipx install poetry
RUN --mount=type=tmpfs,target=/root/.cache/pip pipx inject poetry x
