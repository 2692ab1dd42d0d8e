FROM python:3.7.3
RUN python -m venv /v && /v/bin/pip install flask
CMD ["sleep", "1"]
