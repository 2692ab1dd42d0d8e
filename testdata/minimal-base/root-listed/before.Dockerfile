FROM ubuntu:24.04
ENTRYPOINT ["/bin/ls"]
