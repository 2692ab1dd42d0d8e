FROM ubuntu:24.04
RUN apt-get update; apt-get install -y curl
RUN if true; then apt-get clean; fi
RUN curl --version || true
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
CMD ["true"]
