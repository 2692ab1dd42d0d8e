FROM python:3.14 AS build
RUN poetry install --no-root
FROM scratch
COPY --from=build /x /x
