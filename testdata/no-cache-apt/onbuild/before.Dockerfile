FROM debian:13
RUN apt-get update && apt-get install -y curl
ONBUILD RUN apt-get install -y jq
FROM debian:13
ONBUILD RUN apt-get update && apt-get install -y jq
