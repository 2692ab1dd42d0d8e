FROM ubuntu:24.04
RUN groupadd -r -g 999 app && useradd -r -u 999 -g app app
USER app
CMD ["true"]
