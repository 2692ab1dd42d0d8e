FROM debian:13
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN sudo apt-get update && sudo apt-get install -y git && sudo rm -rf /var/lib/apt/lists/*
RUN apt-get update && rm -rf /var/lib/apt/lists/* && apt-get install -y vim & wait
CMD ["git"]
