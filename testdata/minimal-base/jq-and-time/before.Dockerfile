FROM ubuntu:24.04
RUN apt-get update && apt-get install -y jq
CMD ["jq", "-n", "now|strftime(\"%k\")"]
