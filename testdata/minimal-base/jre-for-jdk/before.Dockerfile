FROM eclipse-temurin:21-jdk
COPY app.jar /app.jar
ENTRYPOINT ["java", "-jar", "/app.jar"]
