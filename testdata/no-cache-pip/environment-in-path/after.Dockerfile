FROM python:3.7.3
RUN python -m venv /v
ENV PATH=/v/bin:$PATH
RUN pip install flask && rm -rf ~/.cache/pip
CMD ["sleep", "1"]
