FROM ubuntu:24.04
ARG TOOL=curl
RUN apt-get update && apt-get install -y $TOOL && rm -rf /var/lib/apt/lists/* /app/*.log
RUN echo $HOME
RUN mkdir /app && echo x > /app/$TOOL
CMD ["true"]
