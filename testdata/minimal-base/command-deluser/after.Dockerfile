FROM alpine:3.24
RUN adduser --disabled-password --gecos "" app && deluser app
CMD ["sleep", "1"]
