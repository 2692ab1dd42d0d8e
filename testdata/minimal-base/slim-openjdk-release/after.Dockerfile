FROM openjdk:8u222-jdk-slim-buster
COPY app.jar /app.jar
CMD ["java", "-jar", "/app.jar"]
