FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN export PATH=$PATH:/x; apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN PATH=/x:$PATH true; apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN export PATH="/usr/local/bin:$PATH"; apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN shopt -s extglob; apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN alias ll=ls; apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
CMD ["sleep", "1"]
