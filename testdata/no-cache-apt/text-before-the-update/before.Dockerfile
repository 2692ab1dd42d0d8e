FROM debian:12
RUN printf "aptitude install -y nano\n" > /start.sh
RUN apt-get update && apt-get install -y curl git
CMD ["sleep", "1"]
