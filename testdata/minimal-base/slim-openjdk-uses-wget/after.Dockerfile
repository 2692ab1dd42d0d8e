FROM openjdk:8-jre-slim
RUN apt-get update && apt-get install -y --no-install-recommends wget && rm -rf /var/lib/apt/lists/*
RUN wget -O /app.jar https://example.org/app.jar
CMD ["java", "-jar", "/app.jar"]
