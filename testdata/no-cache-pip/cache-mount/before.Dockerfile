FROM python:3.14
RUN --mount=type=cache,target=/root/.cache/pip pip install flask
RUN --mount=type=cache,target=/root/.cache pip install flask
ENV HOME=/home/app
RUN --mount=type=cache,target=/home/app/.cache/pip pip install flask
