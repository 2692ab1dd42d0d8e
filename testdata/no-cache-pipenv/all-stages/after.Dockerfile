FROM python:3.14 AS build
RUN pipenv install --system --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM scratch
COPY --from=build /x /x
