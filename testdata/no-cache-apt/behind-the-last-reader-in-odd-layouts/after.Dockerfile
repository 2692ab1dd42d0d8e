FROM debian:13
RUN <<EOF
set -e
apt-get update
apt-get install -y curl; rm -rf /var/lib/apt/lists/*
for i in a b; do
  echo $i
done
EOF
RUN set -e; \
  apt-get update; \
  apt-get install -y \
    # tools
    curl; \
  rm -rf /var/lib/apt/lists/*; \
  for i in a b; do echo $i; done
RUN set -e; apt-get update; apt-get install -y curl; \
    rm -rf /var/lib/apt/lists/* \
 ; while false; do echo; done
RUN ["sh", "-ec", "apt-get update; apt-get install -y vim; rm -rf /var/lib/apt/lists/*; for i in a b; do echo; done"]
CMD ["curl"]
