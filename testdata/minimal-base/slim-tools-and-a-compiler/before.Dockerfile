FROM python:3.13 AS base
RUN curl -fsSLO https://example.org/x.c && gcc x.c
FROM base
CMD ["python", "x.py"]
