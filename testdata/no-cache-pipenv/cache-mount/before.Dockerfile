FROM python:3.14
RUN --mount=type=cache,target=/root/.cache/pipenv pipenv install --system --deploy
RUN --mount=type=tmpfs,target=/root/.cache/pipenv pipenv sync
