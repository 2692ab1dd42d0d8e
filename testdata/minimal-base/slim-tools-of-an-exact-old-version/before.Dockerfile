# Debian 9 at the oldest: its packages are no longer on Debian's servers
FROM openjdk:11.0.3-jre
RUN wget -O /app.jar http://example.org/app.jar
CMD ["java", "-jar", "/app.jar"]
