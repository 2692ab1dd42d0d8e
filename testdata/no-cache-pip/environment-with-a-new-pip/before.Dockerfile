FROM python:3.12
RUN python -m venv /v && /v/bin/pip install flask
CMD ["sleep", "1"]
