FROM alpine:3.24
RUN apk add --no-cache shadow bash
RUN useradd -m -k /etc/skel -G audio,video -s /bin/bash app
USER app
CMD ["true"]
