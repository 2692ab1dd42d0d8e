FROM python:3.14
# hadolint ignore=DL3042
RUN pip install flask
# imgfix ignore=no-cache
RUN pip install flask
