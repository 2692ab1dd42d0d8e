FROM python:3.12
RUN pip install --upgrade pip && \
    hash -r && \
    pip install a && \
    hash -r && \
    pip install b
