FROM python:3.14
RUN $UV pip install flask
RUN uv $OPTIONS sync
