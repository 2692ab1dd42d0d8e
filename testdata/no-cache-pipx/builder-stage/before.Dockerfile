FROM python:3.14 AS build
RUN pipx install poetry
FROM scratch
COPY --from=build /x /x
