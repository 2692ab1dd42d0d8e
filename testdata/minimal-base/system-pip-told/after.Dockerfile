FROM alpine:3.24
RUN apk add --no-cache python3 py3-pip
RUN pip install --break-system-packages requests
CMD ["python3", "-c", "import requests"]
