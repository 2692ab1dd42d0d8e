FROM python:3.13
ARG JAVA=openjdk-17-jre-headless
ENV TOOLS="nano vim"
RUN apt-get update && apt-get install -y $JAVA $TOOLS
RUN gcc --version
CMD ["python", "-V"]
