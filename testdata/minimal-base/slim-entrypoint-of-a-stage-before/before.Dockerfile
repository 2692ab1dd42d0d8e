FROM python:3.12 AS base
ENTRYPOINT ["pip", "install"]
CMD ["--help"]
FROM base
CMD ["uwsgi"]
