FROM python:3.13
ARG DEV
RUN if [ -n "$DEV" ]; then apt-get update && apt-get install -y git curl && git --version; fi
RUN git clone https://example.org/x
RUN apt-get update; apt-get install -y wget; wget -q https://example.org/y; true
CMD ["python", "-V"]
