FROM eclipse-temurin:17-jdk-jammy
COPY x.jar /x.jar
CMD ["java", "-jar", "/x.jar"]
