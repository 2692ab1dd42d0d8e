FROM ubuntu:22.04
RUN apt-get update && apt-get install -y python3 python3-setuptools
WORKDIR /src
COPY . .
RUN python3 setup.py install
ENTRYPOINT ["tool"]
