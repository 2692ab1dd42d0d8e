FROM debian:12
RUN jq --version; gunzip /usr/local/bin/jq.gz
RUN jq --version
CMD ["true"]
