FROM python:3.13
RUN set -e; apt-get update; apt-get install -y git; git clone https://example.org/x; true
RUN if [ -f x ]; then apt-get update && apt-get install -y curl && curl -f https://example.org/y; fi
CMD ["python", "-V"]
