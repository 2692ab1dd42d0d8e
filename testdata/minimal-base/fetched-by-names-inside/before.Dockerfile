FROM ubuntu:22.04
ENV FIX ${FIX}
ENV NAME tool-linux-x64-1${FIX}.run
RUN apt-get update && apt-get install -y curl jq
RUN curl -o /tmp/$NAME https://example.org/$NAME
RUN curl -LO "$(curl https://example.org/latest | jq -r '.[] | select(.name | endswith("linux-amd64.tgz"))')"
ENTRYPOINT ["/opt/tool"]
