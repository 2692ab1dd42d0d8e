FROM example.org/python:1
RUN python -mvenv /v && /v/bin/pip install flask
CMD ["sleep", "1"]
