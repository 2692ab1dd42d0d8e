FROM python:3.6 AS base
RUN curl -fsSLO https://example.org/x.py
FROM base
CMD ["python", "x.py"]
