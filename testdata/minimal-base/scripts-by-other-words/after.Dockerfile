FROM nginx:1.27-alpine
RUN apk add --no-cache bash openssl
COPY openssl.cnf gen_cert.sh /opt/
ENV PROBE="curl -fsS localhost"
ENTRYPOINT ["/opt/gen_cert.sh"]
