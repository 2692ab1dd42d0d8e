ARG VARIANT=3.12-bookworm
FROM python:${VARIANT} AS build
RUN touch /x
FROM python:${VARIANT}
COPY --from=build /x /x
CMD ["python"]
