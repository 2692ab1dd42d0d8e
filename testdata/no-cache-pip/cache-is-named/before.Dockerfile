FROM python:3.14
RUN pip install flask
RUN chown -R 1000 /root/.cache
