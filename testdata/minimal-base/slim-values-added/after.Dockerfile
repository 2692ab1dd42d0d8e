FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends bzip2 curl git unzip wget xz-utils && rm -rf /var/lib/apt/lists/*
ARG FETCH=curl
ENV TOOL=git
RUN $TOOL clone --depth 1 https://example.org/x.git /x
RUN ${FETCH} -fsSL https://example.org/y -o /y && T="wget -q"; $T https://example.org/z
RUN for p in unzip bzip2; do $p --help; done
RUN eval "${PACK:-xz} -d /y.xz"
CMD ["python", "/x/main.py"]
