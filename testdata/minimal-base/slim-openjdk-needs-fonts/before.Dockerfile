FROM openjdk:8-jre
RUN fc-cache -f
CMD ["java", "-jar", "/app.jar"]
