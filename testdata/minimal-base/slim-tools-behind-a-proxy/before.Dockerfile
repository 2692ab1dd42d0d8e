FROM python:3.13 AS base
ENV http_proxy=http://proxy.example.org:3128
RUN curl -fsSLO https://example.org/x.py
FROM base
CMD ["python", "x.py"]
