FROM python:3.14 AS build
RUN uv pip install --system flask
FROM scratch
COPY --from=build /x /x
