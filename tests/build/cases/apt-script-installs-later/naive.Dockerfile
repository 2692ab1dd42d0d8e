FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends bc && rm -rf /var/lib/apt/lists/*
RUN printf '#!/bin/sh\napt-get install -y --no-install-recommends dc\n' > /install.sh && chmod +x /install.sh
RUN /install.sh
CMD ["bc"]
