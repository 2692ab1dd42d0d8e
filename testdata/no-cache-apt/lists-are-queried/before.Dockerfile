FROM debian:13
RUN apt-get update && apt-get install -y curl
ENV A=b
RUN apt-cache policy curl
FROM debian:13
RUN apt-get update && apt-get install -y curl
ENV A=b
RUN dpkg -i x.deb || apt-get -f install -y
