FROM debian:12
RUN apt-get update; apt-get install -y curl; rm -rf /var/lib/apt/lists/*
RUN set -e; apt-get update; apt-get install -y jq && rm -rf /var/lib/apt/lists/*; mkdir /x
RUN set -e; mkdir /a && mkdir /b; rm -rf /var/lib/apt/lists/*
RUN apt-get update; apt-get install -y tree; apt-get clean; echo $?
CMD ["curl", "--version"]
