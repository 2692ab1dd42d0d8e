FROM maven:3.5.3-jdk-8
WORKDIR /app
COPY pom.xml .
RUN mvn package
CMD ["java", "-jar", "x.jar"]
