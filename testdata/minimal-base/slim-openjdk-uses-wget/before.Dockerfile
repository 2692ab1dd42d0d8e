FROM openjdk:8-jre
RUN wget -O /app.jar https://example.org/app.jar
CMD ["java", "-jar", "/app.jar"]
