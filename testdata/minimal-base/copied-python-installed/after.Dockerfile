FROM alpine:3.24
RUN apk add --no-cache python3
COPY tree.py /root/
CMD ["python3", "/root/tree.py"]
