FROM python:3.11
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
RUN pip install --no-cache-dir uv
RUN uv pip install --system six idna
CMD ["python3"]
