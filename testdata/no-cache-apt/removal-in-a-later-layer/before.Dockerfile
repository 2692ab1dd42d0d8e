FROM debian:13
RUN apt-get update && apt-get install -y curl
ENV A=b
# tidy
RUN rm -rf /var/lib/apt/lists/*
RUN echo done
FROM debian:13
RUN rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
