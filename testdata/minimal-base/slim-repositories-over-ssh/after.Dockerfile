FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends git mercurial openssh-client && rm -rf /var/lib/apt/lists/*
ARG REPOSITORY=host:x
RUN git clone $REPOSITORY /x && hg clone ssh://example.org/y && git show HEAD:z
CMD ["python", "-V"]
