FROM python:3.13-alpine
RUN apk add --no-cache git ca-certificates coreutils
RUN env -S "git -v"
CMD ["true"]
