FROM python:3.12-slim
RUN PIP_NO_BINARY=:none: pip install six
RUN pip config set global.no-binary :none: && pip install chardet
RUN apt-config dump > /settings
CMD ["python"]
