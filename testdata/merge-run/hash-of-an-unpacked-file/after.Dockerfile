FROM debian:12
RUN jq --version; gunzip /usr/local/bin/jq.gz && \
    hash -r && \
    jq --version
CMD ["true"]
