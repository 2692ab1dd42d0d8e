FROM debian:13
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN apt-get update && apt-get install -y curl && echo -e "a\tb" > /a
CMD ["curl", "https://example.org"]
