FROM example.org/team/powershell:7
RUN apt-get update && apt-get install -y make && \
    rm -rf /var/lib/apt/lists/*
