FROM python:3.12 AS a
RUN python -m venv /venv && /venv/bin/pip install flask
FROM python:3.12
COPY --from=a /venv /venv
CMD ["/venv/bin/python", "-m", "flask"]
