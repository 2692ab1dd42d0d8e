FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN echo 'apt-get install -y nano' > /start.sh
CMD ["sh", "/start.sh"]
