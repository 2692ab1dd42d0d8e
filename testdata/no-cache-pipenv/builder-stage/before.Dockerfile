FROM python:3.14 AS build
RUN pipenv install --system --deploy
FROM scratch
COPY --from=build /x /x
