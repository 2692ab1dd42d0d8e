FROM python:3.7.3
RUN python -m venv /v
ENV PATH=/v/bin:$PATH
RUN pip install flask
CMD ["sleep", "1"]
