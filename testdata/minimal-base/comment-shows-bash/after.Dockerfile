# docker exec -it biscuit /bin/bash
FROM alpine:3.24
RUN apk add --no-cache file bash
CMD ["tail", "-f", "/dev/null"]
