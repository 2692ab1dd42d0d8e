FROM alpine:3.24
RUN adduser -D -u 1500 app && adduser -D -s /bin/sh other && adduser app audio && deluser --remove-home other
USER app
CMD ["true"]
