FROM ubun\
tu:24.04
RUN apt-get update && apt-get ins\
tall -y curl
ENTRYPOINT ["curl"]
