FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*
RUN git() { command git -c a.b=c "$@"; }; git clone https://example.org/x
RUN get() { env curl -f "$1"; }; get https://example.org/y
CMD ["python", "-V"]
