FROM python:3.13-slim AS app
RUN apt-get update && apt-get install -y --no-install-recommends curl git xz-utils && rm -rf /var/lib/apt/lists/*
# the source
RUN git clone --depth 1 https://example.org/x.git /x && curl -fsSL https://example.org/y.tar.xz | tar -xJ -C /opt
RUN pip install "b @ git+https://example.org/b.git"
CMD ["python", "/x/main.py"]
