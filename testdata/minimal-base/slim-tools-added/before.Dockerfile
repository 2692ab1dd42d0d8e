FROM python:3.13 AS app
# the source
RUN git clone --depth 1 https://example.org/x.git /x && curl -fsSL https://example.org/y.tar.xz | tar -xJ -C /opt
RUN pip install "b @ git+https://example.org/b.git"
CMD ["python", "/x/main.py"]
