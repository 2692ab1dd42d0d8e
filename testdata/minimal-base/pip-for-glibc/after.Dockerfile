FROM python:3.12-slim
RUN pip install --only-binary :all: --platform manylinux2014_x86_64 -t /opt/x lxml
CMD ["python", "-V"]
