FROM python:3.13-alpine
RUN apk add --no-cache git ca-certificates
RUN echo 'git -C /x pull' > /x.sh && chmod +x /x.sh
CMD ["sleep", "1"]
