FROM alpine:3.24
RUN apk add --no-cache bash
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN apk add --no-cache curl && echo -e "a\tb" > /a
CMD ["curl", "https://example.org"]
