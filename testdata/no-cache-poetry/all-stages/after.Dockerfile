FROM python:3.14 AS build
RUN poetry install --no-root && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM scratch
COPY --from=build /x /x
