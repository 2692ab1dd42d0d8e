FROM python:3.14 AS a
RUN pip install flask
FROM python:3.14
COPY --from=a /root/.cache /root/.cache
RUN pip install flask
