FROM debian:13 AS moved-and-removed
ENV LANG=C.UTF-8
RUN apt-get update -qq && apt-get install -y curl && \
    mkdir /x && cd /x && DEBIAN_FRONTEND=noninteractive apt-get install -y vim && \
    rm -rf /var/lib/apt/lists/*
CMD ["curl"]

FROM debian:13 AS the-run-stays
RUN apt-get update -qq && mkdir /data && rm -rf /var/lib/apt/lists/*
WORKDIR /data
RUN set -e; apt-get update -qq; apt-get install -y curl; echo done && rm -rf /var/lib/apt/lists/*
CMD ["curl"]

FROM debian:13 AS parent
RUN apt-get update && rm -rf /var/lib/apt/lists/*
FROM parent AS child
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
CMD ["curl"]
FROM parent AS other-child
RUN set -eux; \
    apt-get update && apt-get install -y \
        vim && \
    rm -rf /var/lib/apt/lists/*
CMD ["vim"]

FROM debian:13 AS through-runs
RUN apt-get update && apt-get install -y wget && \
    mkdir /y && \
    apt-get install -y git && \
    rm -rf /var/lib/apt/lists/*
CMD ["git"]
