FROM python:3.12
RUN PIP_NO_BINARY=:all: pip install six
RUN apt-config dump > /settings
CMD ["python"]
