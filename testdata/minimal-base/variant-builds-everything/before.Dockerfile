FROM python:3.13
ENV PIP_NO_BINARY=:all:
RUN pip install requests
CMD ["python", "-V"]
