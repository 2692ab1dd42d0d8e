FROM ubuntu:24.04
RUN [ a == a ] && echo y > /opt/x
RUN set -o pipefail && true
CMD ["true"]
