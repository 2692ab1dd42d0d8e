FROM debi\
an:12
RUN apt-get update && apt-get ins\
tall -y curl
ENTRYPOINT ["curl"]
