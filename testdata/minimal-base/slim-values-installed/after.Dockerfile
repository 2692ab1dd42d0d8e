FROM python:3.13-slim
ARG PACKAGES="nano git"
ENV MORE=curl
RUN apt-get update && apt-get install -y $PACKAGES
RUN tools="wget unzip"; apt-get update && apt-get install -y $tools ${MORE}
RUN git clone https://example.org/x && wget -q https://example.org/y.zip && unzip y.zip && curl -f https://example.org
CMD ["python", "-V"]
