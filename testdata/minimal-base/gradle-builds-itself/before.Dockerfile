FROM gradle:9-jdk25
WORKDIR /app
COPY . /app/
RUN GRADLE_OPTS=-Xmx1g gradle --no-daemon shadowJar
CMD ["java", "-jar", "app.jar"]
