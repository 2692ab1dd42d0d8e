ARG VARIANT="3.12-bookworm"
FROM python:${VARIANT}
CMD ["python"]
