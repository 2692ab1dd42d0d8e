FROM python:3.14
RUN pip install --no-cache-dir flask
RUN pip --no-cache-dir install flask
RUN pip download flask && pip list
