FROM python:3.14
RUN bash -lc "pip install --no-cache-dir flask"
RUN su app -c "pip3 install flask"
