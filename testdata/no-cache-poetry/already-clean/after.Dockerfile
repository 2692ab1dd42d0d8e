FROM python:3.14
RUN poetry install --no-root && rm -rf ~/.cache/pypoetry/cache
RUN poetry add flask && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
