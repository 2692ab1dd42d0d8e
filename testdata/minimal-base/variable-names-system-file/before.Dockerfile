FROM ubuntu:26.04
ENV CURL_CA_BUNDLE=/etc/pki/tls/certs/ca-bundle.crt
ENV TZ=Asia/Shanghai DATA=/usr/share/x
RUN mkdir /app
CMD ["cat", "/app/x"]
