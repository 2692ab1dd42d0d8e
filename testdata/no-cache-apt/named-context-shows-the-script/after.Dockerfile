FROM debian:13
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
COPY scripts/ /scripts/
RUN chmod +x /scripts/setup.sh && /scripts/setup.sh
WORKDIR /opt
COPY scripts/fresh.sh .
RUN bash ./fresh.sh
CMD ["curl"]
FROM debian:13
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
COPY ["scripts/fresh.sh", "/tools/"]
RUN cd /tools && sh -x ./fresh.sh
