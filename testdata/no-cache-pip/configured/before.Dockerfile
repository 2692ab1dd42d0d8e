FROM python:3.14
COPY pip.conf /etc/pip.conf
RUN pip install flask
