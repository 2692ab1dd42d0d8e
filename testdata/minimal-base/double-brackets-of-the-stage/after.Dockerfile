FROM alpine:3.24
RUN apk add --no-cache bash
SHELL ["/bin/bash", "-c"]
RUN mkdir -p /srv/x && [[ -d /srv/x ]]
CMD ["true"]
