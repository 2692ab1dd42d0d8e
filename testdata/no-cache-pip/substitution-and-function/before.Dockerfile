FROM python:3.14
RUN echo `pip install flask`
RUN get() { pip install "$1"; } && get flask
