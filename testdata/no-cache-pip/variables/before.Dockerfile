FROM python:3.14
RUN $PIP install flask
RUN pip $OPTIONS install flask
