FROM debian:12
CMD ["aptitude", "search", "x"]
RUN apt-get update && apt-get install -y curl git
