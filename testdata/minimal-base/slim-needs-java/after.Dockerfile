FROM debian:12-slim
RUN mkdir -p /usr/share/man/man1
RUN apt-get update && apt-get install -y tomcat10
RUN apt-get install -y default-jre-headless
CMD ["cat", "/etc/tomcat10/server.xml"]
