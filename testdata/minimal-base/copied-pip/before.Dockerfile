FROM python:3.11
COPY venv/ /venv/
CMD ["/venv/bin/pip", "list"]
