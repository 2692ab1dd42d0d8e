FROM ubuntu:24.04
RUN apt-get update && apt-get install -y netcat && rm -rf /var/lib/apt/lists/*
CMD ["nc", "-l", "-p", "80", "-e", "/bin/cat"]
