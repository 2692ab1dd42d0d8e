FROM alpine:3.24
RUN apk add --no-cache python3
CMD ["python3", "app.py"]
