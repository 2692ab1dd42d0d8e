FROM alpine:3.24
ENV PIP_BREAK_SYSTEM_PACKAGES=1
RUN apk add --no-cache py3-pip python3
RUN python3 -m pip install requests
CMD ["python3"]
