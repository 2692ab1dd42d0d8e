FROM debian:13
RUN apt update && \
	apt install -y curl && \
	apt-get clean && \
	rm -rf /var/lib/apt/lists/*
