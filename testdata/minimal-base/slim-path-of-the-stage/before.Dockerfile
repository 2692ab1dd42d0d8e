FROM python:3.11
COPY venv/ /venv/
ENV PATH=/venv/bin:$PATH
CMD ["pip", "list"]
