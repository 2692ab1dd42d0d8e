FROM python:3.14 AS build
RUN pipx install poetry && rm -rf ~/.cache/pip
FROM scratch
COPY --from=build /x /x
