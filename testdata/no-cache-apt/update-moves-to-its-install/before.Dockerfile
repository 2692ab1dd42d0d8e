FROM debian:13 AS moved-and-removed
RUN apt-get update -qq
ENV LANG=C.UTF-8
RUN apt-get install -y curl
RUN mkdir /x && cd /x && DEBIAN_FRONTEND=noninteractive apt-get install -y vim
CMD ["curl"]

FROM debian:13 AS the-run-stays
RUN apt-get update -qq && mkdir /data
WORKDIR /data
RUN set -e; apt-get install -y curl; echo done
CMD ["curl"]

FROM debian:13 AS parent
RUN apt-get update
FROM parent AS child
RUN apt-get install -y curl
CMD ["curl"]
FROM parent AS other-child
RUN set -eux; \
    apt-get install -y \
        vim
CMD ["vim"]

FROM debian:13 AS through-runs
RUN apt-get update && apt-get install -y wget
RUN mkdir /y
RUN apt-get install -y git
CMD ["git"]
