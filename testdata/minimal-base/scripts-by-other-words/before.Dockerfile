FROM nginx:1.27
COPY openssl.cnf gen_cert.sh /opt/
ENV PROBE="curl -fsS localhost"
ENTRYPOINT ["/opt/gen_cert.sh"]
