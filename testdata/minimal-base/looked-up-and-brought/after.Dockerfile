FROM python:3.13-alpine
RUN apk add --no-cache git ca-certificates
RUN command -v git
CMD ["sleep", "1"]
