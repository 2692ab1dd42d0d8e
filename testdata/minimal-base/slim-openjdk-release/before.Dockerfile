FROM openjdk:8u222-jdk-buster
COPY app.jar /app.jar
CMD ["java", "-jar", "/app.jar"]
